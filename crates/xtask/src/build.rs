//! `cargo xtask build`: from sources to `dist/`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bundle::{self, Parts};
use crate::cargo::{self, Message};
use crate::module::{MODULES, TARGET};
use crate::progress::Progress;
use crate::shipped::{self, Kind};
use crate::site::{Changes, Site};
use crate::{Error, dist, release, root, types};

/// The command: takes no arguments.
///
/// # Errors
/// Those of [`site`], and [`Error::Argument`] for any argument.
pub fn command(arguments: &[String]) -> Result<(), Error> {
    if let Some(argument) = arguments.first() {
        return Err(Error::Argument { argument: argument.clone(), expected: "no argument" });
    }
    let changes = site(&mut Progress::default())?;
    println!("{changes}");
    Ok(())
}

/// Brings `dist/` up to date; what has not changed is neither rebuilt nor rewritten.
///
/// # Errors
/// The first step that fails ends the build. `dist/` is written in the last one: when another fails, it
/// stays as it was.
pub fn site(progress: &mut Progress) -> Result<Changes, Error> {
    let parts = gather(progress)?;
    let bundled = progress.step("bundle", || bundle::site(&parts))?;
    progress.step("dist", || release::ship(&bundled)?.write(&dist()))
}

/// Makes whatever is not bundled, and what bundles are made from besides `www/`.
///
/// # Errors
/// The first step that fails ends the build.
pub(crate) fn gather(progress: &mut Progress) -> Result<Parts, Error> {
    progress.step("wasm target", wasm_target)?;
    let own_std = progress.step("std sources", || Ok(std_source()))?;
    let mut parts = Parts::default();
    for module in &MODULES {
        let own_std = module.own_std && own_std;
        let wasm =
            progress.step(&format!("{}: compile", module.name), || module.compile(own_std))?;
        let folder = progress.step(&format!("{}: bind", module.name), || module.bind(&wasm))?;
        module.add_to(&mut parts.files, &mut parts.generated, &folder, &wasm)?;
    }
    let vocabularies = progress.step("vocabularies", vocabularies)?;
    parts.files.add_folder(&vocabularies, Path::new("vocab"))?;
    add_languages(&mut parts.files)?;
    for row in [Kind::Page, Kind::Plain].into_iter().flat_map(shipped::of_kind) {
        parts.files.add_file(&root().join("www").join(row.source), row.name().as_ref())?;
    }
    add_types(&mut parts)?;
    Ok(parts)
}

/// Adds the messages of each language, without the space that people read them by.
fn add_languages(files: &mut Site) -> Result<(), Error> {
    files.add_folder(&root().join("www/lang"), Path::new("lang"))?;
    for name in files.names().filter(|name| name.starts_with("lang/")).collect::<Vec<_>>() {
        let path = root().join("www").join(&name);
        let messages: serde_json::Value = read_json(&path, files.content(&name)?)?;
        files.put(name, messages.to_string());
    }
    Ok(())
}

/// Adds what JavaScript knows of the core's types.
fn add_types(parts: &mut Parts) -> Result<(), Error> {
    for (file, name) in [("report", "Report"), ("catalog", "Catalog")] {
        let path = root().join(format!("crates/catalog/{file}.schema.json"));
        let schema = fs::read(&path).map_err(Error::file("read", &path))?;
        let schema = read_json(&path, &schema)?;
        let declarations = types::declarations(&schema, name);
        parts.generated.put(format!("{file}.d.ts"), &*declarations);
        parts.files.put(format!("{file}.d.ts"), declarations);
        if file == "report" {
            parts.generated.put("standard.js", types::standard(&schema));
        }
    }
    Ok(())
}

fn read_json(path: &Path, json: &[u8]) -> Result<serde_json::Value, Error> {
    let value = serde_json::from_slice(json).map_err(io::Error::from);
    value.map_err(Error::file("read", path))
}

/// Makes sure that Rust can build for the browser.
fn wasm_target() -> Result<(), Error> {
    let installed = || {
        let output =
            Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
        output.is_ok_and(|output| {
            output.status.success()
                && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
        })
    };
    if !installed() {
        // Whether rustup is missing or refuses, the remedy is the same.
        let _ = cargo::run(Command::new("rustup").args(["target", "add", TARGET]), "");
    }
    if installed() { Ok(()) } else { Err(Error::NoWasmTarget) }
}

/// Makes sure, where there is rustup, that the sources of the standard library are here, and says
/// whether they are.
///
/// The standard library that comes with Rust is built for speed and formats a message for each panic.
/// Built anew for size, with panics that stop at once, it saves a module some 12 KB (gzip). Without its
/// sources the module is larger and otherwise the same.
fn std_source() -> bool {
    let installed = || {
        let output = Command::new("rustc").args(["--print", "sysroot"]).output();
        output.is_ok_and(|output| {
            Path::new(String::from_utf8_lossy(&output.stdout).trim())
                .join("lib/rustlib/src/rust/library/Cargo.lock")
                .is_file()
        })
    };
    if !installed() {
        let _ = cargo::run(Command::new("rustup").args(["component", "add", "rust-src"]), "");
    }
    installed()
}

/// Packs the vocabularies and returns the folder that holds a file for each, and nothing else.
///
/// The build script of `tokenfare-vocab` writes them there. Linking the crate instead would rebuild
/// the workshop with every edit to the core, and stop it when the core does not compile.
fn vocabularies() -> Result<PathBuf, Error> {
    const PACKAGE: &str = "tokenfare-vocab";
    let mut command = cargo::cargo();
    command.args(["build", "--package", PACKAGE]);
    cargo::build(&mut command)?
        .into_iter()
        .find_map(|message| match message {
            // path+file:///…/crates/vocab#tokenfare-vocab@0.1.0
            Message::BuildScriptExecuted { package_id, out_dir }
                if package_id.contains(&format!("#{PACKAGE}@")) =>
            {
                Some(out_dir)
            }
            _ => None,
        })
        .ok_or(Error::MissingArtifact { package: PACKAGE, wanted: "vocabularies" })
}
