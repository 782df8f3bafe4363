//! What the reader has opened, sorted and pointed at. It changes what is shown and no figure.

use crate::section::{Open, Section};

/// What is shown of the sections.
#[derive(Default)]
pub(crate) struct Looks {
    /// The sections that are open.
    pub(crate) open: Open,
    /// How the table of access models is sorted.
    pub(crate) sort: Sort,
    /// The id of the fare whose arithmetic is open.
    pub(crate) explained: Option<String>,
    /// The messages a month that the chart is read at, where not the reader's own.
    pub(crate) volume: Option<u64>,
    /// The turn that the snowball is read at, where not the last.
    pub(crate) turn: Option<u64>,
    /// Whether every model is listed, or the cheapest.
    pub(crate) all_models: bool,
}

/// A column of the table of access models, and whether its largest values come first.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sort {
    pub(crate) column: Column,
    pub(crate) descending: bool,
}

/// A column that can be sorted by.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    #[default]
    Month,
    Message,
    BreakEven,
}

/// Something the reader looks at in another way.
pub(crate) enum Look {
    /// Open or close a section.
    Toggle(Section),
    /// Sort by a column; once more turns the order round.
    Sort(Column),
    /// Open or close the arithmetic of a fare.
    Explain(String),
    /// Read the chart at so many messages a month.
    Volume(u64),
    /// Read the snowball at this turn.
    Turn(u64),
    /// List every model, or again the cheapest.
    AllModels,
}

impl Looks {
    /// Whether anything is open that is drawn by the part of the widget that is loaded later.
    pub(crate) fn dig(&self) -> bool {
        self.open.deep() || self.explained.is_some()
    }

    pub(crate) fn change(&mut self, look: Look) {
        match look {
            Look::Toggle(section) => self.open.toggle(section),
            Look::Sort(column) => {
                let descending = self.sort.column == column && !self.sort.descending;
                self.sort = Sort { column, descending };
            }
            Look::Explain(fare) => {
                self.explained = Some(fare).filter(|fare| self.explained.as_ref() != Some(fare));
            }
            Look::Volume(messages) => self.volume = Some(messages),
            Look::Turn(turn) => self.turn = Some(turn),
            Look::AllModels => self.all_models = !self.all_models,
        }
    }
}
