//! `tokenfare count`.

use std::ffi::OsString;
use std::io::Write;
use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;
use tokenfare_core::catalog::Tokens;
use tokenfare_core::report::{Basis, Counts, Distribution, Summary};
use tokenfare_core::tokenizer::{Encoding, Tokenizer};
use tokenfare_core::transcript::Prompt;

use crate::arguments::CountOptions;
use crate::error::CliError;
use crate::input::{self, Input};
use crate::output::visible;
use crate::{catalog, output};

/// The model whose encoding counts unless told otherwise.
const DEFAULT_MODEL: &str = "gpt-5.4";

#[derive(Serialize)]
struct Counted {
    name: String,
    tokens: u64,
    basis: Basis,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<Vec<u32>>,
}

#[derive(Serialize)]
struct Answer {
    encoding: &'static str,
    texts: Vec<Counted>,
    total: u64,
}

/// What lines of JSON came to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lines {
    #[serde(flatten)]
    summary: Summary,
    #[serde(skip_serializing_if = "LeftOut::is_empty")]
    left_out: LeftOut,
}

/// A way to count, with the encoding it uses opened.
struct Measure {
    tokens: Tokens,
    encoding: Encoding,
    tokenizer: Arc<Tokenizer>,
}

pub(crate) fn run(options: &CountOptions) -> Result<(), CliError> {
    let measure = Measure::new(options)?;
    if options.jsonl {
        return lines(options, &measure);
    }
    if options.ids && !options.json {
        return input::open_all(&options.files).try_for_each(|input| measure.print_ids(input?));
    }
    let mut texts = Vec::new();
    for input in input::open_all(&options.files) {
        texts.push(measure.count(input?, options.ids)?);
    }
    let total = texts.iter().map(|text| text.tokens).sum();
    if options.json {
        return output::print_json(&Answer { encoding: measure.encoding.name(), texts, total });
    }
    output::print(&column(&texts, total))?;
    measure.warn();
    Ok(())
}

impl Measure {
    /// An encoding as it is, or a model's.
    fn new(options: &CountOptions) -> Result<Self, CliError> {
        let tokens = match &options.encoding {
            Some(name) => named(Encoding::from_str(name)?),
            None => {
                let id = options.model.as_deref().unwrap_or(DEFAULT_MODEL);
                let catalog = catalog::load(&options.catalog)?;
                catalog.tokens_of(id)?
            }
        };
        let encoding = Encoding::from_str(tokens.encoding())?;
        Ok(Self { tokens, encoding, tokenizer: tokenfare_vocab::tokenizer(encoding)? })
    }

    fn count(&self, input: Input, ids: bool) -> Result<Counted, CliError> {
        let name = input.name.clone();
        let mut count = 0;
        let mut all = Vec::new();
        input.parts(&self.tokenizer, |part, place| {
            if ids {
                all.extend(self.tokenizer.encode(part)?);
            } else {
                count += self.tokenizer.count_part(part, place);
            }
            Ok(())
        })?;
        let (tokens, basis) = self.figure((count + all.len()) as u64);
        Ok(Counted { name, tokens, basis, ids: ids.then_some(all) })
    }

    /// The figure to show for a count under the encoding, and how good it is.
    fn figure(&self, count: u64) -> (u64, Basis) {
        Counts::exact(self.encoding.name(), count).message(&self.tokens)
    }

    /// The ids as one line, while the text is read.
    fn print_ids(&self, input: Input) -> Result<(), CliError> {
        let mut out = output::writer()?;
        let mut space = "";
        input.parts(&self.tokenizer, |part, _| {
            for id in self.tokenizer.encode(part)? {
                write!(out, "{space}{id}")?;
                space = " ";
            }
            Ok(())
        })?;
        writeln!(out)?;
        Ok(out.flush()?)
    }

    fn warn(&self) {
        let (kind, basis) = match &self.tokens {
            Tokens::Estimate { basis, .. } => ("an estimate", basis),
            Tokens::Reconstructed { basis, .. } => ("reconstructed", basis),
            _ => return,
        };
        output::complain(&format!("{kind}, by {}. {basis}", self.encoding));
    }
}

