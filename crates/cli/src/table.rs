//! Tables that fit the terminal.

use std::fmt;

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table as Layout};

/// Below this many columns no table can be read.
const NARROWEST: u16 = 40;

/// A table of text; cells wrap where the terminal is narrow.
pub(crate) struct Table(Layout);

impl Table {
    pub(crate) fn new(header: &[&str]) -> Self {
        let mut layout = Layout::new();
        layout.load_preset(NOTHING);
        layout.set_content_arrangement(ContentArrangement::Dynamic);
        // A terminal says how wide it is; elsewhere somebody may.
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        if let Some(columns) = columns.filter(|columns: &u16| *columns >= NARROWEST) {
            layout.set_width(columns);
        }
        layout.set_header(header);
        Self(layout)
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.0.add_row(cells);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.0)
    }
}
