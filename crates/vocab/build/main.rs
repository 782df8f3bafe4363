//! Takes each vocabulary from where [`Encoding::source`] says, checks it, and packs it.

mod gemma;
mod pieces;

use std::{env, error::Error, fs, path::Path, thread};

use sha2::{Digest, Sha256};
use tiktoken_rs::CoreBPE;
use tokenfare_core::tokenizer::{Encoding, Shape, Unreachable, pack};

/// The bytes of each rank; none where there is no ordinary token.
type Tokens = Vec<Option<Vec<u8>>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data");
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    // The site serves every file that lies here, and cargo leaves those of earlier builds.
    for old in fs::read_dir(&out)? {
        fs::remove_file(old?.path())?;
    }
    let out = Path::new(&out);
    let encodings: Vec<_> = Encoding::ALL.iter().copied().filter(|e| e.has_own_file()).collect();
    let halves = encodings.split_at(encodings.len() / 2);
    let write = |encodings: &[Encoding]| -> Result<(), String> {
        encodings.iter().try_for_each(|&encoding| {
            let say = |error: Box<dyn Error>| format!("{encoding}: {error}");
            let packed = packed(encoding).map_err(say)?;
            let file = out.join(format!("{}.vocab", encoding.file()));
            fs::write(file, packed).map_err(|error| say(error.into()))
        })
    };
    // It takes a while.
    thread::scope(|scope| {
        let second = scope.spawn(|| write(halves.1));
        write(halves.0)?;
        second.join().map_err(|_| "a vocabulary could not be packed".to_owned())?
    })?;
    Ok(())
}

fn packed(encoding: Encoding) -> Result<Vec<u8>, Box<dyn Error>> {
    const WHOLE_PIECES: Shape = Shape { unreachable: Unreachable::WholePiece, ..Shape::PLAIN };
    match encoding {
        Encoding::O200kBase => openai(encoding, &tiktoken_rs::o200k_base()?),
        Encoding::Cl100kBase => openai(encoding, &tiktoken_rs::cl100k_base()?),
        Encoding::P50kBase => openai(encoding, &tiktoken_rs::p50k_base()?),
        Encoding::Claude3 => pieces::packed("data/claude-3.txt"),
        Encoding::Claude47 => pieces::packed("data/claude-4.7.txt"),
        Encoding::Gemma4 => gemma::packed(encoding),
        Encoding::DeepSeekV3 => ranked(encoding, "deepseek_v3", Shape::PLAIN),
        Encoding::Tekken => ranked(encoding, "mistral_v3", Shape::PLAIN),
        Encoding::Glm5 => ranked(encoding, "glm5", WHOLE_PIECES),
        Encoding::KimiK2 => ranked(encoding, "kimi_k2", Shape::PLAIN),
        Encoding::MiniMaxM2 => ranked(encoding, "minimax_m2", Shape::PLAIN),
        Encoding::Qwen2 => ranked(encoding, "qwen2", Shape::PLAIN),
        Encoding::Llama3 => ranked(encoding, "llama3", WHOLE_PIECES),
        // No crate has it; examples/intake.rs packed it.
        Encoding::Qwen35 => Ok(fs::read("data/qwen3.5.vocab")?),
        Encoding::O200kHarmony
        | Encoding::P50kEdit
        | Encoding::R50kBase
        | Encoding::Claude48
        | Encoding::Glm4 => Err("reads the file of another encoding".into()),
    }
}

/// OpenAI's, from the reference.
fn openai(encoding: Encoding, reference: &CoreBPE) -> Result<Vec<u8>, Box<dyn Error>> {
    let token = |id| match encoding.special(id) {
        Some(_) => Ok(None),
        None => reference.decode_bytes(&[id]).map(Some),
    };
    Ok(pack(&encoding.ids().map(token).collect::<Result<Tokens, _>>()?, Shape::PLAIN)?)
}

/// Another vendor's, from the `tiktoken` crate.
fn ranked(encoding: Encoding, name: &str, shape: Shape) -> Result<Vec<u8>, Box<dyn Error>> {
    let source = tiktoken::get_encoding(name).ok_or_else(|| format!("no encoding {name}"))?;
    let tokens: Tokens = encoding.ids().map(|id| Some(source.decode(&[id]))).collect();
    check(encoding, &tokens)?;
    Ok(pack(&tokens, shape)?)
}

/// That a list is the one that was compared with the vendor's tokenizer.
fn check(encoding: Encoding, tokens: &Tokens) -> Result<(), Box<dyn Error>> {
    let expected = encoding.source().sha256.ok_or("no sum is known")?;
    let mut sum = Sha256::new();
    for token in tokens.iter().flatten() {
        sum.update((token.len() as u16).to_le_bytes());
        sum.update(token);
    }
    let found: String = sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    if found == expected {
        Ok(())
    } else {
        Err(format!("the list of tokens has the sum {found} where {expected} was compared").into())
    }
}
