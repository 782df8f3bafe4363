//! The report as Markdown.

use super::{Basis, Report};
use crate::fare::{Fare, Fit};

impl Report {
    /// A table of the fares with what was counted above it and the recommendation below.
    pub fn to_markdown(&self) -> String {
        let counted = match &self.tokens.basis {
            Basis::Exact { encoding } => format!("{} tokens ({encoding})", self.tokens.message),
            Basis::Estimate { low, high, .. } => {
                format!("about {} tokens ({low} to {high})", self.tokens.message)
            }
        };
        let mut text = format!(
            "{counted}, {}, {} messages a month, prices of {}.\n\n\
             | Access model | A message | A month | Break-even | Fits | Checked |\n\
             |---|--:|--:|--:|---|---|\n",
            self.model, self.messages_per_month, self.on
        );
        for fare in &self.fares {
            text += &self.row(fare);
        }
        if let Some(recommendation) = &self.recommendation {
            text += &format!("\n{}\n", recommendation.sentence);
        }
        text
    }

    fn row(&self, fare: &Fare) -> String {
        let money = |amount: Option<_>| {
            amount.map_or_else(|| "?".to_owned(), |amount| self.scenario.shown(amount).to_string())
        };
        let fits = match fare.fit {
            Fit::Yes => "yes".to_owned(),
            Fit::Unknown => "not published".to_owned(),
            Fit::No => {
                let why: Vec<_> = fare.obstacles.iter().map(ToString::to_string).collect();
                format!("no: {}", why.join("; "))
            }
        };
        let meets = fare.break_even.map(|meets| meets.messages.to_string()).unwrap_or_default();
        let checked = fare.provenance.as_ref().map(|source| source.checked.to_string());
        let cells = [
            fare.name.clone(),
            money(fare.per_message),
            money(fare.per_month),
            meets,
            fits,
            checked.unwrap_or_default(),
        ];
        let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    }
}
