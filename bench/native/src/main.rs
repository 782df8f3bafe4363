//! Counts tokens with tokenfare and with other native tokenizers and prints a Markdown table.
//!
//!     cargo run --release -- FILE.txt…
//!
//! Every figure is from a process of its own, so that nothing is warm that should be cold: *cold* is the
//! first pass over a text, *unseen* the second half of a text after one pass over the first half,
//! *repeat* the median of further passes. All run on one thread.

mod measure;
mod rivals;

use std::{env, error::Error, path::Path, process::Command};

use measure::{Measurement, Passes, measure};
use rivals::RIVALS;

/// Each figure is the median of this many processes.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, rival, path] if flag == "--whole" || flag == "--halves" => {
            let passes = if flag == "--whole" { Passes::Whole } else { Passes::Halves };
            println!("{}", measure(rivals::find(rival)?, path, passes)?);
            Ok(())
        }
        [] => Err("name at least one text file".into()),
        files => compare(files),
    }
}

fn compare(files: &[String]) -> Result<(), Box<dyn Error>> {
    let names = files.iter().map(|file| Path::new(file).file_stem().unwrap_or_default());
    let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
    println!("MB/s, cold / unseen / repeat, one thread\n");
    println!("| tokenizer | init | memory | {} |", names.join(" | "));
    println!("|---|--:|--:|{}", "--:|".repeat(files.len()));
    for (name, _) in RIVALS {
        let mut row = Vec::new();
        for file in files {
            let mut runs = Vec::new();
            for _ in 0..RUNS {
                let whole = in_own_process("--whole", name, file)?;
                runs.push(whole.with_unseen(in_own_process("--halves", name, file)?));
            }
            row.push(Measurement::median(&runs));
        }
        let (Some(first), cells) = (row.first(), row.iter().map(Measurement::rates)) else {
            continue;
        };
        let cells: Vec<_> = cells.collect();
        println!("| {name} | {} | {} |", first.start(), cells.join(" | "));
    }
    Ok(())
}

fn in_own_process(passes: &str, name: &str, file: &str) -> Result<Measurement, Box<dyn Error>> {
    let output = Command::new(env::current_exe()?)
        .args([passes, name, file])
        .env("FASTOKENS_BPE_THREADS", "1")
        .env("RAYON_NUM_THREADS", "1")
        .output()?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{name} on {file}: {}", reason.trim()).into());
    }
    String::from_utf8(output.stdout)?.parse()
}
