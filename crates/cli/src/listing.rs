//! `tokenfare models` and `tokenfare plans`.

use tokenfare_core::catalog::{Date, Model, Plan, Tokens};

use crate::arguments::ListOptions;
use crate::error::CliError;
use crate::table::Table;
use crate::{catalog, output};

pub(crate) fn models(options: &ListOptions) -> Result<(), CliError> {
    let catalog = catalog::load(&options.catalog)?;
    if options.json {
        return output::print_json(&catalog.models);
    }
    let on = day(options, catalog.as_of());
    let mut table = Table::new(&[
        "model", "vendor", "tokens", "window", "input", "cached", "output", "since", "then",
    ]);
    for model in &catalog.models {
        table.row(model_row(model, on));
    }
    output::print(&format!("{table}USD per million tokens on {on}; ? = not known\n"))
}

/// The day asked for, or today; a clock set before 1970 leaves the day of the catalog.
fn day(options: &ListOptions, as_of: Option<Date>) -> Date {
    options.on.or_else(catalog::today).or(as_of).unwrap_or(Date::from_days(0))
}

fn model_row(model: &Model, on: Date) -> Vec<String> {
    let tokens = match &model.tokens {
        Tokens::Exact(encoding) | Tokens::Reconstructed { encoding, .. } => encoding.clone(),
        _ => "estimate".to_owned(),
    };
    let absent = || "?".to_owned();
    let window = model.window.map_or_else(absent, |window| window.to_string());
    let mut row = vec![model.id.clone(), model.vendor.clone(), tokens, window];
    match model.card_on(on) {
        Some(card) => row.extend([
            card.prices.input.to_string(),
            card.prices.cached.map_or_else(absent, |rate| rate.to_string()),
            card.prices.output.to_string(),
            card.from.to_string(),
        ]),
        None => row.extend(std::iter::repeat_with(absent).take(4)),
    }
    let ended = model.shutdown.or(model.unlisted).filter(|end| *end <= on);
    let ends = model.shutdown.map(|day| format!("stops {day}"));
    let next = model.cards.iter().find(|card| card.from > on);
    let next = next
        .map(|card| format!("{}: {} in, {} out", card.from, card.prices.input, card.prices.output));
    row.push(match ended {
        Some(day) => format!("gone by {day}"),
        None => next.or(ends).unwrap_or_default(),
    });
    row
}

pub(crate) fn plans(options: &ListOptions) -> Result<(), CliError> {
    let catalog = catalog::load(&options.catalog)?;
    if options.json {
        return output::print_json(&catalog.plans);
    }
    let on = day(options, catalog.as_of());
    let mut table =
        Table::new(&["plan", "name", "USD a month", "yearly", "seats", "caps", "since"]);
    for plan in &catalog.plans {
        table.row(plan_row(plan, on));
    }
    output::print(&format!("{table}on {on}; ? = not known\n"))
}

fn plan_row(plan: &Plan, on: Date) -> Vec<String> {
    let absent = || "?".to_owned();
    let mut row = vec![plan.id.clone(), plan.name.clone()];
    let Some(terms) = plan.terms_on(on) else {
        row.extend(std::iter::repeat_with(absent).take(5));
        return row;
    };
    let caps: Vec<_> = terms
        .allowances
        .iter()
        .map(|allowance| match (allowance.cap, allowance.unlimited) {
            (Some(cap), _) => format!("{} per {} h {}", cap.messages, cap.hours, allowance.model),
            (None, true) => format!("unlimited {}", allowance.model),
            (None, false) => allowance.model.clone(),
        })
        .collect();
    row.extend([
        terms.monthly.map_or_else(absent, |price| price.to_string()),
        terms.yearly.map_or_else(String::new, |price| price.to_string()),
        terms.seats.map_or_else(String::new, |seats| format!("{}+", seats.min)),
        caps.join(", "),
        terms.from.to_string(),
    ]);
    row
}
