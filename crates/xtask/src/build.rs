//! `cargo xtask build`: from sources to `dist/`.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binding::{Pieces, bind, split};
use crate::cargo::{self, Message};
use crate::compact::compact;
use crate::progress::Progress;
use crate::site::{Changes, Site};
use crate::{Error, bundle, release, root, single, style, types};

/// Rust's name for the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A crate that runs in the browser.
struct Module {
    /// The name of its files in `dist/`: `<name>.js` and `<name>.wasm`.
    name: &'static str,
    package: &'static str,
    /// The cargo profile. Each profile has its own folder in `target/`, so two modules with
    /// different compiler flags do not undo each other's work.
    profile: &'static str,
    /// Compiler flags besides those that every module gets.
    flags: &'static [&'static str],
    /// Whether the standard library is built with the module, for size: see [`std_source`].
    own_std: bool,
    /// The part that is cut off into a file of its own, which the module loads when it is needed: what
    /// its `#[wasm_split]` says. `<part>.js` loads it.
    part: Option<&'static str>,
}

/// Says in a module what refers to what: without that nothing can be cut off. Modules of one profile have
/// the same flags, or all that they share would be compiled twice.
const RELOCATIONS: &[&str] = &["-Clink-arg=--emit-relocs"];

const MODULES: [Module; 4] = [
    Module {
        name: "widget",
        package: "tokenfare-widget",
        profile: "widget",
        flags: RELOCATIONS,
        own_std: true,
        part: Some("depth"),
    },
    Module {
        name: "fares",
        package: "tokenfare-fares",
        profile: "fares",
        flags: &[],
        own_std: false,
        part: None,
    },
    Module {
        name: "taken",
        package: "tokenfare-share",
        profile: "widget",
        flags: RELOCATIONS,
        own_std: true,
        part: None,
    },
    Module {
        name: "engine",
        package: "tokenfare-engine",
        profile: "engine",
        flags: &["-Ctarget-feature=+simd128"],
        own_std: false,
        part: None,
    },
];

/// The command: takes no arguments.
///
/// # Errors
/// Those of [`site`], and [`Error::Argument`] for any argument.
pub fn command(arguments: &[String]) -> Result<(), Error> {
    if let Some(argument) = arguments.first() {
        return Err(Error::Argument { argument: argument.clone(), expected: "no argument" });
    }
    let mut progress = Progress::default();
    let changes = site(&mut progress)?;
    println!("{changes}");
    Ok(())
}

/// Where the site is assembled.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Brings `dist/` up to date; what has not changed is neither rebuilt nor rewritten.
///
/// # Errors
/// The first step that fails ends the build. `dist/` is written in the last one: when another fails, it
/// stays as it was.
pub fn site(progress: &mut Progress) -> Result<Changes, Error> {
    let site = gather(progress)?;
    progress.step("dist", || release::ship(site)?.write(&dist()))
}

/// Builds every file of the site, under the name that the others call it by.
///
/// # Errors
/// The first step that fails ends the build.
pub(crate) fn gather(progress: &mut Progress) -> Result<Site, Error> {
    progress.step("wasm target", wasm_target)?;
    let own_std = progress.step("std sources", || Ok(std_source()))?;
    let mut site = Site::default();
    for module in &MODULES {
        let own_std = module.own_std && own_std;
        let wasm =
            progress.step(&format!("{}: compile", module.name), || module.compile(own_std))?;
        let folder = progress.step(&format!("{}: bind", module.name), || module.bind(&wasm))?;
        module.add_to(&mut site, &folder, &wasm)?;
    }
    let vocabularies = progress.step("vocabularies", vocabularies)?;
    site.add_folder(&vocabularies, Path::new("vocab"))?;
    site.add_file(&root().join("index.html"), Path::new("index.html"))?;
    add_sources(&mut site)?;
    site.join(Path::new("style"), "base.css", Path::new("tokenfare.css"));
    for name in release::STYLES {
        let style = style::lean(&site.text(name)?);
        site.put(name, style);
    }
    add_generated(&mut site)?;
    Ok(site)
}

/// The folders of `www/` whose files ship side by side, and the one that modules import from what is
/// made here.
const FOLDERS: [&str; 7] = ["api", "count", "element", "load", "sections", "site", "tokens"];
const GENERATED: &str = "generated";

