//! Names by content.
//!
//! A file that modules or pages load is named by its content, and whoever loads it says that name. So
//! every file that a page can reach from `tokenfare.js` is settled by the one it started with: an old
//! page never meets a new file, and an unchanged file stays in every cache.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use sha2::{Digest, Sha384};

use crate::Error;
use crate::bundle::Bundled;
use crate::shipped::role;
use crate::site::Site;

/// The files of a site under the names that they ship by, and which name that is for each.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) files: Site,
    pub(crate) paths: BTreeMap<String, String>,
}

/// Names every file by its content that does not keep its name.
///
/// # Errors
/// [`Error::Circle`] when files refer to each other in one; [`Error::NotFound`] when a module does not name
/// what it imports, or none an asset; [`Error::NotInSite`] when a page names what is not there.
pub(crate) fn name_by_content(bundled: &Bundled) -> Result<Named, Error> {
    let mut naming = Naming {
        bundled,
        named: Named { files: Site::default(), paths: BTreeMap::new() },
        called: BTreeSet::new(),
    };
    for name in bundled.files.names() {
        naming.path(&name, &mut Vec::new())?;
    }
    let assets = bundled.files.names().filter(|name| role(name).is_asset);
    for name in assets {
        if !naming.called.contains(&name) {
            return Err(Error::NotFound { file: "assets.js".into(), wanted: name });
        }
    }
    Ok(naming.named)
}

struct Naming<'a> {
    bundled: &'a Bundled,
    named: Named,
    /// What some file calls by its name.
    called: BTreeSet<String>,
}

impl Naming<'_> {
    /// Where a file goes. What it refers to is named first, for those names are part of its content.
    fn path(&mut self, name: &str, open: &mut Vec<String>) -> Result<String, Error> {
        if let Some(path) = self.named.paths.get(name) {
            return Ok(path.clone());
        }
        open.push(name.to_owned());
        if open.iter().filter(|other| *other == name).count() > 1 {
            return Err(Error::Circle { names: mem::take(open) });
        }
        let mut content = self.bundled.files.content(name)?.to_vec();
        if refers(name) {
            content = self.refer(name, open)?.into_bytes();
        }
        open.pop();
        let path = if role(name).keeps_name { name.into() } else { by_content(name, &content) };
        self.named.files.put(path.clone(), content);
        self.named.paths.insert(name.to_owned(), path.clone());
        Ok(path)
    }

    /// The text of a file with the names in it that others ship by.
    fn refer(&mut self, name: &str, open: &mut Vec<String>) -> Result<String, Error> {
        let mut text = self.bundled.files.text(name)?;
        let mut called = BTreeSet::new();
        for other in self.bundled.files.names() {
            let reference = format!("\"./{other}\"");
            if text.contains(&reference) {
                // One that keeps its name can call the file that calls it.
                let path = match role(&other).keeps_name {
                    true => other.clone(),
                    false => self.path(&other, open)?,
                };
                text = text.replace(&reference, &format!("\"./{path}\""));
                called.insert(other);
            }
        }
        let Bundled { imports, later, .. } = self.bundled;
        let imports = imports.get(name).into_iter().chain(later.get(name)).flatten();
        for import in imports {
            if !called.contains(import) {
                return Err(Error::NotFound {
                    file: name.into(),
                    wanted: format!("\"./{import}\""),
                });
            }
        }
        if !name.ends_with(".js") {
            has_all(name, &text, &self.bundled.files, &self.named.paths)?;
        }
        self.called.append(&mut called);
        Ok(text)
    }
}

/// Everything that a page calls must be there.
fn has_all(
    page: &str,
    text: &str,
    files: &Site,
    paths: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let calls = text.split("\"./").skip(1).filter_map(|rest| rest.split('"').next());
    for path in calls.filter(|path| !path.is_empty()) {
        let is_there =
            files.names().any(|name| name == path) || paths.values().any(|to| to == path);
        if !is_there {
            return Err(Error::Unhandled { file: page.into(), reference: format!("./{path}") });
        }
    }
    Ok(())
}

fn refers(name: &str) -> bool {
    // What is in the page that is one file calls nothing.
    [".js", ".html", ".webmanifest"].iter().any(|end| name.ends_with(end))
        && name != "tokenfare.html"
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

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)], imports: &[(&str, &str)]) -> Bundled {
        let mut bundled = Bundled::default();
        for (name, content) in files {
            bundled.files.put(*name, *content);
        }
        for (name, import) in imports {
            bundled.imports.entry((*name).into()).or_default().insert((*import).into());
        }
        bundled
    }

    #[test]
    fn a_change_reaches_every_name_above_it_and_no_other() {
        let named = |wasm: &str| {
            let files = [
                ("tokenfare.js", "import\"./mount.js\";"),
                ("mount.js", "import\"./error.js\";new URL(\"./a.wasm\",x)"),
                ("error.js", "1"),
                ("a.wasm", wasm),
            ];
            name_by_content(&bundled(&files, &[("tokenfare.js", "mount.js")])).unwrap()
        };
        let (before, after) = (named("x"), named("y"));
        let entry = before.files.text("tokenfare.js").unwrap();
        assert_ne!(entry, after.files.text("tokenfare.js").unwrap());
        assert_eq!(entry, format!("import\"./{}\";", before.paths["mount.js"]));
        assert_ne!(before.paths["a.wasm"], after.paths["a.wasm"]);
        assert_eq!(before.paths["error.js"], after.paths["error.js"]);
        assert_eq!(before.paths["tokenfare.js"], "tokenfare.js");
    }

    #[test]
    fn what_cannot_be_named_is_refused() {
        for (files, imports, wanted) in [
            (&[("a.js", "\"./b.js\""), ("b.js", "\"./a.js\"")][..], &[][..], "a.js → b.js → a.js"),
            (&[("a.js", "import'./b.js'"), ("b.js", "")], &[("a.js", "b.js")], "\"./b.js\""),
            (&[("a.js", ""), ("a.wasm", "")], &[], "a.wasm"),
            (&[("a.html", "<a href=\"./b.css\">")], &[], "./b.css"),
        ] {
            let error = name_by_content(&bundled(files, imports)).unwrap_err().to_string();
            assert!(error.contains(wanted), "{error}");
        }
    }
}
