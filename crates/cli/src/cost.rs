//! `tokenfare cost`.

use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use tokenfare_core::catalog::{Catalog, Date};
use tokenfare_core::fare::{Fare, Fit};
use tokenfare_core::report::{Basis, Counts, Report, report};
use tokenfare_core::tokenizer::Encoding;

use crate::arguments::CostOptions;
use crate::error::CliError;
use crate::table::Table;
use crate::{input, output};

const SECONDS_IN_A_DAY: u64 = 86_400;

pub(crate) fn run(options: &CostOptions) -> Result<(), CliError> {
    let catalog = tokenfare_catalog::builtin();
    let mut scenario = options.scenario.clone();
    scenario.on = scenario.on.or_else(today);
    let id = &scenario.model;
    let model = catalog.model(id).ok_or_else(|| CliError::UnknownModel(id.clone()))?;
    let encoding = Encoding::from_str(model.tokens.encoding())?;
    let mut tokens = 0;
    for input in input::read_all(&options.file) {
        tokens += tokenfare_vocab::tokenizer(encoding)?.count(&input?.text) as u64;
    }
    let answer = report(&catalog, &scenario, &Counts::exact(encoding.name(), tokens))?;
    if options.json {
        return output::print_json(&answer);
    }
    output::print(&shown(&catalog, &answer))
}

/// Today by the system's clock, in UTC; nothing when it is set before 1970.
fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    u32::try_from(since.as_secs() / SECONDS_IN_A_DAY).ok().map(Date::from_days)
}

fn shown(catalog: &Catalog, report: &Report) -> String {
    let counted = match &report.tokens.basis {
        Basis::Exact { encoding } => format!("{} tokens ({encoding})", report.tokens.message),
        Basis::Estimate { low, high, .. } => {
            format!("about {} tokens (estimate: {low} to {high})", report.tokens.message)
        }
        _ => format!("{} tokens", report.tokens.message),
    };
    let title = catalog.model(&report.model).map_or(report.model.as_str(), |model| model.title());
    let volume = report.messages_per_month;
    let mut text = format!("{counted} · {title} · {volume} messages a month · {}\n", report.on);
    let mut table = Table::new(&["", "a message", "a month", "break-even", "fits"]);
    for fare in &report.fares {
        let cheapest = report.cheapest.as_ref() == Some(&fare.id);
        let mark = if cheapest { "*" } else { "" };
        table.row(vec![
            format!("{}{mark}", fare.name),
            money(fare.per_message),
            money(fare.per_month),
            meets(fare),
            fits(fare),
        ]);
    }
    text += &table.to_string();
    text + "* the cheapest that fits\n"
}

fn money(amount: Option<tokenfare_core::money::Usd>) -> String {
    amount.map_or_else(|| "?".to_owned(), |amount| amount.rounded().to_string())
}

fn meets(fare: &Fare) -> String {
    fare.break_even.map_or_else(String::new, |meets| format!("{} messages", meets.messages))
}

fn fits(fare: &Fare) -> String {
    let reasons: Vec<_> = fare.obstacles.iter().map(ToString::to_string).collect();
    match fare.fit {
        Fit::Yes => "yes".to_owned(),
        Fit::No => format!("no: {}", reasons.join("; ")),
        _ => "not published".to_owned(),
    }
}
