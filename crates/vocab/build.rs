//! Takes each vocabulary from the reference and packs it.

use std::{env, error::Error, fs, path::Path};

use tiktoken_rs::CoreBPE;
use tokenfare_core::tokenizer::{Encoding, Vocabulary, pack};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    // The site serves every file that lies here, and cargo leaves those of earlier builds.
    for old in fs::read_dir(&out)? {
        fs::remove_file(old?.path())?;
    }
    for (vocabulary, encoding, reference) in [
        (Vocabulary::O200k, Encoding::O200kBase, tiktoken_rs::o200k_base()?),
        (Vocabulary::Cl100k, Encoding::Cl100kBase, tiktoken_rs::cl100k_base()?),
        (Vocabulary::P50k, Encoding::P50kBase, tiktoken_rs::p50k_base()?),
    ] {
        let packed = pack(&tokens(encoding, &reference)?)?;
        fs::write(Path::new(&out).join(vocabulary.file_name()), packed)?;
    }
    Ok(())
}

/// The bytes of every ordinary token by id.
fn tokens(encoding: Encoding, reference: &CoreBPE) -> Result<Vec<Option<Vec<u8>>>, Box<dyn Error>> {
    (0..encoding.ordinary_ids())
        .map(|id| match encoding.special(id) {
            Some(_) => Ok(None),
            None => Ok(Some(reference.decode_bytes(&[id])?)),
        })
        .collect()
}
