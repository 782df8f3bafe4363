//! The browser's console: empty, but for what a test announces.

use std::cell::RefCell;

use thirtyfour::WebDriver;
use tokio::sync::Mutex;
use xtask::browsers::Browser;

use crate::Failure;
use crate::events::Events;

/// The entries that a test has announced, and those that came.
#[derive(Debug)]
pub(crate) struct Console {
    source: Source,
    expected: RefCell<Vec<&'static str>>,
    entries: RefCell<Vec<String>>,
}

/// Where the entries come from.
#[derive(Debug)]
enum Source {
    /// chromedriver keeps them until they are fetched; failed requests are among them.
    Log,
    /// Firefox sends each as an event.
    Events(Box<Mutex<Events>>),
}

impl Console {
    /// The console of a browser that has just been opened.
    pub(crate) async fn new(browser: Browser, driver: &WebDriver) -> Result<Self, Failure> {
        let source = match browser {
            Browser::Firefox => {
                Source::Events(Box::new(Mutex::new(Events::of_console(driver).await?)))
            }
            _ => Source::Log,
        };
        Ok(Self { source, expected: RefCell::default(), entries: RefCell::default() })
    }

    /// Announces one or more entries that contain `fragment`.
    pub(crate) fn expect(&self, fragment: &'static str) {
        self.expected.borrow_mut().push(fragment);
    }

    /// Whether requests that fail leave an entry.
    pub(crate) fn shows_failed_requests(&self) -> bool {
        matches!(self.source, Source::Log)
    }

    /// What has been written since the start.
    pub(crate) async fn entries(&self, driver: &WebDriver) -> Result<Vec<String>, Failure> {
        match &self.source {
            Source::Log => {
                // The driver hands each entry out once only.
                let new = driver.browser_log().await?.into_iter();
                let new = new.map(|entry| format!("{}: {}", entry.level, entry.message));
                self.entries.borrow_mut().extend(new);
                Ok(self.entries.borrow().clone())
            }
            Source::Events(events) => Ok(events.lock().await.entries().await?.into()),
        }
    }

    /// Checks that each entry was announced, and that each announcement came true.
    pub(crate) async fn check(&self, driver: &WebDriver) -> Result<(), Failure> {
        let entries = self.entries(driver).await?;
        let expected = self.expected.borrow().clone();
        let unannounced = entries
            .iter()
            .filter(|entry| !expected.iter().any(|fragment| entry.contains(fragment)))
            .cloned();
        let absent = expected
            .iter()
            .filter(|fragment| !entries.iter().any(|entry| entry.contains(**fragment)))
            .map(|fragment| format!("nothing contains {fragment:?}"));
        let complaints: Vec<String> = unannounced.chain(absent).collect();
        if complaints.is_empty() { Ok(()) } else { Err(Failure::Console(complaints.join("\n"))) }
    }
}
