//! From a compiled module to what browsers load: its wasm, cut in two where it says so, and the JavaScript
//! that wasm-bindgen writes for it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::{Error, text};

/// Where a module's pieces are once it is cut.
pub(crate) struct Pieces {
    /// The module without its part.
    pub(crate) rest: PathBuf,
    pub(crate) part: PathBuf,
}

impl Pieces {
    pub(crate) fn of(wasm: &Path, part: &str) -> Self {
        let folder = wasm.with_extension("split");
        Self { rest: folder.join("rest.wasm"), part: folder.join(format!("split_{part}.wasm")) }
    }
}

/// Cuts the part off a module, unless that has been done.
pub(crate) fn split(wasm: &Path, part: &str) -> Result<Pieces, Error> {
    let pieces = Pieces::of(wasm, part);
    if modified(&pieces.part) >= made_by(wasm) {
        return Ok(pieces);
    }
    let input = fs::read(wasm).map_err(Error::file("read", wasm))?;
    let loader = format!("./{part}");
    let folder = wasm.with_extension("split");
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = &folder;
    options.main_out_path = &pieces.rest;
    // It writes a loader of this name, too. Ours is in `www/`: it loads as everything here is loaded.
    options.link_name = &loader;
    wasm_split_cli_support::transform(options)
        .map_err(|error| Error::Split { path: wasm.into(), source: error.into() })?;
    Ok(pieces)
}

/// Writes a compiled module and its JavaScript into `folder`, as `<name>_bg.wasm` and `<name>.js`,
/// unless that has been done.
///
/// # Errors
/// [`Error::Bindgen`] when `wasm` is not a module of wasm-bindgen's, [`Error::File`] when `folder` cannot
/// be written.
pub fn bind(wasm: &Path, name: &str, folder: &Path) -> Result<(), Error> {
    let bound = folder.join(format!("{name}_bg.wasm"));
    if modified(&bound) >= made_by(wasm) {
        return Ok(());
    }
    let mut bindgen = Bindgen::new();
    let mut output = bindgen
        .input_path(wasm)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(true)
                .omit_default_module_path(true)
                .remove_name_section(true)
                .remove_producers_section(true)
                // A part that is loaded later puts its functions into the module's table.
                .keep_lld_exports(true)
                .generate_output()
        })
        .map_err(rejected(wasm))?;
    let js = shorten(&mut output, name)?;
    output.emit(folder).map_err(rejected(wasm))?;
    let path = folder.join(format!("{name}.js"));
    fs::write(&path, js).map_err(Error::file("write", &path))
}

/// wasm-bindgen's error about the module `wasm`.
fn rejected<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    wasm: &Path,
) -> impl FnOnce(E) -> Error + '_ {
    |error| Error::Bindgen { path: wasm.into(), source: error.into() }
}

/// Numbers what the module and its JavaScript call each other by, and returns the JavaScript. Their names
/// end in hashes, or are Rust's for a type; nobody but these two files reads them, and everybody would
/// load them, twice.
///
/// # Errors
/// [`Error::NotFound`] when the JavaScript lacks a name that the module has.
fn shorten(output: &mut Output, name: &str) -> Result<String, Error> {
    let mut js = output.js().to_owned();
    let from = format!("./{name}_bg.js");
    let module = output.wasm_mut();
    let imports = module.imports.iter_mut().filter(|import| import.module == from);
    for (number, import) in imports.enumerate() {
        let (old, new) = (format!("{}: function", import.name), format!("{number}: function"));
        js = text::replace(name, &js, &old, &new)?;
        import.name = number.to_string();
    }
    let mut invokers: Vec<_> =
        module.exports.iter_mut().filter(|export| export.name.contains("_invoke_")).collect();
    // None is replaced within a longer one.
    invokers.sort_by_key(|export| usize::MAX - export.name.len());
    for (number, export) in invokers.into_iter().enumerate() {
        let short = format!("invoke{number}");
        js = text::replace(name, &js, &export.name, &short)?;
        export.name = short;
    }
    Ok(js)
}

/// When what is made from a file was last due: at its last change, or at that of this program, which
/// decides how it looks.
fn made_by(path: &Path) -> Option<SystemTime> {
    let program = env::current_exe().ok();
    modified(path).max(program.as_deref().and_then(modified))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
