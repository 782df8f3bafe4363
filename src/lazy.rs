//! The part of the widget that is loaded when it is first needed.
//!
//! What most readers never open would be a quarter of what every reader waits for, so the build cuts it
//! off into a file of its own, by wasm-split. It is the same program, with the same memory, only later.

mod act;
mod budget;
mod chart;
mod conversation;
mod currency;
mod curve;
mod explain;
mod files;
mod geometry;
mod hosting;
mod models;
mod needs;
mod notes;
mod past;
mod plans;
mod prompt;
mod share;
mod snowball;
mod volume;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use crate::context::{Context, LazyPart};
use crate::state::LazySection;

/// Loads the part, once, however often it is asked for.
#[wasm_split(lazy, fallible)]
pub(crate) fn load() -> Result<LazyPart, SplitLoaderError> {
    Ok(LazyPart {
        section,
        explain: explain::view,
        files: files::view,
        files_spoken: files::spoken,
        act: act::act,
    })
}

fn section(section: LazySection, cx: &Context<'_>) -> Html {
    match section {
        LazySection::Volume => volume::view(cx),
        LazySection::Conversation => conversation::view(cx),
        LazySection::Plans => plans::view(cx),
        LazySection::Needs => needs::view(cx),
        LazySection::Budget => budget::view(cx),
        LazySection::Currency => currency::view(cx),
        LazySection::Hosting => hosting::view(cx),
        LazySection::Curve => curve::view(cx),
        LazySection::Snowball => snowball::view(cx),
        LazySection::Models => models::view(cx),
        LazySection::Share => share::view(cx),
        LazySection::Notes => notes::view(cx),
    }
}
