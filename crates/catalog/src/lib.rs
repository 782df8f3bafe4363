//! The catalog that ships with tokenfare.
//!
//! The text files in `data/`, one for each vendor, are what people review. The build checks them
//! with core's own rules and packs them; [`builtin`] unpacks them. Types and rules live in
//! [`tokenfare_core::catalog`].

#![forbid(unsafe_code)]

#[cfg(feature = "tools")]
mod check;
#[cfg(feature = "tools")]
pub mod compare;
#[cfg(feature = "tools")]
pub mod files;
#[cfg(feature = "tools")]
mod lists;
#[cfg(feature = "tools")]
mod schema;
#[cfg(feature = "tools")]
pub mod update;

#[cfg(feature = "tools")]
pub use check::check;
#[cfg(feature = "tools")]
pub use schema::schemas;

use std::sync::{Arc, LazyLock};

use tokenfare_core::catalog::{Catalog, resolve};

/// The catalog, packed.
pub static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.packed"));

/// The catalog that ships.
///
/// ```
/// let catalog = tokenfare_catalog::builtin();
/// assert_eq!(catalog.model("gpt-5.4").unwrap().tokens.encoding(), "o200k_base");
/// assert_eq!(catalog.plan("chatgpt-plus").unwrap().name, "ChatGPT Plus");
/// ```
pub fn builtin() -> Catalog {
    // The build packed these bytes from the same types, so they unpack. A catalog without entries
    // would say so in every report, where a panic would take the page with it.
    Catalog::unpack(PACKED).unwrap_or_default()
}

/// A catalog that was packed with [`Catalog::pack`]; the one that ships without, and when it does not
/// unpack. That one takes a third of a megabyte and is unpacked once, however many widgets ask for it.
pub fn unpacked(packed: Option<Vec<u8>>) -> Arc<Catalog> {
    static BUILTIN: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(builtin()));
    let own = packed.and_then(|packed| Catalog::unpack(&packed)).map(Arc::new);
    own.unwrap_or_else(|| Arc::clone(&BUILTIN))
}

/// The published encoding of a model, by any name that [`Catalog::tokens_of`] understands: a look-up
/// in a short list, for whoever needs nothing else of the catalog.
///
/// ```
/// assert_eq!(tokenfare_catalog::encoding_of("gpt-4"), Some("cl100k_base"));
/// assert_eq!(tokenfare_catalog::encoding_of("openai/gpt-4o-2024-08-06"), Some("o200k_base"));
/// assert_eq!(tokenfare_catalog::encoding_of("text-embedding-3-small"), Some("cl100k_base"));
/// assert_eq!(tokenfare_catalog::encoding_of("claude-opus-4"), None);
/// ```
pub fn encoding_of(model: &str) -> Option<&'static str> {
    static ENCODINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/encodings.txt"));
    let entries = || ENCODINGS.lines().filter_map(|line| line.split_once(' '));
    let names: Vec<_> = entries().map(|(name, _)| name).collect();
    let begins = |name: &str| name.strip_suffix('*').is_some_and(|name| model.starts_with(name));
    let exact = |wanted: &str| entries().find(|(name, _)| *name == wanted);
    let found = exact(model)
        .or_else(|| exact(resolve(model, &names)?))
        .or_else(|| entries().find(|(name, _)| begins(name)));
    found.map(|(_, encoding)| encoding)
}

#[cfg(test)]
mod tests;
