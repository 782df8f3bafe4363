//! One test's own world: a server, a browser, and what happens when the test fails.

use std::any::type_name;
use std::env;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use axum::http::HeaderName;
use futures_util::FutureExt;
use xtask::browsers::Browser;
use xtask::dist;
use xtask::release::Release;
use xtask::server::{Options, Server};

use crate::console::Console;
use crate::driver::Driver;
use crate::{Failure, Page, screenshot};

/// The site that a test wants to meet.
#[derive(Debug)]
pub struct Stage {
    options: Options,
    browsers: Vec<Browser>,
    alone: bool,
    switches: Vec<&'static str>,
}

/// Held by every running test: shared, or by one alone that measures time.
static MACHINE: RwLock<()> = RwLock::new(());

impl Default for Stage {
    fn default() -> Self {
        Self {
            options: Options::new(dist()),
            browsers: chosen(),
            alone: false,
            switches: Vec::new(),
        }
    }
}

/// The browsers that tests run in: all, or the one that `TOKENFARE_BROWSER` names.
#[expect(clippy::panic, reason = "a name of no browser is told, not taken for all")]
fn chosen() -> Vec<Browser> {
    let Ok(name) = env::var("TOKENFARE_BROWSER") else { return Browser::ALL.into() };
    match Browser::ALL.into_iter().find(|browser| browser.name().eq_ignore_ascii_case(&name)) {
        Some(browser) => vec![browser],
        None => panic!("TOKENFARE_BROWSER is {name}: say chromium or firefox"),
    }
}

impl Stage {
    /// `dist/` at the root of a server.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A folder of other files: what somebody's bundler has made.
    #[must_use]
    pub fn files(folder: impl Into<PathBuf>) -> Self {
        Self { options: Options::new(folder), ..Self::default() }
    }

    /// Serves below a folder, given with its slashes: `/blog/tools/`.
    #[must_use]
    pub fn folder(mut self, folder: &str) -> Self {
        self.options = self.options.folder(folder);
        self
    }

    /// Sends one more header with every response, such as a content security policy.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.options = self.options.header(name, value);
        self
    }

    /// Serves as a good host does, and as `cargo xtask serve` does.
    #[must_use]
    pub fn hosted(mut self) -> Self {
        self.options = self.options.hosted();
        self
    }

    /// Serves one more text file, at an absolute path: the page of somebody who embeds the widget.
    #[must_use]
    pub fn page(mut self, path: &str, content: impl Into<String>) -> Self {
        self.options = self.options.page(path, content);
        self
    }

    /// Runs the test while no other does: for those that measure time.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Starts Chromium with one more switch.
    #[must_use]
    pub fn switch(mut self, switch: &'static str) -> Self {
        self.switches.push(switch);
        self
    }

    /// Runs the test in one browser only: for what needs Chromium's DevTools, for measurements, and for
    /// pictures. What is promised to pages holds in every browser.
    #[must_use]
    pub fn only_in(mut self, browser: Browser) -> Self {
        self.browsers = vec![browser];
        self
    }

    /// Runs the test in each browser.
    ///
    /// # Panics
    /// When the test fails, when the console is not empty, and when there is no site or no browser:
    /// this is how a test tells its runner.
    #[expect(clippy::panic, reason = "a failing test says so by a panic")]
    pub fn run<T>(self, test: T)
    where
        T: AsyncFn(&Page) -> Result<(), Failure>,
    {
        // "browser::page::a_paste_is_counted::{{closure}}"
        let name = type_name::<T>().trim_end_matches("::{{closure}}").replace("::", "-");
        // A test that failed leaves the lock poisoned and the machine free.
        let (_alone, _shared);
        if self.alone {
            _alone = MACHINE.write().unwrap_or_else(PoisonError::into_inner);
        } else {
            _shared = MACHINE.read().unwrap_or_else(PoisonError::into_inner);
        }
        for &browser in &self.browsers {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let outcome = runtime
                .map_err(Failure::Runtime)
                .and_then(|runtime| runtime.block_on(self.run_in(browser, &name, &test)));
            if let Err(failure) = outcome {
                panic!("in {}: {failure}", browser.name());
            }
        }
    }

    async fn run_in<T>(&self, browser: Browser, name: &str, test: &T) -> Result<(), Failure>
    where
        T: AsyncFn(&Page) -> Result<(), Failure>,
    {
        let index = dist().join("index.html");
        if !index.is_file() {
            return Err(Failure::NotBuilt { path: "dist/index.html".into() });
        }
        let server = Server::start(self.options.clone())?;
        let process = Driver::start(browser, &self.switches)?;
        let driver = process.open().await?;
        let console = Console::new(browser, &driver).await?;
        let page = Page::new(browser, driver, server, Release::built()?, console);

        let outcome = AssertUnwindSafe(async {
            test(&page).await?;
            page.check_console().await
        })
        .catch_unwind()
        .await;
        if !matches!(outcome, Ok(Ok(()))) {
            println!("in {}:", browser.name());
            screenshot::explain(&page, name).await;
        }
        // The driver is stopped in any case; a browser that cannot say goodbye fails no test.
        let _ = page.close().await;
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    }
}
