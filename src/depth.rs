//! The part of the widget that is loaded when the reader digs in.
//!
//! What most readers never open would be a quarter of what every reader waits for, so the build cuts it
//! off into a file of its own: `depth.wasm`. It is the same program, with the same memory, only later.

use tokenfare_core::fare::Fare;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use crate::scene::Scene;
use crate::section::{Section, explain};

/// What it draws.
#[derive(Clone, Copy)]
pub(crate) struct Drawing {
    /// The content of a section that is closed at first.
    pub(crate) section: fn(Section, &Scene<'_>) -> Html,
    /// The arithmetic of a fare.
    pub(crate) explain: fn(&Scene<'_>, &Fare) -> Html,
}

/// Loads it, once, however often it is asked for.
#[wasm_split(depth, fallible)]
pub(crate) fn drawing() -> Result<Drawing, SplitLoaderError> {
    Ok(Drawing { section: Section::deep_view, explain: explain::view })
}

/// How far it is.
#[derive(Default)]
pub(crate) enum Depth {
    /// Nobody has needed it yet.
    #[default]
    Away,
    /// On its way.
    Coming,
    Here(Drawing),
    /// It could not be loaded.
    Missing,
}

impl Depth {
    /// What it draws; nothing until it is here.
    pub(crate) fn view(&self, scene: &Scene<'_>, draw: impl FnOnce(&Drawing) -> Html) -> Html {
        match self {
            Self::Here(drawing) => draw(drawing),
            Self::Missing => {
                html! { <p class="note" role="alert">{ scene.say("section.failed") }</p> }
            }
            _ => Html::default(),
        }
    }
}
