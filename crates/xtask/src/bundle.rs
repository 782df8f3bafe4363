//! From the sources in `www/`, and what the build has made, to the files that a page loads: modules in few
//! files, style sheets, scripts, each minified, by the names of their sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::esbuild::{Bundling, Output};
use crate::release::fragment;
use crate::shipped::{self, ENTRY, Kind, MOUNT, Row, role};
use crate::site::Site;
use crate::{Error, npm, rem, root, single, text};

/// What bundles are made from besides the sources in `www/`.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// What ships as it is: wasm, vocabularies, languages, types, pages, icons.
    pub(crate) files: Site,
    /// Modules that sources import from `../generated/`.
    pub(crate) generated: Site,
}

/// Files by the names of their sources, and who loads whom.
#[derive(Debug, Default)]
pub(crate) struct Bundled {
    pub(crate) files: Site,
    /// What each module imports at once.
    pub(crate) imports: BTreeMap<String, BTreeSet<String>>,
    /// What each module imports when it needs it.
    pub(crate) later: BTreeMap<String, BTreeSet<String>>,
}

/// What the modules are to be part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// A site that others can load from.
    Site,
    /// A package, which other bundlers read: not minified.
    Package,
    /// A page in one file.
    Page,
}

/// The folder of modules that the build writes.
const GENERATED: &str = "generated";

/// The static site, in which no file is named by its content yet. The service worker is missing: it knows
/// those names.
///
/// # Errors
/// Those of esbuild; [`Error::NotFound`] for a page that does not load what it should.
pub(crate) fn site(parts: &Parts) -> Result<Bundled, Error> {
    let mut whole = bundle(parts, Purpose::Site)?;
    let page = page(parts, &whole)?;
    whole.files.put("tokenfare.html", page);
    let preloads = whole.preloads()?;
    whole.files.put("index.html", preloads);
    Ok(whole)
}

/// The modules, and what they load, for other bundlers.
///
/// # Errors
/// Those of esbuild.
pub(crate) fn package(parts: &Parts) -> Result<Site, Error> {
    let mut files = bundle(parts, Purpose::Package)?.files;
    for name in files.names().filter(|name| !role(name).is_packaged).collect::<Vec<_>>() {
        files.remove(&name);
    }
    Ok(files)
}

/// The service worker, which imports what it is told of the release.
///
/// # Errors
/// Those of esbuild.
pub(crate) fn service_worker(told: &str) -> Result<Vec<Output>, Error> {
    let stage = stage(Purpose::Site);
    let path = stage.join(GENERATED).join("release.js");
    std::fs::write(&path, told).map_err(Error::file("write", &path))?;
    let rows: Vec<_> = shipped::of_kind(Kind::ServiceWorker).collect();
    run(Purpose::Site, "service-worker", &rows, &["--format=iife"])
}

/// The page that is everything in one file.
fn page(parts: &Parts, whole: &Bundled) -> Result<String, Error> {
    let assets = single::assets(&whole.files)?;
    write_sources(Purpose::Page, parts, &assets)?;
    let rows: Vec<_> = shipped::of_kind(Kind::Module).filter(|row| row.name() == ENTRY).collect();
    let outputs = run(Purpose::Page, "page", &rows, &["--format=esm"])?;
    let script = outputs.into_iter().find(|output| output.name == ENTRY);
    let script = script.ok_or_else(|| Error::NotInSite { name: ENTRY.into() })?;
    single::page(&whole.files, &script.text)
}

fn bundle(parts: &Parts, purpose: Purpose) -> Result<Bundled, Error> {
    let mut bundled = Bundled { files: parts.files.clone(), ..Bundled::default() };
    let wanted = |kind| -> Vec<_> {
        let rows = shipped::of_kind(kind);
        rows.filter(|row| purpose == Purpose::Site || role(row.name()).is_packaged).collect()
    };
    // Scripts and styles ask for nothing by the table of assets, which lists them.
    write_sources(purpose, parts, "export const assets = {}, home = undefined;\n")?;
    for (kind, options) in [(Kind::Script, &["--format=iife"][..]), (Kind::Style, &[])] {
        let mut outputs = run(purpose, "alone", &wanted(kind), options)?;
        // What the widget wears; pages have a root of their own.
        let worn = |output: &&mut Output| kind == Kind::Style && role(&output.name).is_asset;
        for output in outputs.iter_mut().filter(worn) {
            output.text = rem::own_root(&output.text);
        }
        bundled.add(outputs);
    }
    write_sources(purpose, parts, &assets(&bundled.files, purpose))?;
    let modules = ["--format=esm", "--splitting"];
    bundled.add(run(purpose, "modules", &wanted(Kind::Module), &modules)?);
    let entry = "--external:../element/tokenfare.js";
    for mut output in run(purpose, "beside", &wanted(Kind::Beside), &["--format=esm", entry])? {
        let (from, to) = ("\"../element/tokenfare.js\"", format!("\"./{ENTRY}\""));
        output.text = text::replace(&output.name, &output.text, from, &to)?;
        output.imports.insert(ENTRY.into());
        bundled.add([output]);
    }
    Ok(bundled)
}

/// Where sources are gathered for a purpose.
fn stage(purpose: Purpose) -> PathBuf {
    npm::workshop().join(match purpose {
        Purpose::Site => "www",
        Purpose::Package => "package",
        Purpose::Page => "page",
    })
}

