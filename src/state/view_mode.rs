//! How much of the widget is shown: the view mode.

use tokenfare_core::scenario::{Expected, ScenarioError};

/// The element's `view` attribute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ViewMode {
    /// Everything: the text, the answer, the settings and what there is to dig in.
    #[default]
    Full,
    /// The text and the answer.
    Compact,
    /// A chip: tokens and the cost of a message.
    Badge,
    /// The text and its tokens.
    Tokens,
    /// The cost of a month over its messages.
    Chart,
}

impl ViewMode {
    const ALL: [(Self, &str); 5] = [
        (Self::Full, "full"),
        (Self::Compact, "compact"),
        (Self::Badge, "badge"),
        (Self::Tokens, "tokens"),
        (Self::Chart, "chart"),
    ];

    /// The view of this name; without one, the default.
    ///
    /// # Errors
    /// What may be written instead.
    pub(crate) fn named(name: Option<&str>) -> Result<Self, ScenarioError> {
        let Some(name) = name else { return Ok(Self::default()) };
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(view, _)| *view).ok_or_else(|| ScenarioError::Invalid {
            name: "view",
            value: name.to_owned(),
            expected: Expected::OneOf(&["full", "compact", "badge", "tokens", "chart"]),
        })
    }

    /// A word for style sheets.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(view, _)| *view == self).map_or("", |(_, name)| name)
    }
}
