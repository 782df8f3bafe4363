//! The product in a real browser, a module for each subject.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod api;
mod axe;
mod cli;
mod contract;
mod element;
mod guest;
mod harness;
mod hostile;
mod languages;
mod limits;
mod native;
mod offline;
mod page;
mod pictures;
mod post;
mod report;
mod site;
mod sizes;
mod smooth;
mod vocabulary;
