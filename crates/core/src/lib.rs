//! Text to token counts to fares, without I/O, clock or platform.

pub mod document;
pub mod tokenizer;
