//! The tokenizers that are compared. Each is opened anew and counts by its fastest way.

use std::error::Error;

use tokenfare_core::tokenizer::{Encoding, Tokenizer as Tokenfare};

/// One tokenizer with o200k_base.
pub trait Tokenizer {
    /// How many tokens a text is, by the fastest way there is.
    fn count(&self, text: &str) -> usize;
    /// Their ids.
    fn encode(&self, text: &str) -> Vec<u32>;
}

/// Opens a tokenizer.
pub type Open = fn() -> Result<Box<dyn Tokenizer>, Box<dyn Error>>;

/// What every other is compared with.
pub const REFERENCE: &str = "tiktoken-rs 0.12.1";

pub const TOKENIZERS: [(&str, Open); 5] = [
    ("tokenfare", tokenfare),
    (REFERENCE, tiktoken_rs),
    ("tiktoken 4.1.2", tiktoken),
    ("bpe-openai 0.3.2", bpe_openai),
    ("fastokens 0.3.5", fastokens),
];

pub fn find(name: &str) -> Result<Open, Box<dyn Error>> {
    let found = TOKENIZERS.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, open)| open).ok_or_else(|| format!("no tokenizer {name:?}").into())
}

impl Tokenizer for Tokenfare {
    fn count(&self, text: &str) -> usize {
        self.count(text)
    }

    fn encode(&self, text: &str) -> Vec<u32> {
        self.encode(text).unwrap_or_default()
    }
}

fn tokenfare() -> Result<Box<dyn Tokenizer>, Box<dyn Error>> {
    let encoding = Encoding::O200kBase;
    Ok(Box::new(Tokenfare::from_packed(encoding, tokenfare_vocab::packed(encoding))?))
}

impl Tokenizer for tiktoken_rs::CoreBPE {
    fn count(&self, text: &str) -> usize {
        self.encode_ordinary(text).len()
    }

    fn encode(&self, text: &str) -> Vec<u32> {
        self.encode_ordinary(text)
    }
}

fn tiktoken_rs() -> Result<Box<dyn Tokenizer>, Box<dyn Error>> {
    Ok(Box::new(tiktoken_rs::o200k_base()?))
}

impl Tokenizer for &tiktoken::CoreBpe {
    fn count(&self, text: &str) -> usize {
        (*self).count(text)
    }

    fn encode(&self, text: &str) -> Vec<u32> {
        (*self).encode(text)
    }
}

fn tiktoken() -> Result<Box<dyn Tokenizer>, Box<dyn Error>> {
    Ok(Box::new(tiktoken::get_encoding("o200k_base").ok_or("no o200k_base")?))
}

impl Tokenizer for &bpe_openai::Tokenizer {
    fn count(&self, text: &str) -> usize {
        (*self).count(text)
    }

    fn encode(&self, text: &str) -> Vec<u32> {
        (*self).encode(text)
    }
}

fn bpe_openai() -> Result<Box<dyn Tokenizer>, Box<dyn Error>> {
    Ok(Box::new(bpe_openai::o200k_base()))
}

impl Tokenizer for fastokens::Tokenizer {
    fn count(&self, text: &str) -> usize {
        self.encode(text).map_or(0, |ids| ids.len())
    }

    fn encode(&self, text: &str) -> Vec<u32> {
        self.encode(text).map(|ids| ids.to_vec()).unwrap_or_default()
    }
}

/// fastokens has no vocabulary of its own. Its start includes our unpacking, a few milliseconds of a
/// second.
fn fastokens() -> Result<Box<dyn Tokenizer>, Box<dyn Error>> {
    let config = fastokens::tiktoken::TiktokenConfig::o200k_base();
    Ok(Box::new(fastokens::Tokenizer::from_tiktoken_ranks(&ranks()?, config)?))
}

fn ranks() -> Result<Vec<(Vec<u8>, u32)>, Box<dyn Error>> {
    let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase)?;
    let token = |id| tokenizer.token(id).map(|bytes| (bytes.to_vec(), id));
    Ok((0..Encoding::O200kBase.ordinary_ids()).filter_map(token).collect())
}
