//! What can go wrong in the workshop, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// A command that did not reach its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The first argument is not in the table of commands.
    #[error("there is no command `{name}`")]
    UnknownCommand {
        /// The argument as given.
        name: String,
    },
    /// A command does not take this argument, or not with this value.
    #[error("`{argument}` is not understood; expected {expected}")]
    Argument {
        /// The argument as given.
        argument: String,
        /// What the command takes.
        expected: &'static str,
    },
    /// A program is missing or may not be run.
    #[error("cannot run `{program}`: {source}")]
    Start {
        /// The program's name.
        program: String,
        /// Why it did not start.
        source: io::Error,
    },
    /// A program ran and failed; it has already said why.
    #[error("`{command}` failed ({status})")]
    Failed {
        /// The program and its arguments.
        command: String,
        /// How it ended.
        status: ExitStatus,
        /// What usually helps.
        remedy: &'static str,
    },
    /// Cargo succeeded without naming a file that it was asked to make.
    #[error("cargo built `{package}` but named no {wanted}")]
    MissingArtifact {
        /// The package that was built.
        package: &'static str,
        /// What it should have made.
        wanted: &'static str,
    },
    /// wasm-bindgen rejected a module.
    #[error("wasm-bindgen cannot process {}: {source}", path.display())]
    Bindgen {
        /// The module as cargo made it.
        path: PathBuf,
        /// wasm-bindgen's own words.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A module could not be written in fewer bytes.
    #[error("cannot read {} as wasm: {source}", path.display())]
    Compact {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A module could not be cut.
    #[error("cannot cut {}: {source}", path.display())]
    Split {
        /// The module as cargo made it.
        path: PathBuf,
        /// The splitter's own words.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A file that the site needs was not made.
    #[error("the site has no file {name}")]
    NotInSite {
        /// The file, by its path in the site.
        name: String,
    },
    /// Files that refer to each other in a circle, so that none can be named by its content first.
    #[error("these files refer to each other in a circle: {}", names.join(" → "))]
    Circle {
        /// The files, in the order they refer to each other.
        names: Vec<String>,
    },
    /// A text lacks what is to be replaced in it.
    #[error("{file} has no `{wanted}`, which is to be replaced")]
    NotFound {
        /// The file.
        file: String,
        /// What it should have.
        wanted: String,
    },
    /// A page loads something that is not there.
    #[error("{file} loads {reference}, which nothing puts there")]
    Unhandled {
        /// The page.
        file: String,
        /// What it loads.
        reference: String,
    },
    /// A file or folder cannot be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// What was tried: "read", "write", …
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The server has no address to listen at.
    #[error("cannot listen at 127.0.0.1:{port}: {source}")]
    Listen {
        /// The first port that was tried.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// Rust cannot build for the browser.
    #[error("the Rust target wasm32-unknown-unknown is missing")]
    NoWasmTarget,
    /// There is no npm, or no Node that runs what it has fetched.
    #[error("Node.js with npm is missing")]
    NoNode,
    /// No browser to test in.
    #[error("{} not found", missing.join(" and "))]
    NoBrowser {
        /// The programs that are missing.
        missing: Vec<&'static str>,
        /// What usually helps.
        remedy: String,
    },
    /// A reader downloads more than is promised.
    #[error("more than is promised: {}", exceeded.join(", "))]
    Sizes {
        /// What is too large.
        exceeded: Vec<&'static str>,
    },
    /// Some checks or tests failed; each has already said why.
    #[error("{failed} failed: {}", names.join(", "))]
    Tests {
        /// How many checks and tests failed.
        failed: u64,
        /// The steps that they belong to.
        names: Vec<String>,
    },
}

impl Error {
    /// One sentence: what the reader can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        Some(match self {
            Self::UnknownCommand { .. } => "`cargo xtask` alone lists the commands.".into(),
            Self::Start { program, .. } => format!("Install `{program}` or put it on PATH."),
            Self::Failed { remedy, .. } => (*remedy).into(),
            Self::File { action: "read", .. } => {
                "Check that the file is there and readable.".into()
            }
            Self::File { .. } => "Check the folder's permissions and the free space.".into(),
            Self::Listen { .. } => "Give another port: `cargo xtask serve --port N`.".into(),
            Self::NoWasmTarget => "With rustup: `rustup target add wasm32-unknown-unknown`. \
                With Debian's Rust: install rustc-web, cargo-web, rust-web-src and lld-19, then \
                build with RUSTC_BOOTSTRAP=1, \
                CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 and \
                `-Zbuild-std=std,panic_abort`."
                .into(),
            Self::NoNode => {
                "The page's modules are bundled by esbuild, which comes from npm: install \
                Node.js 20.19 or newer with npm, and run the command again."
                    .into()
            }
            Self::NoBrowser { remedy, .. } => remedy.clone(),
            Self::Argument { .. }
            | Self::MissingArtifact { .. }
            | Self::Bindgen { .. }
            | Self::Split { .. }
            | Self::Compact { .. }
            | Self::NotInSite { .. }
            | Self::Circle { .. }
            | Self::NotFound { .. }
            | Self::Unhandled { .. }
            | Self::Sizes { .. }
            | Self::Tests { .. } => return None,
        })
    }

    /// Writes the error and its remedy to stderr.
    pub fn print(&self) {
        eprintln!("error: {self}");
        if let Some(remedy) = self.remedy() {
            eprintln!("       {remedy}");
        }
    }

    /// Attaches what was tried with which path to an I/O error.
    pub(crate) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { action, path, source }
    }
}

/// Joins a program and its arguments as a reader would type them.
pub(crate) fn command_line(command: &std::process::Command) -> String {
    struct Line<'a>(&'a std::process::Command);
    impl fmt::Display for Line<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let program = Path::new(self.0.get_program());
            write!(f, "{}", program.file_name().unwrap_or(program.as_os_str()).display())?;
            for argument in self.0.get_args() {
                write!(f, " {}", argument.display())?;
            }
            Ok(())
        }
    }
    Line(command).to_string()
}
