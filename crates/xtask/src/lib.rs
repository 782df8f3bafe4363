//! The workshop: what builds, serves and tests tokenfare.
//!
//! It depends on none of the crates that it builds, so it runs while they do not compile.

#![forbid(unsafe_code)]

pub mod bench;
pub mod binding;
pub mod browsers;
pub mod build;
mod bundle;
pub mod cargo;
pub mod catalog;
mod compact;
pub mod error;
mod esbuild;
mod javascript;
pub mod module;
mod naming;
pub mod npm;
pub mod package;
pub mod progress;
pub mod release;
pub mod serve;
pub mod server;
mod shipped;
mod single;
pub mod site;
pub mod sizes;
pub mod test;
pub mod text;
mod types;

pub use error::Error;

use std::path::{Path, PathBuf};

/// The root of the repository: the folder with `index.html`, `www/` and, once built, `dist/`.
#[must_use]
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where the site is assembled.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}
