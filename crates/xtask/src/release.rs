//! What is shipped under which name.
//!
//! A file that modules or pages load is named by its content, and whoever loads it says that name. So
//! every file that a page can reach from `tokenfare.js` is settled by the one it started with: an old
//! page never meets a new file, and an unchanged file stays in every cache. The names that people
//! write down stay as they are.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha384};

use crate::Error;
use crate::build;
use crate::join;
use crate::site::Site;

/// The file in `dist/` that lists all others.
pub const MANIFEST: &str = "release.json";

/// Files that are loaded by others only; all others keep their names.
const LOADED: [&str; 5] = ["js", "css", "wasm", "vocab", "json"];

/// The widget's style sheets: its own, and those of what few readers open.
pub(crate) const STYLES: [&str; 4] = ["tokenfare.css", "depth.css", "tokens.css", "files.css"];

/// Files that people write down in their pages, or browsers come back for.
const WRITTEN_DOWN: [&str; 5] =
    ["tokenfare.js", "badges.js", "embed.js", "service-worker.js", "open-from-disk.js"];

/// Everything that is shipped, with what a page needs to be sure of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Release {
    /// The version of every file.
    pub version: String,
    /// The files, in the order of their names.
    pub files: Vec<File>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct File {
    /// What it is, the same in every release: `widget.wasm`.
    pub name: String,
    /// Where it is, relative to the manifest: `widget-0f3a9b2c4d.wasm`.
    pub path: String,
    /// Its size.
    pub bytes: usize,
    /// Its hash, as the `integrity` attribute takes it.
    pub integrity: String,
}

impl Release {
    /// The manifest of what is in `dist/`.
    ///
    /// # Errors
    /// [`Error::File`] when the site has not been built.
    pub fn built() -> Result<Self, Error> {
        let path = build::dist().join(MANIFEST);
        let text = std::fs::read_to_string(&path).map_err(Error::file("read", &path))?;
        serde_json::from_str(&text).map_err(|source| Error::File {
            action: "read",
            path,
            source: source.into(),
        })
    }

    /// Where a file is, by what it is; the same when no file is called so.
    #[must_use]
    pub fn path<'a>(&'a self, name: &'a str) -> &'a str {
        self.files.iter().find(|file| file.name == name).map_or(name, |file| &file.path)
    }

    /// What a file is, by where it is; the same when none is there.
    #[must_use]
    pub fn name<'a>(&'a self, path: &'a str) -> &'a str {
        self.files.iter().find(|file| file.path == path).map_or(path, |file| &file.name)
    }
}

/// The module that tells the others where the files are that are no modules.
fn assets(site: &Site) -> String {
    let mut text = String::from(
        "// Where the files are that modules ask for by name. Written by `cargo xtask build`.\n\
        export const assets = {\n",
    );
    let asset = |name: &String| {
        let extension = Path::new(name).extension().unwrap_or_default();
        let data = ["wasm", "vocab"].iter().any(|data| extension == *data);
        data || name.starts_with("lang/") || name == "worker.js" || STYLES.contains(&&**name)
    };
    for name in site.names().filter(asset) {
        text += &format!("  \"{name}\": new URL(\"./{name}\", import.meta.url).href,\n");
    }
    text + "};\n"
}

/// The table of assets of a site that others can load from, which says where it is.
pub(crate) fn site_assets(site: &Site) -> String {
    assets(site) + "export const home = new URL(\"./\", import.meta.url).href;\n"
}

/// The table of assets of files that are part of something else, and are nobody's to load from.
pub(crate) fn package_assets(site: &Site) -> String {
    assets(site) + "export const home = undefined;\n"
}

/// The site as it is shipped: files named by their content, the service worker's list, the manifest.
///
/// # Errors
/// Those of [`join::join`]; [`Error::Circle`] when files refer to each other in one, [`Error::NotInSite`]
/// when a file is missing.
pub(crate) fn ship(mut site: Site) -> Result<Site, Error> {
    join::join(&mut site)?;
    for name in site.names().filter(|name| name.ends_with(".js")).collect::<Vec<_>>() {
        let text = without_comments(&site.text(&name)?);
        site.put(name, text);
    }
    let kept = kept(&site)?;
    let (mut site, paths) = name_by_content(site)?;
    fill_service_worker(&mut site, &kept, &paths)?;
    let release = release(&site, &paths)?;
    let manifest = serde_json::to_string_pretty(&release).map_err(io::Error::from);
    let manifest = manifest.map_err(Error::file("write", Path::new(MANIFEST)))?;
    site.put(MANIFEST, manifest + "\n");
    Ok(site)
}

