//! Several JavaScript modules as one file, for where modules cannot load each other: in the worker,
//! which may be started from a blob, and in the page that is one file.
//!
//! Ours are few and plain: imports and exports stand at the beginnings of lines, nothing is exported
//! that changes, and none imports itself in a circle. So each becomes a function that fills an
//! object with its exports, and runs when it is first asked for.

use std::fmt::Write;

use crate::Error;
use crate::site::Site;

/// The module `entry` of the site with everything that it imports, as one module.
///
/// # Errors
/// [`Error::NotInSite`] when an import leads nowhere, [`Error::Bundle`] for a statement that is not
/// understood.
pub(crate) fn bundle(site: &Site, entry: &str) -> Result<String, Error> {
    let mut waiting = vec![entry.to_owned()];
    let mut seen = waiting.clone();
    let mut text = String::from("const modules = {\n");
    while let Some(name) = waiting.pop() {
        let module = Module::read(&name, &site.text(&name)?)?;
        // Writing to a String does not fail.
        let _ = write!(text, "\"{name}\"(exports) {{\n{}}},\n", module.body);
        for import in module.imports {
            if !seen.contains(&import) {
                seen.push(import.clone());
                waiting.push(import);
            }
        }
    }
    let _ = write!(
        text,
        "}};\nconst loaded = {{}};\nfunction load(name) {{\n  \
        if (!loaded[name]) modules[name]((loaded[name] = {{}}));\n  \
        return loaded[name];\n}}\nload(\"{entry}\");\n"
    );
    Ok(text)
}

/// A module as the body of a function.
#[derive(Default)]
struct Module {
    body: String,
    /// What is to stand at its end: only then have all its names their values.
    exports: String,
    imports: Vec<String>,
}

impl Module {
    fn read(name: &str, source: &str) -> Result<Self, Error> {
        let mut module = Self::default();
        let mut lines = source.lines();
        while let Some(line) = lines.next() {
            let imports = line.starts_with("import ") || line.starts_with("export {");
            if !imports && !line.starts_with("export ") {
                let line = module.dynamic(line);
                module.body += &line;
                module.body.push('\n');
                continue;
            }
            let mut statement = line.to_owned();
            if imports {
                // wasm-bindgen writes no semicolons.
                while !statement.trim_end().ends_with([';', '"']) {
                    statement += lines.next().unwrap_or(";");
                }
            }
            module
                .statement(&statement)
                .ok_or_else(|| Error::Bundle { module: name.into(), line: statement.clone() })?;
        }
        module.body += &module.exports;
        if module.body.contains("import.meta") {
            return Err(Error::Bundle { module: name.into(), line: "import.meta".into() });
        }
        Ok(module)
    }

    /// A statement that begins with `import` or `export`; nothing when it is none that is known.
    fn statement(&mut self, statement: &str) -> Option<()> {
        if let Some(rest) = statement.strip_prefix("import ") {
            let Some((names, from)) = rest.split_once(" from ") else {
                let from = self.import(rest)?;
                self.body += &format!("load(\"{from}\");\n");
                return Some(());
            };
            let from = self.import(from)?;
            let names = match names.strip_prefix("* as ") {
                Some(namespace) => namespace.to_owned(),
                None => {
                    format!("{{ {} }}", pairs(names)?.map(pattern).collect::<Vec<_>>().join(", "))
                }
            };
            self.body += &format!("const {names} = load(\"{from}\");\n");
            return Some(());
        }
        let rest = statement.strip_prefix("export ")?;
        if let Some(list) = rest.strip_prefix('{') {
            let (names, from) = list.split_once('}')?;
            let from = match from.trim_start().strip_prefix("from ") {
                Some(from) => format!("load(\"{}\").", self.import(from)?),
                None => String::new(),
            };
            for (name, other) in pairs(&format!("{{{names}}}"))? {
                self.exports += &format!("exports.{other} = {from}{name};\n");
            }
            return Some(());
        }
        let declared = ["async function ", "function ", "class ", "const "]
            .into_iter()
            .find_map(|word| rest.strip_prefix(word))?;
        let end = declared.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
        let (name, _) = declared.split_at_checked(end?)?;
        self.exports += &format!("exports.{name} = {name};\n");
        let line = self.dynamic(rest);
        self.body += &line;
        self.body.push('\n');
        Some(())
    }

    /// A line with each `import("./x.js")` as a promise of what is here already.
    fn dynamic(&mut self, line: &str) -> String {
        let mut text = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("import(\"./") {
            let Some((name, after)) = after.split_once("\")") else { break };
            self.imports.push(name.into());
            text += &format!("{before}Promise.resolve().then(() => load(\"{name}\"))");
            rest = after;
        }
        text + rest
    }

    /// Notes that a module is imported, by its specifier with quotes around it, and returns its name.
    fn import(&mut self, specifier: &str) -> Option<String> {
        let specifier = specifier.trim().trim_end_matches(';');
        let name = specifier.trim_matches(['"', '\'']).strip_prefix("./")?;
        self.imports.push(name.into());
        Some(name.into())
    }
}

/// The names in `{ a, b as c }`, each with the one it has on the other side.
fn pairs(list: &str) -> Option<impl Iterator<Item = (&str, &str)>> {
    let inner = list.trim().strip_prefix('{')?.strip_suffix('}')?;
    let names = inner.split(',').map(str::trim).filter(|name| !name.is_empty());
    Some(names.map(|name| name.split_once(" as ").unwrap_or((name, name))))
}

fn pattern((name, other): (&str, &str)) -> String {
    if name == other { name.into() } else { format!("{name}: {other}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String, String> {
        let mut site = Site::default();
        for (name, content) in files {
            site.put(*name, *content);
        }
        bundle(&site, "a.js").map_err(|error| error.to_string())
    }

    #[test]
    fn imports_and_exports_become_objects() {
        let text = bundled(&[
            ("a.js", "import { f, g as h } from \"./b.js\";\nimport './c.js';\nh(f);\n"),
            ("b.js", "export function f() {}\nconst k = 1;\nexport { k as g, f as default };\n"),
            ("c.js", "import * as d from \"./b.js\"\nexport { g } from \"./b.js\";\nexport const lazy = import(\"./b.js\");\n"),
        ])
        .unwrap();
        for line in [
            "const { f, g: h } = load(\"b.js\");",
            "load(\"c.js\");",
            "exports.g = k;",
            "const d = load(\"b.js\");",
            "exports.default = f;",
            "exports.g = load(\"b.js\").g;",
            "const lazy = Promise.resolve().then(() => load(\"b.js\"));",
            "exports.lazy = lazy;",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
        assert_eq!(text.matches("\"b.js\"(exports)").count(), 1);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let error = bundled(&[("a.js", "export default 1;\n")]).unwrap_err();
        assert!(error.contains("a.js") && error.contains("export default 1;"), "{error}");
        let error = bundled(&[("a.js", "import { b } from \"./b.js\";\n")]).unwrap_err();
        assert!(error.contains("b.js"), "{error}");
        let error = bundled(&[("a.js", "new URL(\"./x\", import.meta.url);\n")]).unwrap_err();
        assert!(error.contains("import.meta"), "{error}");
    }
}
