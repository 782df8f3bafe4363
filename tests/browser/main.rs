//! The product in a real browser, a module for each subject.

mod api;
mod harness;
mod limits;
mod native;
mod page;
mod site;
mod vocabulary;
