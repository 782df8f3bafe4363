//! Chromium behind chromedriver.

use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::{Capabilities, ChromeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel};

use crate::Failure;

/// What chromedriver is started with.
pub(crate) const DRIVER: &[&str] = &["--port=0"];

/// "ChromeDriver was started successfully on port 41817."
pub(crate) const LISTENING: &str = "successfully on port ";

/// Keeps Chromium from talking to anyone but the test's server, lets it run as root, and leaves out
/// scroll bars, which take room on some machines and none on others.
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-default-browser-check",
];

/// What a new browser is to be like. Its console is recorded from the first line on.
pub(crate) fn open(binary: &str, switches: &[&str]) -> Result<Capabilities, Failure> {
    let mut capabilities: ChromeCapabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(binary)?;
    for argument in ARGUMENTS.iter().chain(switches) {
        capabilities.add_arg(argument)?;
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(capabilities.into())
}
