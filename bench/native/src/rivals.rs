//! The tokenizers that are compared. Each is opened anew and counts by its fastest way.

use std::error::Error;

use tokenfare_core::tokenizer::{Encoding, Tokenizer};

type Counter = Box<dyn Fn(&str) -> usize>;
/// Opens a tokenizer for o200k_base.
pub type Open = fn() -> Result<Counter, Box<dyn Error>>;

pub const RIVALS: [(&str, Open); 5] = [
    ("tokenfare", tokenfare),
    ("tiktoken-rs 0.12.1", tiktoken_rs),
    ("tiktoken 4.1.2", tiktoken),
    ("bpe-openai 0.3.2", bpe_openai),
    ("fastokens 0.3.5", fastokens),
];

pub fn find(name: &str) -> Result<Open, Box<dyn Error>> {
    let rival = RIVALS.into_iter().find(|(known, _)| *known == name);
    rival.map(|(_, open)| open).ok_or_else(|| format!("no tokenizer {name:?}").into())
}

fn tokenfare() -> Result<Counter, Box<dyn Error>> {
    let encoding = Encoding::O200kBase;
    let tokenizer = Tokenizer::from_packed(encoding, tokenfare_vocab::packed(encoding))?;
    Ok(Box::new(move |text| tokenizer.count(text)))
}

fn tiktoken_rs() -> Result<Counter, Box<dyn Error>> {
    let tokenizer = tiktoken_rs::o200k_base()?;
    Ok(Box::new(move |text| tokenizer.encode_ordinary(text).len()))
}

fn tiktoken() -> Result<Counter, Box<dyn Error>> {
    let tokenizer = tiktoken::get_encoding("o200k_base").ok_or("no o200k_base")?;
    Ok(Box::new(move |text| tokenizer.count(text)))
}

fn bpe_openai() -> Result<Counter, Box<dyn Error>> {
    let tokenizer = bpe_openai::o200k_base();
    Ok(Box::new(move |text| tokenizer.count(text)))
}

/// fastokens has no vocabulary of its own. Getting the ranks together is not its work, so only their
/// reading is timed.
fn fastokens() -> Result<Counter, Box<dyn Error>> {
    let config = fastokens::tiktoken::TiktokenConfig::o200k_base();
    let tokenizer = fastokens::Tokenizer::from_tiktoken_ranks(&ranks()?, config)?;
    Ok(Box::new(move |text| tokenizer.encode(text).map_or(0, |ids| ids.len())))
}

fn ranks() -> Result<Vec<(Vec<u8>, u32)>, Box<dyn Error>> {
    let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase)?;
    let token = |id| tokenizer.token(id).map(|bytes| (bytes.to_vec(), id));
    Ok((0..Encoding::O200kBase.ordinary_ids()).filter_map(token).collect())
}
