//! The browsers that the tests drive: found on this machine, or installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Error, cargo, root};

/// What a Debian machine needs: the browsers, Chromium's driver, and glyphs for Chinese, Arabic and emoji
/// in screenshots.
pub const DEBIAN_PACKAGES: [&str; 6] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
];

/// Languages that fontconfig looks for those glyphs by; the last is its word for emoji.
const LANGUAGES: [&str; 3] = ["zh", "ar", "und-zsye"];

/// Firefox's driver comes as a crate: Debian has no package of it.
pub const GECKODRIVER: &str = "0.37.1";

/// A browser that the tests know how to drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Browser {
    /// Chromium, or what is made from it, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
}

/// A browser and the program that drives it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Programs {
    /// The browser.
    pub browser: PathBuf,
    /// The WebDriver server that goes with it.
    pub driver: PathBuf,
}

impl Browser {
    /// Every browser.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The browser's name as people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
        }
    }

    /// Names under which the browser is installed, best first.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome", "chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        }
    }

    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        }
    }

    /// Looks for the browser on PATH, and for its driver there and among the project's own tools.
    ///
    /// # Errors
    /// [`Error::NoBrowser`] names what is missing.
    pub fn find(self) -> Result<Programs, Error> {
        let browser = self.programs().iter().find_map(|name| on_path(name));
        let driver = on_path(self.driver()).or_else(|| own_tool(self.driver()));
        match (browser, driver) {
            (Some(browser), Some(driver)) => Ok(Programs { browser, driver }),
            (browser, driver) => {
                let missing = [(self.name(), browser), (self.driver(), driver)]
                    .into_iter()
                    .filter_map(|(name, found)| found.is_none().then_some(name))
                    .collect();
                Err(Error::NoBrowser { missing, remedy: remedy() })
            }
        }
    }
}

/// Looks for every browser and installs what is missing: with apt-get where there is one, and Firefox's
/// driver with cargo.
///
/// # Errors
/// [`Error::NoBrowser`] when one is still missing afterwards.
pub fn find_or_install() -> Result<(), Error> {
    let missing = |browser: Browser| browser.find().is_err();
    let by_apt = missing(Browser::Chromium)
        || Browser::Firefox.programs().iter().all(|name| on_path(name).is_none())
        || LANGUAGES.into_iter().any(lacks_glyphs);
    // Whether any of it worked is seen below. Without the fonts, only screenshots suffer.
    if by_apt && on_path("apt-get").is_some() {
        let _ = cargo::run(apt_get().arg("update"), "").and_then(|()| {
            cargo::run(apt_get().args(["install", "--yes"]).args(DEBIAN_PACKAGES), "")
        });
    }
    if missing(Browser::Firefox) {
        let _ = cargo::run(&mut install_geckodriver(), "");
    }
    Browser::ALL.into_iter().try_for_each(|browser| browser.find().map(|_| ()))
}

/// What to do where the browsers are missing and cannot be installed from here.
fn remedy() -> String {
    format!(
        "Put Chromium and Firefox with their drivers on PATH; on Debian: `apt-get install {}`, and \
         `cargo install geckodriver --version {GECKODRIVER}`.",
        DEBIAN_PACKAGES.join(" ")
    )
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet=2").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn install_geckodriver() -> Command {
    let mut command = cargo::cargo();
    // It only passes messages on: quick to build matters more than quick.
    command
        .args(["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--root"])
        .arg(tools());
    command
}

/// Where programs live that the tests need and nobody else does.
fn tools() -> PathBuf {
    root().join("target/tools")
}

fn own_tool(program: &str) -> Option<PathBuf> {
    Some(executable(&tools().join("bin"), program)).filter(|path| path.is_file())
}

fn lacks_glyphs(language: &str) -> bool {
    let output = Command::new("fc-list").arg(format!(":lang={language}")).output();
    !output.is_ok_and(|output| !output.stdout.is_empty())
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| executable(&folder, program))
        .find(|path| path.is_file())
}

fn executable(folder: &Path, program: &str) -> PathBuf {
    folder.join(program).with_extension(env::consts::EXE_EXTENSION)
}
