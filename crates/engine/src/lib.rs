//! The tokenizer as a WebAssembly module.
//!
//! It runs in the worker, where it keeps the texts being counted and reads those that are conversations,
//! and in whatever thread `tokenfare.js`'s `loadTokenizer` is called in. It is built for speed and knows
//! nothing of the widget.

#![forbid(unsafe_code)]

mod conversations;
mod document;
mod error;
mod reading;
mod spans;
mod text;
mod tokenizer;

pub use document::Document;
pub use error::TokenfareError;
pub use reading::Reading;
pub use text::Text;
pub use tokenizer::{Tokenizer, encoding_of, vocabulary_file, warm_up};
