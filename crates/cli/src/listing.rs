//! `tokenfare models` and `tokenfare plans`.

use tokenfare_core::catalog::{Model, Plan, Tokens};

use crate::arguments::ListOptions;
use crate::error::CliError;
use crate::table::Table;
use crate::{catalog, output};

pub(crate) fn models(options: &ListOptions) -> Result<(), CliError> {
    let catalog = catalog::load(&options.catalog)?;
    if options.json {
        return output::print_json(&catalog.models);
    }
    let mut table =
        Table::new(&["model", "vendor", "tokens", "window", "input", "cached", "output", "from"]);
    for model in &catalog.models {
        table.row(model_row(model));
    }
    output::print(&format!("{table}USD per million tokens, by the latest rate card\n"))
}

fn model_row(model: &Model) -> Vec<String> {
    let tokens = match &model.tokens {
        Tokens::Exact(encoding) => encoding.clone(),
        _ => "estimate".to_owned(),
    };
    let absent = || "?".to_owned();
    let window = model.window.map_or_else(absent, |window| window.to_string());
    let mut row = vec![model.id.clone(), model.vendor.clone(), tokens, window];
    match model.cards.last() {
        Some(card) => row.extend([
            card.prices.input.to_string(),
            card.prices.cached.map_or_else(absent, |rate| rate.to_string()),
            card.prices.output.to_string(),
            card.from.to_string(),
        ]),
        None => row.extend(std::iter::repeat_with(absent).take(4)),
    }
    row
}

pub(crate) fn plans(options: &ListOptions) -> Result<(), CliError> {
    let catalog = catalog::load(&options.catalog)?;
    if options.json {
        return output::print_json(&catalog.plans);
    }
    let mut table = Table::new(&["plan", "name", "USD a month", "yearly", "seats", "caps", "from"]);
    for plan in &catalog.plans {
        table.row(plan_row(plan));
    }
    output::print(&table.to_string())
}

fn plan_row(plan: &Plan) -> Vec<String> {
    let absent = || "?".to_owned();
    let mut row = vec![plan.id.clone(), plan.name.clone()];
    let Some(terms) = plan.terms.last() else {
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
