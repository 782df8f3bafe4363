//! The crates that run in the browser: how each is compiled, and what comes of it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::binding::{Pieces, bind, split};
use crate::cargo::{self, Message};
use crate::compact::compact;
use crate::site::Site;
use crate::{Error, root, text};

/// Rust's name for the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A crate that runs in the browser.
pub(crate) struct Module {
    /// The name of its files: `<name>.wasm`, and `<name>.js`, which modules import from `../generated/`.
    pub(crate) name: &'static str,
    package: &'static str,
    /// The cargo profile. Each profile has its own folder in `target/`, so two modules with
    /// different compiler flags do not undo each other's work.
    profile: &'static str,
    /// Compiler flags besides those that every module gets.
    flags: &'static [&'static str],
    /// Whether the standard library is built with the module, for size: see `std_source` in `build.rs`.
    pub(crate) own_std: bool,
    /// The part that is cut off into a file of its own, which the module loads when it is needed: what
    /// its `#[wasm_split]` says. `www/element/<part>.js` loads it.
    part: Option<&'static str>,
}

/// Says in a module what refers to what: without that nothing can be cut off. Modules of one profile have
/// the same flags, or all that they share would be compiled twice.
const RELOCATIONS: &[&str] = &["-Clink-arg=--emit-relocs"];

pub(crate) const MODULES: [Module; 4] = [
    Module {
        name: "widget",
        package: "tokenfare-widget",
        profile: "widget",
        flags: RELOCATIONS,
        own_std: true,
        part: Some("depth"),
    },
    Module {
        name: "quote",
        package: "tokenfare-quote",
        profile: "quote",
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

impl Module {
    /// Compiles the crate, with a standard library of its own or not, and returns the path of its wasm
    /// file.
    pub(crate) fn compile(&self, own_std: bool) -> Result<PathBuf, Error> {
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
    pub(crate) fn bind(&self, wasm: &Path) -> Result<PathBuf, Error> {
        let folder = wasm.with_extension("bindgen");
        match self.part {
            None => bind(wasm, self.name, &folder)?,
            Some(part) => bind(&split(wasm, part)?.rest, self.name, &folder)?,
        }
        Ok(folder)
    }

    /// Adds the module to the files that ship, and its JavaScript with its types to those that are
    /// bundled.
    ///
    /// wasm-bindgen calls the module `<name>_bg.wasm`, a name that only means something to
    /// bundlers. It ships as `<name>.wasm`; whoever loads it says where it is.
    pub(crate) fn add_to(
        &self,
        files: &mut Site,
        generated: &mut Site,
        folder: &Path,
        wasm: &Path,
    ) -> Result<(), Error> {
        let read = |path: &Path| fs::read(path).map_err(Error::file("read", path));
        let Self { name, .. } = self;
        let bound = read(&folder.join(format!("{name}_bg.wasm")))?;
        let to = format!("{name}.wasm");
        files.put(&*to, compact(&to, &bound)?);
        generated
            .add_file(&folder.join(format!("{name}.d.ts")), format!("{name}.d.ts").as_ref())?;
        let glue = format!("{name}.js");
        generated.add_file(&folder.join(&glue), glue.as_ref())?;
        if let Some(part) = self.part {
            let to = format!("{part}.wasm");
            files.put(&*to, compact(&to, &read(&Pieces::of(wasm, part).part)?)?);
            let linked = link_part(&glue, &generated.text(&glue)?, part)?;
            generated.put(glue, linked);
        }
        Ok(())
    }
}

/// The module's JavaScript, in which its loader of the part is the one in `www/`. It asks for the loader by
/// a name that is no file's, as an object of all that it exports, where it calls one function.
fn link_part(glue: &str, js: &str, part: &str) -> Result<String, Error> {
    let from = format!(" from \"./{part}\"");
    let wanted = || Error::NotFound { file: glue.into(), wanted: from.clone() };
    let import = js.lines().find(|line| line.contains(&from)).ok_or_else(wanted)?;
    let name = import.strip_prefix("import * as ").and_then(|rest| rest.split_once(&from));
    let (name, _) = name.ok_or_else(wanted)?;
    let function = format!("__wasm_split_load_{part}");
    let ours = format!(
        "import {{ {function} }} from \"../element/{part}.js\"\nconst {name} = {{ {function} }};"
    );
    text::replace(glue, js, import, &ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_of_the_part_is_ours() {
        let js = "import * as import1 from \"./depth\"\n\nf(import1);\n";
        let linked = "import { __wasm_split_load_depth } from \"../element/depth.js\"\n\
            const import1 = { __wasm_split_load_depth };\n\nf(import1);\n";
        assert_eq!(link_part("widget.js", js, "depth").unwrap(), linked);
        let error = link_part("widget.js", "f();\n", "depth").unwrap_err().to_string();
        assert!(error.contains("widget.js") && error.contains("./depth"), "{error}");
    }
}
