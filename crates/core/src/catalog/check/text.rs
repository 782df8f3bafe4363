//! What readers are shown must be what it looks like.

use super::{Findings, Problem};
use crate::catalog::Tokens;

/// Marks that turn the direction of the text around them, and line ends that don't look like any.
const TURNING: [char; 14] = [
    '\u{061c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{202a}', '\u{202b}', '\u{202c}',
    '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

impl Findings<'_> {
    /// Every text that is shown as it stands.
    pub(super) fn texts(&mut self) {
        let catalog = self.catalog;
        for vendor in &catalog.vendors {
            self.text(&format!("vendor {}", vendor.id), "name", Some(&vendor.name));
        }
        for source in &catalog.sources {
            self.text(&format!("source {}", source.id), "name", Some(&source.name));
        }
        for model in &catalog.models {
            let entry = format!("model {}", model.id);
            self.text(&entry, "name", model.name.as_ref());
            self.text(&entry, "note", model.note.as_ref());
            if let Tokens::Estimate { basis, .. } | Tokens::Reconstructed { basis, .. } =
                &model.tokens
            {
                self.text(&entry, "tokens.basis", Some(basis));
            }
            let basis = model.reasoning.as_ref().map(|reasoning| &reasoning.basis);
            self.text(&entry, "reasoning.basis", basis);
            for card in &model.cards {
                let entry = format!("{entry}, card of {}", card.from);
                self.text(&entry, "note", card.note.as_ref());
                self.text(&entry, "peak.hours", card.peak.as_ref().map(|peak| &peak.hours));
            }
        }
        for plan in &catalog.plans {
            let entry = format!("plan {}", plan.id);
            self.text(&entry, "name", Some(&plan.name));
            for terms in &plan.terms {
                let entry = format!("{entry}, terms of {}", terms.from);
                self.text(&entry, "note", terms.note.as_ref());
                for allowance in &terms.allowances {
                    self.text(&entry, "model", Some(&allowance.model));
                }
            }
        }
        for credit in &catalog.credits {
            let entry = format!("credit {}", credit.id);
            self.text(&entry, "name", Some(&credit.name));
            self.text(&entry, "note", credit.note.as_ref());
        }
        for limit in &catalog.limits {
            let entry = format!("limit {}", limit.id);
            self.text(&entry, "name", Some(&limit.name));
            self.text(&entry, "note", limit.note.as_ref());
        }
    }

    fn text(&mut self, entry: &str, field: &'static str, text: Option<&String>) {
        let unseen = |c: &char| c.is_control() || TURNING.contains(c);
        if let Some(unseen) = text.and_then(|text| text.chars().find(unseen)) {
            self.report(entry, field, Problem::Invisible(unseen));
        }
    }
}
