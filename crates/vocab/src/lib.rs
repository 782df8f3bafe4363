//! The published vocabularies, packed at build time.
