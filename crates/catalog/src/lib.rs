//! The catalog that ships with tokenfare.
