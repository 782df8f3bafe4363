//! `tokenfare cost`.

use std::ffi::{OsStr, OsString};
use std::iter;
use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;
use tokenfare_core::catalog::Catalog;
use tokenfare_core::money::Usd;
use tokenfare_core::report::{Counts, Distribution, Pricing, Report, Summary, Weights, report};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::tokenizer::{Encoding, Tokenizer};
use tokenfare_core::transcript::{self, Pasted, Prompt, Transcript};

use crate::arguments::{CostOptions, Format};
use crate::count::LeftOut;
use crate::error::CliError;
use crate::input::{self, Input};
use crate::language::Speaker;
use crate::{catalog, count, output, shown};

/// Files of more bytes are messages, read in parts: nobody's conversation is as long.
const LONGEST_CONVERSATION: u64 = 16 << 20;

/// What all texts cost, each sent once, beside the report for one of average length.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Batch<'a> {
    #[serde(flatten)]
    summary: Summary,
    cost: Option<Usd>,
    report: &'a Report,
    #[serde(skip_serializing_if = "LeftOut::is_empty")]
    left_out: LeftOut,
}

pub(crate) fn run(options: &CostOptions) -> Result<(), CliError> {
    let mut scenario = options.scenario.clone();
    scenario.check_currency()?;
    scenario.on = scenario.on.or_else(catalog::today);
    let catalog = catalog::load(&options.catalog)?;
    let model = catalog.find(&scenario.model)?;
    let measure = Measure::new(Encoding::from_str(model.tokens.encoding())?, options)?;
    if options.jsonl || options.files.len() > 1 {
        return batch(&catalog, &scenario, &measure, options);
    }
    let mut others = Vec::new();
    if scenario.compare {
        for other in Encoding::ALL.iter().filter(|other| **other != measure.encoding) {
            others.push(Measure::new(*other, options)?);
        }
    }
    let counts = weigh_all(&measure, &others, options)?;
    print(&report(&catalog, &scenario, &counts)?, options)
}

/// The one text in each encoding. It is not held, unless it may be a conversation.
fn weigh_all(
    first: &Measure,
    others: &[Measure],
    options: &CostOptions,
) -> Result<Counts, CliError> {
    let all = || iter::once(first).chain(others);
    let mut sums = vec![0; 1 + others.len()];
    let mut characters = 0;
    let text = match (options.files.first(), &options.text) {
        (None, Some(text)) => Some(text.clone()),
        (file, _) => {
            let input = Input::open(file.map_or(OsStr::new("-"), OsString::as_os_str))?;
            let longest = if options.plain { 0 } else { LONGEST_CONVERSATION as usize };
            input.text_or_parts(longest, options.plain, &first.tokenizer, |part, place| {
                characters += part.chars().count() as u64;
                for (sum, measure) in sums.iter_mut().zip(all()) {
                    *sum += measure.tokenizer.count_part(part, place) as u64;
                }
            })?
        }
    };
    let pasted = match &text {
        Some(text) if !options.plain => transcript::read(text),
        _ => None,
    };
    let weights = |measure: &Measure, sum: u64| match &text {
        Some(text) => measure.weigh(text, pasted.as_ref()),
        None => {
            let mut weights = Weights::from(sum);
            weights.characters = Some(characters);
            measure.beside(weights)
        }
    };
    let mut weighed =
        all().zip(sums).map(|(measure, sum)| (measure.encoding.name(), weights(measure, sum)));
    let counts = weighed.next().map(|(name, weights)| Counts::exact(name, weights));
    let counts = counts.unwrap_or_else(|| Counts::estimated(0));
    Ok(weighed.fold(counts, |counts, (name, weights)| counts.and_exact(name, weights)))
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
        let count = |file: &Option<OsString>| -> Result<Option<u64>, CliError> {
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

    /// A text with what goes beside it; what it was recognised as, where it is no plain text.
    fn weigh(&self, text: &str, pasted: Option<&Pasted>) -> Weights {
        let mut weights = match pasted {
            None => Weights::from(self.count(text)),
            Some(pasted) => pasted.weights(text, |text| self.count(text)),
        };
        if weights.turns.is_empty() {
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
    let mut left_out = LeftOut::default();
    let converse = |lengths: &mut Distribution, transcript: &Transcript| {
        let weights = transcript.weights(|text| measure.count(text));
        let cost = pricing.conversation(&measure.counts(weights.clone()));
        lengths.add_conversation(&weights, cost);
    };
    if options.jsonl {
        left_out = count::each_prompt(&options.files, options.strict, |prompt| match prompt {
            Prompt::Conversation(transcript) if !options.plain => {
                converse(&mut lengths, &transcript);
            }
            Prompt::Conversation(transcript) => {
                let texts = transcript.entries.iter().flat_map(|entry| &entry.texts);
                lengths.add(texts.map(|text| measure.count(text)).sum());
            }
            Prompt::Text(text) => lengths.add(measure.count(&text)),
            Prompt::LeftOut(omitted) => {
                lengths.leave_out(omitted.weigh(|text| measure.count(text)))
            }
            _ => {}
        })?;
    } else {
        for input in input::open_all(&options.files) {
            let input = input?;
            let name = input.name.clone();
            let short = input.bytes.is_some_and(|bytes| bytes <= LONGEST_CONVERSATION);
            if short && !options.plain {
                let text = input.text()?;
                let Some(pasted) = transcript::read(&text) else {
                    lengths.add(measure.count(&text));
                    continue;
                };
                if pasted.recognition.kind.is_no_prompt() {
                    let what = format!("{name}, which is {}", pasted.recognition);
                    lengths.leave_out(tokenfare_core::report::LeftOut::one(
                        &what,
                        Some(measure.count(&text)),
                    ));
                    continue;
                }
                match pasted.transcripts.as_slice() {
                    [] => lengths.add(pasted.weights(&text, |text| measure.count(text)).message),
                    all => all.iter().for_each(|one| converse(&mut lengths, one)),
                }
                for omitted in &pasted.left_out {
                    lengths.leave_out(omitted.weigh(|text| measure.count(text)));
                }
                continue;
            }
            let mut tokens = 0;
            input.parts(&measure.tokenizer, |part| {
                tokens += measure.count(part);
                Ok(())
            })?;
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
    if !matches!(options.format, Format::Json) {
        left_out.warn();
    }
    match options.format {
        Format::Json => output::print_json(&Batch { summary, cost, report: &average, left_out }),
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
            print(&average, options)
        }
        _ => print(&average, options),
    }
}

fn print(report: &Report, options: &CostOptions) -> Result<(), CliError> {
    match options.format {
        Format::Json => output::print_json(report),
        Format::Csv => output::print(&report.to_csv()),
        Format::Markdown => output::print(&report.to_markdown()),
        Format::Html => output::print(&report.to_html()),
        Format::Explain => output::print(&report.explain()),
        Format::Table => {
            let speaker = Speaker::new(&options.lang)?;
            output::print(&shown::report(report, &speaker))
        }
    }
}
