//! What ships: one row a file. Every other list of files is made from this one.
//!
//! A file that modules and pages load is named by its content; one that people write down in their pages,
//! or that browsers come back for, keeps its name.

/// How a file gets into the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A module of the widget. What several of them import ships in files of its own.
    Module,
    /// A module that stands beside the widget: it takes [`ENTRY`] by its name, and all else into itself.
    Beside,
    /// A script in one file, with all that it imports: it runs where modules cannot load each other.
    Script,
    /// The service worker, which is told the names of the others.
    ServiceWorker,
    /// A style sheet with all that it imports.
    Style,
    /// A page or a manifest, which calls other files by their names.
    Page,
    /// Anything else, as it is.
    Plain,
}

/// The module that pages load.
pub(crate) const ENTRY: &str = "tokenfare.js";

/// The module that the entry loads when an element starts.
pub(crate) const MOUNT: &str = "mount.js";

/// The vocabulary of the models that most readers ask for.
const USUAL_VOCABULARY: &str = "vocab/o200k_base.vocab";

/// A file of the site that has a source of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Where its source is, below `www/`.
    pub(crate) source: &'static str,
    pub(crate) kind: Kind,
    role: Role,
}

/// What a file is to those who load it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Role {
    /// It is called the same in every release.
    pub(crate) keeps_name: bool,
    /// Modules ask for it by what it is: the table of assets says where it is.
    pub(crate) is_asset: bool,
    /// The first visit of the site's page keeps it for the next.
    pub(crate) is_offline: bool,
    /// It is part of the npm package.
    pub(crate) is_packaged: bool,
}

const ROWS: &[Row] = &[
    row("element/tokenfare.js", Kind::Module).keeps_name().packaged(),
    row("element/mount.js", Kind::Module).packaged(),
    row("site/site.js", Kind::Module),
    row("site/badges.js", Kind::Beside).keeps_name().packaged(),
    row("site/frame.js", Kind::Beside),
    row("site/embed.js", Kind::Script).keeps_name(),
    row("site/open-from-disk.js", Kind::Script).keeps_name().offline(),
    row("count/worker.js", Kind::Script).asset().offline().packaged(),
    row("site/service-worker.js", Kind::ServiceWorker).keeps_name(),
    row("style/tokenfare.css", Kind::Style).asset().offline().packaged(),
    row("element/lazy.css", Kind::Style).asset().offline().packaged(),
    row("tokens/tokens.css", Kind::Style).asset().offline().packaged(),
    row("site/page.css", Kind::Style).offline(),
    row("site/reserve.css", Kind::Style).keeps_name(),
    row("site/frame.css", Kind::Style),
    row("../index.html", Kind::Page).keeps_name().offline(),
    row("site/embed.html", Kind::Page).keeps_name(),
    row("site/manifest.webmanifest", Kind::Page).keeps_name().offline(),
    row("site/icon.svg", Kind::Plain).keeps_name().offline(),
    row("site/icon-192.png", Kind::Plain).keeps_name().offline(),
    row("site/icon-512.png", Kind::Plain).keeps_name().offline(),
    row("element/tokenfare.d.ts", Kind::Plain).keeps_name().packaged(),
    row("site/badges.d.ts", Kind::Plain).keeps_name().packaged(),
];

const fn row(source: &'static str, kind: Kind) -> Row {
    let role = Role { keeps_name: false, is_asset: false, is_offline: false, is_packaged: false };
    Row { source, kind, role }
}

impl Row {
    const fn keeps_name(mut self) -> Self {
        self.role.keeps_name = true;
        self
    }

    const fn asset(mut self) -> Self {
        self.role.is_asset = true;
        self
    }

    const fn offline(mut self) -> Self {
        self.role.is_offline = true;
        self
    }

    const fn packaged(mut self) -> Self {
        self.role.is_packaged = true;
        self
    }

    /// What it is called in the site, while no file is named by its content.
    pub(crate) fn name(&self) -> &'static str {
        self.source.rsplit_once('/').map_or(self.source, |(_, name)| name)
    }
}

/// The rows of a kind.
pub(crate) fn of_kind(kind: Kind) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.kind == kind)
}

/// What a file is to others, by its name. What has no row is of a class: a wasm module, a vocabulary, a
/// language, types, or a part of the modules that several of them import.
pub(crate) fn role(name: &str) -> Role {
    if let Some(row) = ROWS.iter().find(|row| row.name() == name) {
        return row.role;
    }
    let none = Role::default();
    let data = Role { is_asset: true, is_packaged: true, ..none };
    match name {
        name if name.ends_with(".wasm") => Role { is_offline: true, ..data },
        name if name.starts_with("lang/") => Role { is_offline: true, ..data },
        name if name.starts_with("vocab/") => Role { is_offline: name == USUAL_VOCABULARY, ..data },
        name if name.ends_with(".d.ts") => Role { keeps_name: true, is_packaged: true, ..none },
        // The page that is one file.
        name if name.ends_with(".html") => Role { keeps_name: true, ..none },
        _ => Role { is_packaged: true, ..none },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_source_and_a_name_of_its_own() {
        for row in ROWS {
            assert!(crate::root().join("www").join(row.source).is_file(), "{}", row.source);
            assert_eq!(ROWS.iter().filter(|other| other.name() == row.name()).count(), 1);
        }
    }

    /// A style sheet or an icon without a row would be nobody's, and nobody would notice.
    #[test]
    fn every_file_that_is_no_module_has_a_row_or_is_imported_by_one() {
        let www = crate::root().join("www");
        let mut folders = vec![www.clone()];
        let mut imported = String::new();
        for row in of_kind(Kind::Style) {
            imported += &std::fs::read_to_string(www.join(row.source)).unwrap();
        }
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if path.is_dir() && name != "node_modules" {
                    folders.push(path);
                    continue;
                }
                // What the workshop reads has names of its own.
                let is_module =
                    [".js", ".json", "rc", "ignore"].iter().any(|end| name.ends_with(end));
                let has_row = ROWS.iter().any(|row| row.name() == name);
                let is_imported = imported.contains(&format!("\"./{name}\""));
                assert!(is_module || path.is_dir() || has_row || is_imported, "{}", path.display());
            }
        }
    }

    #[test]
    fn what_has_no_row_is_of_a_class() {
        assert!(role("widget.wasm").is_asset && role("lang/en.json").is_offline);
        assert!(role("vocab/o200k_base.vocab").is_offline);
        assert!(!role("vocab/cl100k_base.vocab").is_offline);
        assert!(role("report.d.ts").keeps_name && !role("error.js").keeps_name);
    }
}
