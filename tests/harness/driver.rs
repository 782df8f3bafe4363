//! The program that drives a browser.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use thirtyfour::{Capabilities, WebDriver};
use xtask::browsers::Browser;

use crate::{Failure, chromium, firefox};

/// A driver takes a free port of IPv4 and ends at once when the same port is taken on IPv6, which
/// happens where many start together. The next one takes another port.
const ATTEMPTS: usize = 4;

/// A driver of one's own. It stops when dropped, with the browsers that it has started.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    url: String,
    capabilities: Capabilities,
}

impl Driver {
    /// Starts the driver at a port of its own choice and waits until it listens. Its browsers get
    /// these `switches` besides the tests' own; only Chromium has any.
    ///
    /// # Errors
    /// [`Failure::Workshop`] without a browser, [`Failure::Driver`] when its driver does not start.
    pub fn start(browser: Browser, switches: &[&str]) -> Result<Self, Failure> {
        let programs = browser.find()?;
        let binary = programs.browser.display().to_string();
        let (arguments, words, capabilities) = match browser {
            Browser::Firefox => (firefox::DRIVER, firefox::LISTENING, firefox::open(&binary)?),
            _ => (chromium::DRIVER, chromium::LISTENING, chromium::open(&binary, switches)?),
        };
        let program = programs.driver.display().to_string();
        for _ in 0..ATTEMPTS {
            if let Some((process, port)) = listen(&programs.driver, arguments, words) {
                let url = format!("http://127.0.0.1:{port}");
                return Ok(Self { process, url, capabilities });
            }
        }
        Err(Failure::Driver { program })
    }

    /// Opens a browser with an empty profile.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when it does not start.
    pub async fn open(&self) -> Result<WebDriver, Failure> {
        Ok(WebDriver::new(self.url.as_str(), self.capabilities.clone()).await?)
    }
}

/// Starts the program and waits for the line with its port; `None` when it ends without one.
fn listen(program: &Path, arguments: &[&str], words: &str) -> Option<(Child, u16)> {
    let mut command = Command::new(program);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut process = command
        .args(arguments)
        // The page's day is then the day that the tests reckon with.
        .env("TZ", "UTC")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let port = process.stdout.take().and_then(|stdout| {
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once(words)?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        // What is not read would stop the driver some day.
        thread::spawn(move || lines.for_each(drop));
        port
    });
    if port.is_none() {
        stop(&mut process);
    }
    Some((process, port?))
}

impl Drop for Driver {
    fn drop(&mut self) {
        stop(&mut self.process);
    }
}

/// Ends a driver and what it has started: Firefox outlives a geckodriver that is ended alone.
fn stop(driver: &mut Child) {
    #[cfg(unix)]
    let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", driver.id())]).status();
    let _ = driver.kill();
    let _ = driver.wait();
}
