//! The browser's console: empty, but for what a test announces.

use std::cell::RefCell;

use thirtyfour::WebDriver;

use crate::Failure;

/// The entries that a test has announced, and those that came.
#[derive(Debug, Default)]
pub(crate) struct Console {
    expected: RefCell<Vec<&'static str>>,
    entries: RefCell<Vec<String>>,
}

impl Console {
    /// Announces one or more entries that contain `fragment`.
    pub(crate) fn expect(&self, fragment: &'static str) {
        self.expected.borrow_mut().push(fragment);
    }

    /// What has been written since the start. The driver hands each entry out once only.
    pub(crate) async fn entries(&self, driver: &WebDriver) -> Result<Vec<String>, Failure> {
        let new = driver.browser_log().await?;
        let mut entries = self.entries.borrow_mut();
        entries.extend(new.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)));
        Ok(entries.clone())
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
