//! What the browser tests stand on: the served site and a browser to open it in.
//!
//! A test is a function that says which site it wants and what a person does with it:
//!
//! ```no_run
//! use tokenfare_tests::Stage;
//!
//! Stage::new().run(async |page| {
//!     page.open("index.html").await?;
//!     page.type_text("hello world").await?;
//!     page.shows("[data-figure=tokens]", "2").await
//! });
//! ```
//!
//! A test runs in every browser, one after the other, unless it says otherwise. Each time it has its
//! own server, its own browser and its own profile. Every test ends with a look at the console, which must hold nothing that the test has not announced; a failing one leaves a
//! screenshot and says what the page showed.

#![forbid(unsafe_code)]

mod chromium;
mod console;
mod driver;
mod events;
mod failure;
mod firefox;
mod page;
mod rendering;
mod screenshot;
mod stage;

pub use driver::Driver;
pub use failure::Failure;
pub use page::Page;
pub use rendering::{Rendering, Scheme};
pub use stage::Stage;
pub use xtask::browsers::Browser;
pub use xtask::server::{Fault, Recorded};