/// A module without its indentation and the comments that have lines of their own: every reader would
/// download them. The sources have them.
fn without_comments(module: &str) -> String {
    let (mut block, mut template) = (false, false);
    let mut code = String::with_capacity(module.len());
    for line in module.lines() {
        let inside = template;
        template ^= line.matches('`').count() % 2 == 1;
        // In a text that goes over several lines, spaces are part of it.
        let line = if inside { line } else { line.trim_start() };
        let opens = !inside && line.starts_with("/*");
        let comment = block || opens || !inside && line.starts_with("//");
        block = (block || opens) && !line.trim_end().ends_with("*/");
        if inside || !comment && !line.is_empty() {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

/// Names every loaded file by its content, and says what is now where.
fn name_by_content(site: Site) -> Result<(Site, BTreeMap<String, String>), Error> {
    let mut naming = Naming { from: site, to: Site::default(), paths: BTreeMap::new() };
    for name in naming.from.names().collect::<Vec<_>>() {
        naming.path(&name, &mut Vec::new())?;
    }
    Ok((naming.to, naming.paths))
}

struct Naming {
    from: Site,
    to: Site,
    /// What is already named.
    paths: BTreeMap<String, String>,
}

impl Naming {
    /// Where a file goes. What it refers to is named first, for those names are part of its content.
    fn path(&mut self, name: &str, open: &mut Vec<String>) -> Result<String, Error> {
        if let Some(path) = self.paths.get(name) {
            return Ok(path.clone());
        }
        open.push(name.to_owned());
        if open.iter().filter(|other| *other == name).count() > 1 {
            return Err(Error::Circle { names: std::mem::take(open) });
        }
        let mut content = self.from.content(name)?.to_vec();
        if refers(name) {
            let mut text = String::from_utf8_lossy(&content).into_owned();
            for other in self.from.names().filter(|other| is_loaded(other)).collect::<Vec<_>>() {
                for quote in ['"', '\''] {
                    let reference = format!("{quote}./{other}{quote}");
                    if text.contains(&reference) {
                        let path = self.path(&other, open)?;
                        text = text.replace(&reference, &format!("{quote}./{path}{quote}"));
                    }
                }
            }
            content = text.into_bytes();
        }
        open.pop();
        let path = if is_loaded(name) { by_content(name, &content) } else { name.to_owned() };
        self.to.put(path.clone(), content);
        self.paths.insert(name.to_owned(), path.clone());
        Ok(path)
    }
}

fn refers(name: &str) -> bool {
    [".js", ".html", ".webmanifest"].iter().any(|end| name.ends_with(end))
}

fn is_loaded(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| LOADED.contains(&extension)) && !WRITTEN_DOWN.contains(&name)
}

/// `lang/en.json` as `lang/en-0f3a9b2c4d.json`.
fn by_content(name: &str, content: &[u8]) -> String {
    let hash = Sha384::digest(content);
    let hash: String = hash.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// The files that a first visit of the site's page keeps for the next: all that the page leads to, and
/// of what the table of assets lists, what the page can do with the vocabulary that it starts with. Another
/// vocabulary is kept once it was asked for.
fn kept(site: &Site) -> Result<Vec<String>, Error> {
    const ASSETS: [&str; 7] = [
        "widget.wasm",
        "depth.wasm",
        "fares.wasm",
        "taken.wasm",
        "engine.wasm",
        "worker.js",
        "vocab/o200k_base.vocab",
    ];
    let names: Vec<_> = site.names().collect();
    let mut kept = vec!["index.html".to_owned()];
    let mut at = 0;
    while let Some(name) = kept.get(at) {
        at += 1;
        let text = match name.as_str() {
            "assets.js" => continue,
            name if refers(name) => site.text(name)?,
            _ => continue,
        };
        let reached = names.iter().filter(|name| text.contains(&format!("./{name}\"")));
        let new: Vec<_> = reached.filter(|name| !kept.contains(name)).cloned().collect();
        kept.extend(new.into_iter().filter(|name| name != "service-worker.js"));
    }
    let more = names.into_iter().filter(|name| {
        [&ASSETS[..], &STYLES[..]].concat().contains(&&**name) || name.starts_with("lang/")
    });
    kept.extend(more);
    Ok(kept)
}

/// Tells the service worker which files it keeps, and under which name: a hash of all their names,
/// and so of their content.
///
/// # Errors
/// [`Error::NotInSite`] when a file of the list is not there.
fn fill_service_worker(
    site: &mut Site,
    kept: &[String],
    paths: &BTreeMap<String, String>,
) -> Result<(), Error> {
    const NAME: &str = "service-worker.js";
    let kept: Vec<_> = kept.iter().filter_map(|name| paths.get(name)).collect();
    let mut hash = Sha384::new();
    for path in &kept {
        hash.update(path);
        hash.update(site.content(path)?);
    }
    let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let list: String = kept.iter().map(|path| format!("\n  \"{path}\",")).collect();
    let text = site.text(NAME)?;
    let text = text.replace("\"RELEASE\"", &format!("\"{hash}\""));
    site.put(NAME, text.replace("FILES = []", &format!("FILES = [{list}\n]")));
    Ok(())
}

/// The manifest of a site whose files are at these paths.
fn release(site: &Site, paths: &BTreeMap<String, String>) -> Result<Release, Error> {
    let files = paths.iter().map(|(name, path)| {
        let content = site.content(path)?;
        let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)));
        Ok(File { name: name.clone(), path: path.clone(), bytes: content.len(), integrity })
    });
    Ok(Release {
        version: env!("CARGO_PKG_VERSION").into(),
        files: files.collect::<Result<_, Error>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let mut site = Site::default();
        for (name, content) in files {
            site.put(*name, *content);
        }
        site
    }

    #[test]
    fn a_change_reaches_every_name_above_it_and_no_other() {
        let named = |wasm: &str| {
            let (site, paths) = name_by_content(site(&[
                ("tokenfare.js", "import \"./element.js\";"),
                ("element.js", "import './error.js'; new URL(\"./a.wasm\", x)"),
                ("error.js", "1"),
                ("a.wasm", wasm),
            ]))
            .unwrap();
            let entry = site.text("tokenfare.js").unwrap();
            (entry, paths)
        };
        let ((before, old), (after, new)) = (named("x"), named("y"));
        assert_ne!(before, after);
        assert_eq!(before, format!("import \"./{}\";", old["element.js"]));
        assert_ne!(old["a.wasm"], new["a.wasm"]);
        assert_eq!(old["error.js"], new["error.js"]);
        assert_eq!(old["tokenfare.js"], "tokenfare.js");
    }

    #[test]
    fn comments_stay_behind() {
        let module = "/** A thing. */\nexport const a = 1; // one\n\n  // why\n/*\n * more\n */\n  b(`\n  // c\n`);\n";
        let code = "export const a = 1; // one\nb(`\n  // c\n`);\n";
        assert_eq!(without_comments(module), code);
    }

    #[test]
    fn a_circle_is_named() {
        let circle = site(&[("a.js", "import \"./b.js\""), ("b.js", "import \"./a.js\"")]);
        let error = name_by_content(circle).unwrap_err().to_string();
        assert!(error.contains("a.js → b.js → a.js"), "{error}");
    }

    #[test]
    fn the_manifest_says_what_a_browser_checks() {
        let (site, paths) = name_by_content(site(&[("tokenfare.js", "hello world")])).unwrap();
        let release = release(&site, &paths).unwrap();
        let expected = "sha384-/b2OdaZ/KfcBpOBAOF4uI5hjA+oQI5IRr5B/y7g1eLPkF8txzmRu/QgZ3YwIjeG9";
        assert_eq!(release.files[0].integrity, expected);
    }
}
