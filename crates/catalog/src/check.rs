//! The text files checked, and what is in them.

use std::path::Path;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use tokenfare_core::catalog::Date;

use crate::files::{self, FilesError};

/// After how many days an entry should be compared with its source again.
const FRESH_DAYS: u32 = 60;

/// Checks the files in `data` and tells, for each vendor, how much there is and what is stale `on` a
/// day.
///
/// # Errors
///
/// Every rule that is broken, with file, entry and field.
pub fn check(data: &Path, on: Date) -> Result<String, FilesError> {
    let catalog = files::read(data)?;
    let mut table = Table::new();
    table.load_preset(NOTHING).set_header([
        "vendor",
        "models",
        "cards",
        "plans",
        "oldest check",
        "stale",
    ]);
    for vendor in &catalog.vendors {
        let models: Vec<_> = catalog.models.iter().filter(|m| m.vendor == vendor.id).collect();
        let plans: Vec<_> = catalog.plans.iter().filter(|p| p.vendor == vendor.id).collect();
        let cards = models.iter().filter(|model| !model.is_shut_down_on(on));
        let cards = cards.filter_map(|model| Some((&model.id, model.card_on(on)?.checked)));
        let terms = plans.iter().filter_map(|plan| Some((&plan.id, plan.terms_on(on)?.checked)));
        let checked: Vec<_> = cards.chain(terms).collect();
        let stale = checked.iter().filter(|(_, day)| on.days_since(*day) > FRESH_DAYS);
        let stale: Vec<_> = stale.map(|(id, _)| id.as_str()).collect();
        let oldest = checked.iter().map(|(_, day)| day).min();
        table.add_row([
            vendor.name.clone(),
            models.len().to_string(),
            models.iter().map(|model| model.cards.len()).sum::<usize>().to_string(),
            plans.len().to_string(),
            oldest.map(ToString::to_string).unwrap_or_default(),
            stale.join(", "),
        ]);
    }
    Ok(format!(
        "{table}\nThe catalog keeps its rules. Stale = last checked more than {FRESH_DAYS} days before {on}.\n"
    ))
}
