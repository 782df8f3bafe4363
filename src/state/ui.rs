//! What the reader has opened, sorted and pointed at. It changes what is shown and no figure.

use super::{OpenSections, UiAction};

/// How the report is looked at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct UiState {
    /// How much of the widget is drawn.
    pub(crate) drawn: Drawn,
    /// The sections that are open.
    pub(crate) open: OpenSections,
    /// How the table of fares is sorted.
    pub(crate) sort: Sort,
    /// The id of the fare whose arithmetic is open.
    pub(crate) explained: Option<String>,
    /// The messages a month that the chart is read at, where not the reader's own.
    pub(crate) volume: Option<u64>,
    /// The turn that a conversation's chart is read at, where not the last.
    pub(crate) turn: Option<u64>,
    /// Whether every model is listed, or the cheapest.
    pub(crate) all_models: bool,
}

/// How much is drawn. The answer does not wait for the rest, and the page not for all of it at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Drawn {
    /// The text, the answer and the settings in sight.
    #[default]
    Answer,
    /// What is found as well.
    Findings,
    /// All sections.
    Sections,
    /// All, also what a list has beside the chosen.
    All,
}

/// A column of the table of fares, and whether its largest values come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sort {
    pub(crate) column: Column,
    pub(crate) descending: bool,
}

/// A column that can be sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    #[default]
    Month,
    Message,
    BreakEven,
}

impl UiState {
    pub(super) fn reduce(&mut self, action: UiAction) {
        match action {
            UiAction::DrawMore => {
                self.drawn = match self.drawn {
                    Drawn::Answer => Drawn::Findings,
                    Drawn::Findings => Drawn::Sections,
                    _ => Drawn::All,
                }
            }
            UiAction::ToggleSection(section) => self.open.toggle(section),
            UiAction::Sort(column) => {
                let descending = self.sort.column == column && !self.sort.descending;
                self.sort = Sort { column, descending };
            }
            UiAction::Explain(fare) => {
                self.explained = Some(fare).filter(|fare| self.explained.as_ref() != Some(fare));
            }
            UiAction::ReadVolume(messages) => self.volume = Some(messages),
            UiAction::ReadTurn(turn) => self.turn = Some(turn),
            UiAction::ToggleAllModels => self.all_models = !self.all_models,
        }
    }
}
