//! The browsers that the tests drive: found on this machine, or installed on Debian.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Error;
use crate::cargo;

/// What a Debian machine needs: the browser, its driver, and glyphs for Chinese in screenshots.
pub const DEBIAN_PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Names under which the browser is installed, best first.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Chromium and the program that drives it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// The WebDriver server of the same version.
    pub driver: PathBuf,
}

impl Chromium {
    /// Looks for both on PATH.
    ///
    /// # Errors
    /// [`Error::NoBrowser`] names what is missing.
    pub fn find() -> Result<Self, Error> {
        match (CHROMIUM.iter().find_map(|name| on_path(name)), on_path("chromedriver")) {
            (Some(browser), Some(driver)) => Ok(Self { browser, driver }),
            (browser, driver) => {
                let missing = [("Chromium", browser), ("chromedriver", driver)]
                    .into_iter()
                    .filter_map(|(name, found)| found.is_none().then_some(name))
                    .collect();
                Err(Error::NoBrowser { missing })
            }
        }
    }

    /// Looks for both and, where there is apt-get, installs what is missing.
    ///
    /// # Errors
    /// [`Error::NoBrowser`] when they are still missing afterwards.
    pub fn find_or_install() -> Result<Self, Error> {
        if (Self::find().is_err() || !has_chinese_glyphs()) && on_path("apt-get").is_some() {
            // Whether it worked is seen below. Without the fonts, only screenshots suffer.
            let _ = cargo::run(apt_get().arg("update"), "").and_then(|()| {
                cargo::run(apt_get().args(["install", "--yes"]).args(DEBIAN_PACKAGES), "")
            });
        }
        Self::find()
    }
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet=2").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn has_chinese_glyphs() -> bool {
    let output = Command::new("fc-list").arg(":lang=zh").output();
    output.is_ok_and(|output| !output.stdout.is_empty())
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(Path::new(program).with_extension(env::consts::EXE_EXTENSION)))
        .find(|path| path.is_file())
}
