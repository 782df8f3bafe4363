//! Why a browser test did not pass.

use thirtyfour::error::WebDriverError;

/// What stands between a test and its end. A wrong value is an assertion of the test instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The site has not been built.
    #[error("{path} is missing: run `cargo xtask build` first")]
    NotBuilt {
        /// The file that was looked for.
        path: String,
    },
    /// The workshop could not provide the server or the browser.
    #[error("{0}")]
    Workshop(#[from] xtask::Error),
    /// The browser's driver did not start.
    #[error("{program} did not say where it listens")]
    Driver {
        /// The driver.
        program: String,
    },
    /// The machine gives no more threads or files.
    #[error("cannot wait for events: {0}")]
    Runtime(std::io::Error),
    /// The driver or the browser refused a command.
    #[error("{0}")]
    WebDriver(#[from] WebDriverError),
    /// The browser does not say what is written into its console.
    #[error("no events from the browser: {0}")]
    Events(String),
    /// The test asks Firefox for something that only Chromium does.
    #[error("{method} is for Chromium alone: the test must say `.only_in(Browser::Chromium)`")]
    NoDevTools {
        /// The DevTools command.
        method: String,
    },
    /// A file of the test's own cannot be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file.
        path: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Something that should come about did not.
    #[error("waited {seconds} s for {what}; it was last {last}")]
    Timeout {
        /// What was waited for.
        what: String,
        /// How long.
        seconds: u64,
        /// What was there instead.
        last: String,
    },
    /// The console holds something, or lacks what the test announced.
    #[error("the console is not as it should be: {0}")]
    Console(String),
}
