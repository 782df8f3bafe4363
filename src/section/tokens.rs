//! The text with its tokens. A module draws it: what depends on where the reader has scrolled to would
//! have to pass through here for every row.

use yew::prelude::*;

use crate::scene::Scene;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    let tokens = scene.counting.exact().map(|tokens| tokens as u64);
    scene.count("tokens.tokens", tokens.unwrap_or(scene.report.tokens.pasted))
}
