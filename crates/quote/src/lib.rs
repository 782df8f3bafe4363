//! Quotes, models and plans for JavaScript, without a page: what `tokenfare cost --json` prints, as plain
//! objects.
//!
//! A module of its own, so that a program that asks for a price does not load an interface, and a
//! page that shows the interface does not load what reads any object. Objects go through
//! `serde-wasm-bindgen` in both directions; amounts are exact decimals, written as texts, as they are in
//! JSON and on the command line.

#![forbid(unsafe_code)]

mod error;
mod plain;
mod prices;
mod settings;

pub use error::TokenfareError;
pub use prices::Prices;
pub use settings::Settings;
