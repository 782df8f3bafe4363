//! The product in a real browser, a module for each subject.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod api;
mod cli;
mod element;
mod harness;
mod limits;
mod native;
mod page;
mod pictures;
mod report;
mod site;
mod sizes;
mod smooth;
mod vocabulary;
