//! `tokenfare count`.

use std::str::FromStr;

use serde::Serialize;
use tokenfare_core::catalog::Tokens;
use tokenfare_core::report::{Basis, Counts};
use tokenfare_core::tokenizer::Encoding;

use crate::arguments::CountOptions;
use crate::error::CliError;
use crate::{input, output};

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

pub(crate) fn run(options: &CountOptions) -> Result<(), CliError> {
    let tokens = measure(options)?;
    let encoding = Encoding::from_str(tokens.encoding())?;
    let tokenizer = tokenfare_vocab::tokenizer(encoding)?;
    let mut texts = Vec::new();
    for input in input::read_all(&options.files) {
        let input = input?;
        let ids = options.ids.then(|| tokenizer.encode(&input.text));
        let count = ids.as_ref().map_or_else(|| tokenizer.count(&input.text), Vec::len) as u64;
        let (count, basis) = Counts::exact(encoding.name(), count).message(&tokens);
        texts.push(Counted { name: input.name, tokens: count, basis, ids });
    }
    let total = texts.iter().map(|text| text.tokens).sum();
    if options.json {
        return output::print_json(&Answer { encoding: encoding.name(), texts, total });
    }
    output::print(&if options.ids { ids(&texts) } else { counts(&texts, total) })?;
    if let Tokens::Estimate { basis, .. } = tokens {
        eprintln!("tokenfare: an estimate, by {encoding}. {basis}");
    }
    Ok(())
}

/// How the texts are to be counted: by an encoding as it is, or by a model's.
fn measure(options: &CountOptions) -> Result<Tokens, CliError> {
    if let Some(encoding) = &options.encoding {
        return Ok(Tokens::Exact(encoding.clone()));
    }
    let id = options.model.as_deref().unwrap_or(DEFAULT_MODEL);
    let catalog = tokenfare_catalog::builtin();
    let model = catalog.model(id).ok_or_else(|| CliError::UnknownModel(id.to_owned()))?;
    Ok(model.tokens.clone())
}

/// One line of ids for each text.
fn ids(texts: &[Counted]) -> String {
    let line = |ids: &Vec<u32>| {
        let words: Vec<_> = ids.iter().map(ToString::to_string).collect();
        words.join(" ") + "\n"
    };
    texts.iter().filter_map(|text| text.ids.as_ref()).map(line).collect()
}

/// A number for one text; a column of numbers with names and a total, as wc has it, for more.
fn counts(texts: &[Counted], total: u64) -> String {
    if let [text] = texts {
        return format!("{}\n", text.tokens);
    }
    let width = total.to_string().len();
    let mut lines: Vec<_> =
        texts.iter().map(|text| format!("{:>width$} {}\n", text.tokens, text.name)).collect();
    lines.push(format!("{total:>width$} total\n"));
    lines.concat()
}
