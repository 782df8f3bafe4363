//! Chromium behind chromedriver. Another browser is another file like this one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::{ChromeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};
use xtask::browsers::Chromium;

use crate::Failure;

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

/// A chromedriver of this test's own. It stops when dropped, with the browser it has started.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    url: String,
    browser: String,
}

impl Driver {
    /// Starts chromedriver at a port of its own choice and waits until it listens.
    pub(crate) fn start() -> Result<Self, Failure> {
        let chromium = Chromium::find()?;
        let program = chromium.driver.display().to_string();
        let silent = || Failure::Driver { program: program.clone() };
        let mut process = Command::new(&chromium.driver)
            .arg("--port=0")
            // The page's day is then the day that the tests reckon with.
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| silent())?;
        // "ChromeDriver was started successfully on port 41817."
        let port = process.stdout.take().and_then(|stdout| {
            BufReader::new(stdout).lines().map_while(Result::ok).find_map(|line| {
                let port = line.split_once("successfully on port ")?.1;
                port.trim_end_matches('.').parse::<u16>().ok()
            })
        });
        let browser = chromium.browser.display().to_string();
        match port {
            Some(port) => Ok(Self { process, url: format!("http://127.0.0.1:{port}"), browser }),
            None => {
                let _ = process.kill();
                Err(silent())
            }
        }
    }

    /// Opens a browser with an empty profile. Its console is recorded from the first line on.
    pub(crate) async fn open(&self) -> Result<WebDriver, Failure> {
        let mut capabilities: ChromeCapabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&self.browser)?;
        for argument in ARGUMENTS {
            capabilities.add_arg(argument)?;
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        Ok(WebDriver::new(self.url.as_str(), capabilities).await?)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
