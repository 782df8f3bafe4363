//! The product in a real browser, a module for each subject.

#![forbid(unsafe_code)]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod api;
mod axe;
mod charts;
mod cli;
mod compact;
mod contract;
mod conversation;
mod currency;
mod dig;
mod element;
mod examples;
mod files;
mod frame;
mod guest;
mod harness;
mod hostile;
mod keys;
mod languages;
mod leaks;
mod lighthouse;
mod limits;
mod media;
mod native;
mod offline;
mod package;
mod page;
mod pictures;
mod post;
mod privacy;
mod report;
mod share;
mod site;
mod situation;
mod sizes;
mod smooth;
mod still;
mod tokens;
mod verdict;
mod vocabulary;
mod worker;
