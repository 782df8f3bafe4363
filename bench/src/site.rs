//! What the browser is served: pages that measure, tokenizers, and the texts.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use xtask::release::Release;
use xtask::site::Site;
use xtask::{binding, dist, module, npm};

use crate::corpora::Corpora;
use crate::failure::{Failure, output};
use crate::figures::Kind;
use crate::packages::Packages;

/// A tokenizer in the browser.
pub(crate) struct Tokenizer {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Its worker is `tokenizers/<script>.js`.
    pub(crate) script: &'static str,
}

const fn tokenizer(name: &'static str, kind: Kind, script: &'static str) -> Tokenizer {
    Tokenizer { name, kind, script }
}

pub(crate) const TOKENIZERS: [Tokenizer; 7] = [
    tokenizer("tokenfare", Kind::Tokenfare, "tokenfare"),
    tokenizer("gpt-tokenizer 4.0.0", Kind::JavaScript, "gpt-tokenizer"),
    tokenizer("ai-tokenizer 1.0.6", Kind::JavaScript, "ai-tokenizer"),
    tokenizer("tiktoken 1.0.22 (npm)", Kind::Wasm, "tiktoken-npm"),
    tokenizer("tiktoken-rs 0.12.1", Kind::Wasm, "tiktoken-rs"),
    tokenizer("tiktoken 4.1.2 (crate)", Kind::Wasm, "tiktoken"),
    tokenizer("bpe-openai 0.3.2", Kind::Wasm, "bpe-openai"),
];

/// Packages from npm come as modules that import each other by package name: they are bundled.
const BUNDLED: [&str; 3] = ["gpt-tokenizer", "ai-tokenizer", "tiktoken-npm"];

/// The modules of `bench/wasm`.
const CRATES: [&str; 3] = ["bpe_openai", "tiktoken", "tiktoken_rs"];

/// The script that is made of the site's own sources.
const KEYSTROKES: &str = "keystrokes.js";

/// Gathers everything in a folder below `work` and returns the folder.
pub(crate) fn assemble(
    work: &Path,
    packages: &Packages,
    corpora: &Corpora,
) -> Result<PathBuf, Failure> {
    let mut site = Site::default();
    site.add_folder(&crate::here().join("pages"), Path::new(""))?;
    site.add_folder(&dist(), Path::new("tokenfare"))?;
    // Files of the site are named by their content; the page here calls this one by what it is.
    let path = format!("/{}", Release::built()?.path("mount.js"));
    site.replace_text("page.js", "/mount.js", &path)?;
    site.add_folder(&corpora.folder, Path::new("texts"))?;
    let bundles = work.join("bundles");
    bundle(packages, &bundles)?;
    site.add_folder(&bundles, Path::new("tokenizers"))?;
    let wasm = packages.npm("tiktoken/lite/tiktoken_bg.wasm");
    site.add_file(&wasm, Path::new("tokenizers/tiktoken_bg.wasm"))?;
    site.add_folder(&crates(work)?, Path::new("crates"))?;
    let folder = work.join("site");
    site.write(&folder)?;
    Ok(folder)
}

/// Bundles and minifies the workers of the npm packages, as their users would, and what is made of the
/// site's sources, as the site is.
fn bundle(packages: &Packages, folder: &Path) -> Result<(), Failure> {
    let program = if cfg!(windows) { ".bin/esbuild.cmd" } else { ".bin/esbuild" };
    let mut command = Command::new(packages.npm(program));
    command.args(["--bundle", "--minify", "--format=esm", "--log-level=error"]);
    for script in BUNDLED {
        command.arg(crate::here().join(format!("pages/tokenizers/{script}.js")));
    }
    command.arg(crate::here().join("pages").join(KEYSTROKES)).arg("--entry-names=[name]");
    command.arg(format!("--alias:tokenfare={}", npm::workshop().join("www").display()));
    command.arg(format!("--outdir={}", folder.display()));
    // The workers are not in the folder of the packages that they import.
    command.env("NODE_PATH", packages.npm(""));
    output(&mut command, "this is esbuild, from npm; Node.js is needed")?;
    Ok(())
}

/// Compiles the tokenizers that are crates, as the engine is compiled, and binds them.
fn crates(work: &Path) -> Result<PathBuf, Failure> {
    let target = work.join("wasm");
    let mut command = crate::cargo();
    command.args(["build", "--quiet", "--release", "--locked", "--examples", "--manifest-path"]);
    command.arg(crate::here().join("wasm/Cargo.toml")).arg("--target-dir").arg(&target);
    command.args(["--target", module::TARGET]).env("RUSTFLAGS", "-Ctarget-feature=+simd128");
    output(&mut command, "crates.io must be in reach")?;
    let bound = work.join("crates");
    for name in CRATES {
        let wasm = target.join(module::TARGET).join(format!("release/examples/{name}.wasm"));
        binding::bind(&wasm, name, &bound)?;
    }
    Ok(bound)
}

/// Bytes of the files of a site on the wire: as a server compresses them (gzip -9), and packed
/// vocabularies as they are.
#[derive(Debug)]
pub(crate) struct Wire {
    folder: PathBuf,
    sizes: BTreeMap<String, usize>,
}

impl Wire {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), sizes: BTreeMap::new() }
    }

    pub(crate) fn bytes(&mut self, path: &str) -> Result<usize, Failure> {
        if let Some(&bytes) = self.sizes.get(path) {
            return Ok(bytes);
        }
        let file = self.folder.join(path);
        let content = fs::read(&file).map_err(Failure::file("read", &file))?;
        let bytes = match file.extension().is_some_and(|extension| extension == "vocab") {
            true => content.len(),
            false => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
                let written = encoder.write_all(&content).and_then(|()| encoder.finish());
                written.map_err(Failure::file("compress", &file))?.len()
            }
        };
        self.sizes.insert(path.into(), bytes);
        Ok(bytes)
    }

    pub(crate) fn sum(&mut self, paths: &[&str]) -> Result<usize, Failure> {
        paths.iter().map(|path| self.bytes(path)).sum()
    }
}
