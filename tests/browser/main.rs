//! The product in a real browser, a module for each subject.

mod harness;
