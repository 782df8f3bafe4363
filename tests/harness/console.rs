//! The browser's console: empty, but for what a test announces.

use std::cell::RefCell;

use thirtyfour::WebDriver;

use crate::Failure;

/// The entries that a test has announced.
#[derive(Debug, Default)]
pub(crate) struct Console {
    expected: RefCell<Vec<&'static str>>,
}

impl Console {
    /// Announces one or more entries that contain `fragment`.
    pub(crate) fn expect(&self, fragment: &'static str) {
        self.expected.borrow_mut().push(fragment);
    }

    /// Checks that each entry was announced, and that each announcement came true.
    pub(crate) async fn check(&self, driver: &WebDriver) -> Result<(), Failure> {
        let entries = driver.browser_log().await?;
        let expected = self.expected.borrow().clone();
        let announced = |message: &str| expected.iter().any(|fragment| message.contains(fragment));
        let unannounced = entries
            .iter()
            .filter(|entry| !announced(&entry.message))
            .map(|entry| format!("{}: {}", entry.level, entry.message));
        let absent = expected
            .iter()
            .filter(|fragment| !entries.iter().any(|entry| entry.message.contains(**fragment)))
            .map(|fragment| format!("nothing contains {fragment:?}"));
        let complaints: Vec<String> = unannounced.chain(absent).collect();
        if complaints.is_empty() { Ok(()) } else { Err(Failure::Console(complaints.join("\n"))) }
    }
}
