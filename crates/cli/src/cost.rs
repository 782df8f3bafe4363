//! `tokenfare cost`.

use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;
use tokenfare_core::catalog::Catalog;
use tokenfare_core::money::Usd;
use tokenfare_core::report::{
    Counts, Distribution, Pricing, Prompt, Report, Summary, Transcript, Weights, report,
};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::tokenizer::{Encoding, Tokenizer};

use crate::arguments::{CostOptions, Format};
use crate::error::CliError;
use crate::input::{self, Input};
use crate::{catalog, count, output, shown};

/// Files of more bytes are messages, read in parts: nobody's conversation is as long.
const LONGEST_CONVERSATION: u64 = 16 << 20;

/// What all texts cost, each sent once, beside the report for one of average length.
#[derive(Serialize)]
struct Batch<'a> {
    #[serde(flatten)]
    summary: Summary,
    cost: Option<Usd>,
    report: &'a Report,
}

pub(crate) fn run(options: &CostOptions) -> Result<(), CliError> {
    let mut scenario = options.scenario.clone();
    scenario.check_currency()?;
    scenario.on = scenario.on.or_else(catalog::today);
    let catalog = catalog::load(&options.catalog)?;
    let id = &scenario.model;
    let model = catalog.model(id).ok_or_else(|| CliError::UnknownModel(id.clone()))?;
    let measure = Measure::new(Encoding::from_str(model.tokens.encoding())?, options)?;
    if options.jsonl || options.files.len() > 1 {
        return batch(&catalog, &scenario, &measure, options);
    }
    let text = match (options.files.first(), &options.text) {
        (None, Some(text)) => text.clone(),
        (file, _) => Input::open(file.map_or("-", String::as_str))?.text()?,
    };
    let pasted = if options.plain { Vec::new() } else { Transcript::all_in(&text) };
    let mut counts = Counts::exact(measure.encoding.name(), measure.weigh(&text, &pasted));
    if scenario.compare {
        for other in Encoding::ALL.iter().filter(|other| **other != measure.encoding) {
            let measure = Measure::new(*other, options)?;
            counts = counts.and_exact(other.name(), measure.weigh(&text, &pasted));
        }
    }
    print(&report(&catalog, &scenario, &counts)?, options.format)
}

/// An encoding with its tokenizer, and the texts that go with every message weighed by it.
struct Measure {
    encoding: Encoding,
    tokenizer: Arc<Tokenizer>,
    system: u64,
    reply: Option<u64>,
}

impl Measure {
    fn new(encoding: Encoding, options: &CostOptions) -> Result<Self, CliError> {
        let tokenizer = tokenfare_vocab::tokenizer(encoding)?;
        let count = |file: &Option<String>| -> Result<Option<u64>, CliError> {
            let Some(file) = file else { return Ok(None) };
            Ok(Some(tokenizer.count(&Input::open(file)?.text()?) as u64))
        };
        let system = count(&options.system_file)?.unwrap_or(0);
        let reply = count(&options.reply_file)?;
        Ok(Self { encoding, tokenizer, system, reply })
    }

    fn count(&self, text: &str) -> u64 {
        self.tokenizer.count(text) as u64
    }

    /// A text with what goes beside it; the conversations that it is, where it is any.
    fn weigh(&self, text: &str, pasted: &[Transcript]) -> Weights {
        let mut weights = match pasted {
            [] => Weights::from(self.count(text)),
            _ => Transcript::weights_of(pasted, |text| self.count(text)),
        };
        if pasted.is_empty() {
            weights.characters = Some(text.chars().count() as u64);
        }
        self.beside(weights)
    }

    fn beside(&self, mut weights: Weights) -> Weights {
        weights.system += self.system;
        weights.reply = self.reply.or(weights.reply);
        weights
    }

    fn counts(&self, weights: Weights) -> Counts {
        Counts::exact(self.encoding.name(), self.beside(weights))
    }
}

/// Many texts, each a line or a file, one after the other.
fn batch(
    catalog: &Catalog,
    scenario: &Scenario,
    measure: &Measure,
    options: &CostOptions,
) -> Result<(), CliError> {
    let pricing = Pricing::new(catalog, scenario)?;
    let mut lengths = Distribution::default();
    let converse = |lengths: &mut Distribution, transcript: &Transcript| {
        let weights = transcript.weights(|text| measure.count(text));
        let cost = pricing.conversation(&measure.counts(weights.clone()));
        lengths.add_conversation(&weights, cost);
    };
    if options.jsonl {
        count::each_prompt(&options.files, |prompt| match prompt {
            Prompt::Conversation(transcript) if !options.plain => {
                converse(&mut lengths, &transcript);
            }
            Prompt::Conversation(transcript) => {
                let texts = transcript.entries.iter().flat_map(|entry| &entry.texts);
                lengths.add(texts.map(|text| measure.count(text)).sum());
            }
            Prompt::Text(text) => lengths.add(measure.count(&text)),
            _ => {}
        })?;
    } else {
        for input in input::open_all(&options.files) {
            let input = input?;
            let short = input.bytes.is_some_and(|bytes| bytes <= LONGEST_CONVERSATION);
            if short && !options.plain {
                let text = input.text()?;
                match Transcript::all_in(&text).as_slice() {
                    [] => lengths.add(measure.count(&text)),
                    all => all.iter().for_each(|one| converse(&mut lengths, one)),
                }
                continue;
            }
            let mut tokens = 0;
            input.parts(
                |text| measure.tokenizer.last_border(text),
                |part| {
                    tokens += measure.count(part);
                    Ok(())
                },
            )?;
            lengths.add(tokens);
        }
    }
    let summary = lengths.summary();
    let (weights, turns) = lengths.typical();
    let mut typical = scenario.clone();
    if summary.conversations > 0 {
        // A scenario has at most so many turns.
        typical.turns = turns.min(1_000);
    }
    let average = report(catalog, &typical, &measure.counts(weights))?;
    let cost = lengths.cost(&pricing, |tokens| measure.counts(Weights::from(tokens)));
    match options.format {
        Format::Json => output::print_json(&Batch { summary, cost, report: &average }),
        Format::Table => {
            let once = cost.map_or_else(|| "?".to_owned(), |cost| scenario.shown(cost).to_string());
            let figures = count::figures(&summary);
            let one = match summary.conversations {
                0 => "A text",
                _ => "A conversation",
            };
            output::print(&format!(
                "{figures}once   {once} on the API\n\n{one} of average length:\n"
            ))?;
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
        Format::Html => output::print(&report.to_html()),
        Format::Explain => output::print(&report.explain()),
        Format::Table => output::print(&shown::report(report)),
    }
}
