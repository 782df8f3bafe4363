//! How a page is shown: the viewport, and what the reader's system asks for.

use serde_json::{Value, json};

/// The reader's colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How the page is shown.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Rendering {
    /// Width of the viewport in CSS pixels.
    pub width: u32,
    /// Height of the viewport in CSS pixels.
    pub height: u32,
    /// What `prefers-color-scheme` answers.
    pub scheme: Scheme,
    /// Whether the reader has chosen colours of their own.
    pub forced_colors: bool,
    /// Whether the reader wants nothing to move.
    pub reduced_motion: bool,
    /// Whether it is shown as it is printed.
    pub print: bool,
}

impl Rendering {
    /// A viewport `width` CSS pixels wide, and 800 high.
    #[must_use]
    pub fn new(width: u32, scheme: Scheme) -> Self {
        let [forced_colors, reduced_motion, print] = [false; 3];
        Self { width, height: 800, scheme, forced_colors, reduced_motion, print }
    }

    /// A viewport `height` CSS pixels high.
    #[must_use]
    pub fn height(self, height: u32) -> Self {
        Self { height, ..self }
    }

    /// In the reader's own few colours.
    #[must_use]
    pub fn forced_colors(self) -> Self {
        Self { forced_colors: true, ..self }
    }

    /// For a reader who wants nothing to move.
    #[must_use]
    pub fn reduced_motion(self) -> Self {
        Self { reduced_motion: true, ..self }
    }

    /// On paper.
    #[must_use]
    pub fn print(self) -> Self {
        Self { print: true, ..self }
    }

    /// As DevTools want it told.
    pub(crate) fn media(self) -> Value {
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let scheme = match self.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let colors = if self.forced_colors { "active" } else { "none" };
        let motion = if self.reduced_motion { "reduce" } else { "no-preference" };
        json!({
            "media": if self.print { "print" } else { "" },
            "features": [
                feature("prefers-color-scheme", scheme),
                feature("forced-colors", colors),
                feature("prefers-reduced-motion", motion),
            ],
        })
    }
}