/// Gathers the sources, with those that the build has made.
fn write_sources(purpose: Purpose, parts: &Parts, assets: &str) -> Result<(), Error> {
    let mut sources = Site::default();
    sources.add_folder(&root().join("www"), Path::new(""))?;
    for name in parts.generated.names() {
        sources.put(Path::new(GENERATED).join(&name), parts.generated.content(&name)?);
    }
    sources.put(Path::new(GENERATED).join("assets.js"), assets);
    if purpose == Purpose::Page {
        sources.put("api/api.js", single::API);
    }
    sources.write(&stage(purpose)).map(|_| ())
}

/// Runs esbuild over these sources.
fn run(
    purpose: Purpose,
    label: &str,
    rows: &[&Row],
    options: &[&str],
) -> Result<Vec<Output>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut options: Vec<_> = options.iter().map(ToString::to_string).collect();
    if purpose != Purpose::Package {
        options.push("--minify".into());
    }
    let folder = stage(purpose);
    let to = npm::workshop().join("bundled").join(label);
    let entries = rows.iter().map(|row| row.source.to_owned()).collect();
    Bundling { folder: &folder, to: &to, entries, options }.run()
}

/// The module that tells the others where the files are that are no modules.
fn assets(files: &Site, purpose: Purpose) -> String {
    let mut text = String::from("/** @type {Record<string, string>} */\nexport const assets = {\n");
    for name in files.names().filter(|name| role(name).is_asset) {
        // Whoever loads one looks whether it is what was released. What is not fetched is a script's.
        let hash = match files.content(&name) {
            Ok(content) if !name.ends_with(".js") => {
                format!(" + \"{}\"", fragment(content))
            }
            _ => String::new(),
        };
        text += &format!("  \"{name}\": new URL(\"./{name}\", import.meta.url).href{hash},\n");
    }
    // Files that are part of something else are nobody's to load from.
    let home = match purpose {
        Purpose::Site => "new URL(\"./\", import.meta.url).href",
        Purpose::Package | Purpose::Page => "undefined",
    };
    text + "};\n/** @type {string | undefined} */\nexport const home = " + home + ";\n"
}

impl Bundled {
    fn add(&mut self, outputs: impl IntoIterator<Item = Output>) {
        for Output { name, text, imports, later } in outputs {
            if !imports.is_empty() {
                self.imports.insert(name.clone(), imports);
            }
            if !later.is_empty() {
                self.later.insert(name.clone(), later);
            }
            self.files.put(name, text);
        }
    }

    /// These modules with all that they import at once, and, where `later` says so, when they need it.
    pub(crate) fn reached(&self, from: &[&str], later: bool) -> BTreeSet<String> {
        let mut reached: BTreeSet<String> = from.iter().map(ToString::to_string).collect();
        let mut waiting: Vec<String> = reached.iter().cloned().collect();
        while let Some(name) = waiting.pop() {
            let later = later.then(|| self.later.get(&name)).flatten();
            for next in self.imports.get(&name).into_iter().chain(later).flatten() {
                if reached.insert(next.clone()) {
                    waiting.push(next.clone());
                }
            }
        }
        reached
    }

    /// The site's page, which asks at once for all that its widget starts with.
    fn preloads(&self) -> Result<String, Error> {
        let page = self.files.text("index.html")?;
        let line = |name: &str| format!("<link rel=\"modulepreload\" href=\"./{name}\">");
        let modules = self.reached(&[ENTRY, MOUNT], false);
        let mut asked: Vec<_> =
            modules.iter().filter(|name| *name != ENTRY).map(|name| line(name)).collect();
        // What they fetch as soon as they run, as `fetch` asks for it.
        asked.extend(["widget.wasm", "tokenfare.css"].map(|name| {
            format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"./{name}\">")
        }));
        text::replace("index.html", &page, &line(MOUNT), &asked.join("\n    "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled() -> Bundled {
        let output = |name: &str, imports: &[&str], later: &[&str]| Output {
            name: name.into(),
            imports: imports.iter().map(ToString::to_string).collect(),
            later: later.iter().map(ToString::to_string).collect(),
            ..Output::default()
        };
        let mut bundled = Bundled::default();
        bundled.add([
            output(ENTRY, &["error.js"], &[MOUNT]),
            output(MOUNT, &["file.js", "error.js"], &["tokens.js"]),
        ]);
        bundled
    }

    #[test]
    fn what_is_reached_later_is_no_part_of_the_start() {
        let bundled = bundled();
        let names = |later| bundled.reached(&[ENTRY], later).into_iter().collect::<Vec<_>>();
        assert_eq!(names(false), ["error.js", "tokenfare.js"]);
        assert_eq!(names(true), ["error.js", "file.js", "mount.js", "tokenfare.js", "tokens.js"]);
    }

    #[test]
    fn the_page_preloads_what_it_starts_with_or_is_refused() {
        let mut bundled = bundled();
        bundled.files.put("index.html", "<link rel=\"modulepreload\" href=\"./mount.js\">");
        let page = bundled.preloads().unwrap();
        assert_eq!(page.matches("modulepreload").count(), 3, "{page}");
        bundled.files.put("index.html", "<link rel=modulepreload href=./mount.js>");
        assert!(bundled.preloads().is_err());
    }
}
