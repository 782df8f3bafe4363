//! The tokenizer as a WebAssembly module.
