//! The text with its tokens. `www/tokens.js` draws it: what depends on where the reader has scrolled to
//! would have to pass through here for every row.

use yew::prelude::*;

use crate::scene::Scene;

/// An empty place, which is filled once it is drawn. The key keeps it from becoming the place of
/// something else when the view changes.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    html! { <div key="tokens" class="text-tokens" ref={scene.tokens} /> }
}

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    scene.count("tokens.tokens", scene.report.tokens.message)
}
