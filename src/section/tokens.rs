//! The text with its tokens. A module draws it: what depends on where the reader has scrolled to would
//! have to pass through here for every row.

use yew::prelude::*;

use crate::scene::Scene;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    scene.count("tokens.tokens", scene.report.tokens.message)
}