/// How tokens are counted by an encoding that was asked for by name.
fn named(encoding: Encoding) -> Tokens {
    let source = encoding.source();
    if source.published {
        return Tokens::Exact(encoding.name().to_owned());
    }
    let basis = format!("It is {}, as of {}.", source.evidence, source.checked);
    Tokens::Reconstructed { encoding: encoding.name().to_owned(), basis }
}

/// A number for one text; a column of numbers with names and a total, as wc has it, for more.
fn column(texts: &[Counted], total: u64) -> String {
    if let [text] = texts {
        return format!("{}\n", text.tokens);
    }
    let width = total.to_string().len();
    let mut lines: Vec<_> = texts
        .iter()
        .map(|text| format!("{:>width$} {}\n", text.tokens, visible(&text.name)))
        .collect();
    lines.push(format!("{total:>width$} total\n"));
    lines.concat()
}

/// Counts every line as a text of its own: how many, how long.
fn lines(options: &CountOptions, measure: &Measure) -> Result<(), CliError> {
    let count = |text: &str| measure.figure(measure.tokenizer.count(text) as u64).0;
    let mut lengths = Distribution::default();
    let left_out = each_prompt(&options.files, options.strict, |prompt| match prompt {
        Prompt::Conversation(transcript) => {
            lengths.add_conversation(&transcript.weights(count), None);
        }
        Prompt::Text(text) => lengths.add(count(&text)),
        _ => {}
    })?;
    let summary = lengths.summary();
    if options.json {
        return output::print_json(&Lines { summary, left_out });
    }
    output::print(&figures(&summary))?;
    measure.warn();
    left_out.warn();
    Ok(())
}

/// Lines of JSON that are no prompts, and so count for nothing.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeftOut {
    lines: usize,
    /// The first of them, as `name:number`.
    first: Vec<String>,
}

impl LeftOut {
    /// So many are named.
    const NAMED: usize = 5;

    fn add(&mut self, name: &str, number: usize) {
        self.lines += 1;
        if self.first.len() < Self::NAMED {
            self.first.push(format!("{name}:{number}"));
        }
    }

    /// Says on standard error which they are, if there are any.
    pub(crate) fn warn(&self) {
        let Self { lines, first } = self;
        let rest = match lines - first.len() {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        let named = first.join(", ");
        match lines {
            0 => {}
            1 => output::complain(&format!("left out, for it is no prompt: {named}")),
            _ => output::complain(&format!(
                "{lines} lines left out, for they are no prompts: {named}{rest}"
            )),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines == 0
    }
}

/// Hands over the prompts on each line of the files, and returns the lines that are none.
///
/// # Errors
/// For such a line when `strict`, and for a file in which each is one.
pub(crate) fn each_prompt(
    files: &[OsString],
    strict: bool,
    mut each: impl FnMut(Prompt),
) -> Result<LeftOut, CliError> {
    let mut left_out = LeftOut::default();
    for input in input::open_all(files) {
        let input = input?;
        let name = input.name.clone();
        let before = left_out.lines;
        let mut lines = 0;
        input.lines(|name, number, line| {
            lines += 1;
            match line.and_then(Prompt::of_line) {
                Some(prompts) => prompts.into_iter().for_each(&mut each),
                None if strict => {
                    return Err(CliError::NotAPrompt { name: name.to_owned(), line: number });
                }
                None => left_out.add(name, number),
            }
            Ok(())
        })?;
        if lines > 0 && left_out.lines - before == lines {
            return Err(CliError::NoPrompts { name, lines });
        }
    }
    Ok(left_out)
}

/// One figure a line.
pub(crate) fn figures(summary: &Summary) -> String {
    let rows = [
        ("texts", Some(summary.texts)),
        ("conversations", Some(summary.conversations).filter(|count| *count > 0)),
        ("turns", Some(summary.turns).filter(|count| *count > 0)),
        ("tokens", Some(summary.total)),
        ("mean", Some(summary.mean)),
        ("p50", Some(summary.p50)),
        ("p90", Some(summary.p90)),
        ("p99", Some(summary.p99)),
        ("max", Some(summary.max)),
    ];
    let width = if summary.conversations > 0 { 14 } else { 7 };
    let lines = rows.into_iter().filter_map(|(name, figure)| Some((name, figure?)));
    lines.map(|(name, figure)| format!("{name:<width$}{figure}\n")).collect()
}
