//! The page at first: the text, the answer, the settings in sight, and the closed sections.
//!
//! Views are functions of a [`Context`]. They write what the report says and decide nothing.

pub(crate) mod answer;
pub(crate) mod controls;
mod examples;
mod fares_table;
mod notices;
pub(crate) mod reason;
pub(crate) mod sections;
mod settings;
mod summary;
pub(crate) mod text_field;
mod transcript;

use yew::prelude::*;

use crate::context::Context;
use crate::state::{Drawn, SectionId, ViewMode};
use sections::Group;
pub(crate) use text_field::TextField;
pub(crate) use transcript::overhead;

/// The whole widget.
pub(crate) fn page(cx: &Context<'_>, field: &TextField<'_>) -> Html {
    let state = cx.state;
    let alone = |section: SectionId| {
        html! { <section class="content">{ sections::content(cx, section) }</section> }
    };
    let parts = match state.view {
        ViewMode::Badge => answer::badge(cx),
        ViewMode::Full => html! {
            <>
            { text_field::view(cx, field) }
            <div class="side">{ answer::view(cx) }{ settings::view(cx) }</div>
            if state.ui.drawn >= Drawn::Findings {
                <div class="findings">{ sections::list(cx, Group::Findings) }</div>
            }
            if state.ui.drawn >= Drawn::Sections {
                <div class="situation">
                    { sections::list(cx, Group::Situation) }
                    { settings::reset(cx) }
                </div>
            }
            </>
        },
        ViewMode::Chart => html! { <>{ answer::view(cx) }{ alone(SectionId::Curve) }</> },
        ViewMode::Compact => html! { <>{ text_field::view(cx, field) }{ answer::view(cx) }</> },
        ViewMode::Tokens => html! {
            <>
            { text_field::view(cx, field) }
            { answer::view(cx) }
            { alone(SectionId::Tokens) }
            </>
        },
    };
    html! {
        <>
        { notices::above(cx) }
        <div class="layout" data-view={state.view.name()} data-state={state.counting_name()}>
            { parts }
        </div>
        { notices::below(cx) }
        </>
    }
}
