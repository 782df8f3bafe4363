//! Quotes, models and plans for JavaScript, without a page: what `tokenfare cost --json` prints.
//!
//! A module of its own, so that a program that asks for a price does not load an interface, and a
//! page that shows the interface does not load a JSON parser. The border is JSON text in both
//! directions: the one form that is the same here, in JavaScript and on the command line.

mod error;
mod prices;

pub use error::TokenfareError;
pub use prices::Prices;
