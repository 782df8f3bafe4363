//! What the widget knows, and what becomes of it when something happens: [`State::reduce`].
//!
//! Nothing here knows Yew, the DOM or JavaScript, so all of it is tested natively. What has to be done in
//! the page after an action is an [`Effect`], which `app.rs` carries out.

mod action;
mod app_state;
mod counting;
mod currency;
mod effect;
mod embedding;
mod example;
mod files;
mod link;
mod notice;
mod prompt;
mod reducer;
mod section;
mod settings;
mod share;
mod text;
mod ui;
mod view_mode;

#[cfg(test)]
mod tests;

pub(crate) use action::{Action, UiAction};
pub(crate) use app_state::{LazyStatus, Refusal, Refused, State};
pub(crate) use counting::Counting;
pub(crate) use currency::{CurrencyAction, RateState};
pub(crate) use effect::Effect;
pub(crate) use embedding::Release;
pub(crate) use example::{EXAMPLES, Example};
pub(crate) use files::AttachedFile;
pub(crate) use notice::Notice;
pub(crate) use prompt::{PromptAction, SystemPrompt};
#[cfg(test)]
pub(crate) use reducer::Update;
pub(crate) use section::{LazySection, OpenSections, SectionId};
pub(crate) use share::{Export, LONGEST, ShareAction, ShareState, Site};
pub(crate) use text::{Direction, Text};
pub(crate) use ui::{Column, Drawn, Sort, UiState};
pub(crate) use view_mode::ViewMode;
