//! Text to token counts to fares, without I/O, clock or platform.

pub mod catalog;
pub mod document;
pub mod fare;
pub mod history;
pub mod money;
pub mod report;
pub mod scenario;
pub mod sentence;
pub mod tokenizer;
pub mod transcript;