/// Adds `www/`, whose files ship in one folder.
fn add_sources(site: &mut Site) -> Result<(), Error> {
    let www = root().join("www");
    for folder in FOLDERS {
        site.add_folder(&www.join(folder), Path::new(""))?;
    }
    for folder in ["lang", "style"] {
        site.add_folder(&www.join(folder), Path::new(folder))?;
    }
    for name in site.names().filter(|name| name.ends_with(".js")).collect::<Vec<_>>() {
        let mut text = site.text(&name)?;
        for folder in FOLDERS.into_iter().chain([GENERATED]) {
            for quote in ['"', '\''] {
                text = text.replace(&format!("{quote}../{folder}/"), &format!("{quote}./"));
            }
        }
        site.put(name, text);
    }
    Ok(())
}

/// Adds the files that are made from others: the worker as one file, the table of assets, and what
/// JavaScript knows of the core's types.
fn add_generated(site: &mut Site) -> Result<(), Error> {
    let worker = bundle::bundle(site, "worker.js")?;
    site.put("worker.js", worker);
    for (file, name) in [("report", "Report"), ("catalog", "Catalog")] {
        let path = root().join(format!("crates/catalog/{file}.schema.json"));
        let schema = fs::read(&path).map_err(Error::file("read", &path))?;
        let schema = serde_json::from_slice(&schema).map_err(io::Error::from);
        let schema = schema.map_err(Error::file("read", &path))?;
        site.put(format!("{file}.d.ts"), types::declarations(&schema, name));
        if file == "report" {
            site.put("standard.js", types::standard(&schema));
        }
    }
    let assets = release::site_assets(site);
    site.put("assets.js", assets);
    let page = single::page(site)?;
    site.put("tokenfare.html", page);
    Ok(())
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

impl Module {
    /// Compiles the crate, with a standard library of its own or not, and returns the path of its wasm
    /// file.
    fn compile(&self, own_std: bool) -> Result<PathBuf, Error> {
        let mut command = cargo::cargo();
        let mut flags = self.rustflags();
        if own_std {
            command
                .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
                // What cargo's and the compiler's unstable options ask for in a stable release.
                .env("RUSTC_BOOTSTRAP", "1");
            flags.extend(
                ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"]
                    .map(Into::into),
            );
        }
        command
            .args(["build", "--target", TARGET])
            .args(["--profile", self.profile, "--package", self.package])
            .env_remove("RUSTFLAGS")
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        cargo::build(&mut command)?
            .into_iter()
            .filter_map(|message| match message {
                Message::CompilerArtifact { target, filenames, .. }
                    if target.name == self.crate_name() =>
                {
                    Some(filenames)
                }
                _ => None,
            })
            .flatten()
            .find(|path| path.extension().is_some_and(|extension| extension == "wasm"))
            .ok_or(Error::MissingArtifact { package: self.package, wanted: "wasm file" })
    }

    fn crate_name(&self) -> String {
        self.package.replace('-', "_")
    }

    /// Panic messages name source files. Without the folders of the machine that built them, two
    /// machines build the same bytes and nobody's home folder is published.
    fn rustflags(&self) -> Vec<String> {
        let home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        let mut flags = vec![format!("--remap-path-prefix={}=tokenfare", root().display())];
        flags.extend(home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())));
        flags.extend(self.flags.iter().map(|&flag| flag.into()));
        flags
    }

    /// Writes the module and its JavaScript beside the compiled file, and its part if it has one.
    /// Returns the folder.
    fn bind(&self, wasm: &Path) -> Result<PathBuf, Error> {
        let folder = wasm.with_extension("bindgen");
        match self.part {
            None => bind(wasm, self.name, &folder)?,
            Some(part) => bind(&split(wasm, part)?.rest, self.name, &folder)?,
        }
        Ok(folder)
    }

    /// wasm-bindgen calls the module `<name>_bg.wasm`, a name that only means something to
    /// bundlers. It ships as `<name>.wasm`; whoever loads it says where it is.
    fn add_to(&self, site: &mut Site, folder: &Path, wasm: &Path) -> Result<(), Error> {
        site.add_folder(folder, Path::new(""))?;
        let (from, to) = (format!("{}_bg.wasm", self.name), format!("{}.wasm", self.name));
        site.rename(Path::new(&from), Path::new(&to));
        site.put(&*to, compact(&to, site.content(&to)?)?);
        if let Some(part) = self.part {
            let path = Pieces::of(wasm, part).part;
            let bytes = fs::read(&path).map_err(Error::file("read", &path))?;
            let name = format!("{part}.wasm");
            site.put(&*name, compact(&name, &bytes)?);
            // The module asks for its loader by a name that is no file's, for files get other names.
            let glue = format!("{}.js", self.name);
            let loader = |end| format!("from \"./{part}{end}\"");
            site.put(&*glue, site.text(&glue)?.replace(&loader(""), &loader(".js")));
        }
        Ok(())
    }
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
