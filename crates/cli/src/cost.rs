//! `tokenfare cost`.

use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use tokenfare_core::catalog::{Catalog, Date};
use tokenfare_core::money::Usd;
use tokenfare_core::report::{Counts, Distribution, Report, Summary, Weights, report};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::tokenizer::{Encoding, Tokenizer};

use crate::arguments::{CostOptions, Format};
use crate::error::CliError;
use crate::input::{self, Input};
use crate::{catalog, count, output, prompt, shown};

const SECONDS_IN_A_DAY: u64 = 86_400;

/// What all texts cost, each sent once, beside the report for one of average length.
#[derive(Serialize)]
struct Batch<'a> {
    #[serde(flatten)]
    summary: Summary,
    cost: Option<Usd>,
    report: &'a Report,
}

pub(crate) fn run(options: &CostOptions) -> Result<(), CliError> {
    let catalog = catalog::load(&options.catalog)?;
    let mut scenario = options.scenario.clone();
    scenario.on = scenario.on.or_else(today);
    let id = &scenario.model;
    let model = catalog.model(id).ok_or_else(|| CliError::UnknownModel(id.clone()))?;
    let encoding = Encoding::from_str(model.tokens.encoding())?;
    let tokenizer = tokenfare_vocab::tokenizer(encoding)?;
    let fixed = Fixed::read(options, &tokenizer)?;
    if options.jsonl || options.files.len() > 1 {
        let lengths = if options.jsonl {
            count::distribution(&options.files, |text| tokenizer.count(text) as u64)?
        } else {
            lengths(options, &tokenizer)?
        };
        return batch(&catalog, &scenario, &lengths, options, |tokens| {
            Counts::exact(encoding.name(), fixed.beside(Weights::from(tokens)))
        });
    }
    let text = Input::open(options.files.first().map_or("-", String::as_str))?.text()?;
    let weigh = |tokenizer: &Tokenizer| match options.plain {
        true => Weights::from(tokenizer.count(&text) as u64),
        false => prompt::weigh(&text, tokenizer),
    };
    let mut counts = Counts::exact(encoding.name(), fixed.beside(weigh(&tokenizer)));
    if scenario.compare {
        for other in Encoding::ALL.iter().filter(|other| **other != encoding) {
            let tokenizer = tokenfare_vocab::tokenizer(*other)?;
            let fixed = Fixed::read(options, &tokenizer)?;
            counts = counts.and_exact(other.name(), fixed.beside(weigh(&tokenizer)));
        }
    }
    print(&report(&catalog, &scenario, &counts)?, options.format)
}

/// Today by the system's clock, in UTC; nothing when it is set before 1970.
fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    u32::try_from(since.as_secs() / SECONDS_IN_A_DAY).ok().map(Date::from_days)
}

/// Texts that go with every message.
struct Fixed {
    system: u64,
    reply: Option<u64>,
}

impl Fixed {
    fn read(options: &CostOptions, tokenizer: &Tokenizer) -> Result<Self, CliError> {
        let count = |file: &Option<String>| -> Result<Option<u64>, CliError> {
            let Some(file) = file else { return Ok(None) };
            Ok(Some(tokenizer.count(&Input::open(file)?.text()?) as u64))
        };
        let system = count(&options.system_file)?.unwrap_or(0);
        Ok(Self { system, reply: count(&options.reply_file)? })
    }

    fn beside(&self, mut weights: Weights) -> Weights {
        weights.system += self.system;
        weights.reply = self.reply.or(weights.reply);
        weights
    }
}

fn lengths(options: &CostOptions, tokenizer: &Tokenizer) -> Result<Distribution, CliError> {
    let mut lengths = Distribution::default();
    for input in input::open_all(&options.files) {
        let mut tokens = 0;
        input?.parts(
            |text| tokenizer.last_border(text),
            |part| {
                tokens += tokenizer.count(part) as u64;
                Ok(())
            },
        )?;
        lengths.add(tokens);
    }
    Ok(lengths)
}

fn batch(
    catalog: &Catalog,
    scenario: &Scenario,
    lengths: &Distribution,
    options: &CostOptions,
    counts: impl Fn(u64) -> Counts,
) -> Result<(), CliError> {
    let summary = lengths.summary();
    let average = report(catalog, scenario, &counts(summary.mean))?;
    let cost = lengths.cost(catalog, scenario, counts)?;
    match options.format {
        Format::Json => output::print_json(&Batch { summary, cost, report: &average }),
        Format::Table => {
            let once = cost.map_or_else(|| "?".to_owned(), |cost| scenario.shown(cost).to_string());
            let text = format!(
                "{}once   {once} on the API\n\nA text of {} tokens:\n",
                count::figures(&summary),
                summary.mean
            );
            output::print(&text)?;
            print(&average, options.format)
        }
        format => print(&average, format),
    }
}

fn print(report: &Report, format: Format) -> Result<(), CliError> {
    match format {
        Format::Json => output::print_json(report),
        Format::Csv => output::print(&report.to_csv()),
        Format::Markdown => output::print(&report.to_markdown()),
        Format::Explain => output::print(&report.explain()),
        Format::Table => output::print(&shown::report(report)),
    }
}
