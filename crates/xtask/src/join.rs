//! The modules that every widget loads as one of them: fewer requests, one after the other, and fewer
//! bytes, for what is alike in them is compressed once.
//!
//! Unlike a [bundle](crate::bundle), the result exports what its parts do, so that what is loaded later
//! still imports from it.

use crate::Error;
use crate::site::Site;

/// The module that the others become part of. Nothing that it loads may import from it, or neither could
/// be named by its content.
const WHOLE: &str = "mount.js";

/// Its parts, each after those that it imports.
const PARTS: [&str; 8] = [
    "trusted.js",
    "edit.js",
    "thread.js",
    "counter.js",
    "drop.js",
    "messages.js",
    "sheet.js",
    "sections.js",
];

/// Makes one module of them, and lets all others import from that.
///
/// # Errors
/// [`Error::NotInSite`] for a part that is missing, [`Error::Bundle`] for an import that is not understood,
/// [`Error::SameName`] for a name that two of them give.
pub(crate) fn join(site: &mut Site) -> Result<(), Error> {
    let mut joined = Joined::default();
    for part in PARTS.into_iter().chain([WHOLE]) {
        joined.add(part, &site.text(part)?)?;
    }
    site.put(WHOLE, joined.imports.join("\n") + "\n" + &joined.body);
    for part in PARTS {
        site.remove(part);
        for name in site.names().filter(|name| name.ends_with(".js")).collect::<Vec<_>>() {
            let text = site.text(&name)?;
            let from = format!("\"./{part}\"");
            if text.contains(&from) {
                site.put(name, text.replace(&from, &format!("\"./{WHOLE}\"")));
            }
        }
    }
    Ok(())
}

#[derive(Default)]
struct Joined {
    /// A statement for each name that comes from outside.
    imports: Vec<String>,
    body: String,
    /// The names that are given at the beginnings of lines.
    names: Vec<String>,
}

impl Joined {
    fn add(&mut self, part: &str, text: &str) -> Result<(), Error> {
        for line in text.lines() {
            if line.starts_with("import ") || line.starts_with("export {") {
                let statements = statements(line)
                    .ok_or_else(|| Error::Bundle { module: part.into(), line: line.to_owned() })?;
                let new = statements.into_iter().filter(|new| !self.imports.contains(new));
                self.imports.extend(new.collect::<Vec<_>>());
                continue;
            }
            if let Some(name) = declared(line) {
                if self.names.iter().any(|known| known == name) {
                    return Err(Error::SameName { module: part.into(), line: line.to_owned() });
                }
                self.names.push(name.to_owned());
            }
            self.body.push_str(line);
            self.body.push('\n');
        }
        Ok(())
    }
}

/// What is left of an import, or of an export of what another module has: a statement for each name that
/// comes from outside.
fn statements(line: &str) -> Option<Vec<String>> {
    let (kind, names) = line.split_once(" { ")?;
    let (names, from) = names.split_once(" } from ")?;
    let part = from.strip_prefix("\"./")?.strip_suffix("\";")?;
    let names = names.split(", ").filter(|_| !PARTS.contains(&part));
    Some(names.map(|name| format!("{kind} {{ {name} }} from {from}")).collect())
}

/// The name that a line gives to something, if it does.
fn declared(line: &str) -> Option<&str> {
    let mut rest = line.strip_prefix("export ").unwrap_or(line);
    rest = rest.strip_prefix("async ").unwrap_or(rest);
    let kinds = ["function ", "class ", "const ", "let "];
    let rest = kinds.into_iter().find_map(|kind| rest.strip_prefix(kind))?;
    rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let mut site = Site::default();
        for part in PARTS.into_iter().chain([WHOLE]) {
            site.put(part, "");
        }
        for (name, text) in files {
            site.put(*name, *text);
        }
        site
    }

    #[test]
    fn others_import_from_the_whole() {
        let mut site = site(&[
            ("edit.js", "import { once } from \"./file.js\";\nexport const a = once;\n"),
            ("counter.js", "import { a } from \"./edit.js\";\nexport let b = a;\n"),
            (
                "mount.js",
                "import { once, c } from \"./file.js\";\nexport { b } from \"./counter.js\";\nc();\n",
            ),
            ("site.js", "import { a } from \"./edit.js\";\n"),
        ]);
        join(&mut site).unwrap();
        let whole = "import { once } from \"./file.js\";\nimport { c } from \"./file.js\";\n\
            export const a = once;\nexport let b = a;\nc();\n";
        assert_eq!(site.text("mount.js").unwrap(), whole);
        assert_eq!(site.text("site.js").unwrap(), "import { a } from \"./mount.js\";\n");
        assert!(site.text("edit.js").is_err());
    }

    #[test]
    fn a_name_is_given_once() {
        let mut site = site(&[("edit.js", "function a() {}\n"), ("sheet.js", "const a = 1;\n")]);
        let error = join(&mut site).unwrap_err().to_string();
        assert!(error.contains("sheet.js") && error.contains("const a = 1;"), "{error}");
    }
}
