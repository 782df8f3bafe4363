//! What to write into a page of one's own, around what core writes of the scenario.

/// What is shipped from a site: the version, and the hashes of the files that a page loads from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Release {
    pub(crate) version: String,
    /// The hash of `tokenfare.js`, as the attribute `integrity` has it.
    pub(crate) module: String,
    /// The same of `embed.js`.
    pub(crate) frame: String,
}

/// Writes the HTML that shows tokenfare elsewhere.
pub(crate) struct Embedding<'a> {
    /// The address of the folder that this copy was loaded from.
    pub(crate) home: &'a str,
    /// What is shipped from there, where that can be read.
    pub(crate) release: Option<&'a Release>,
}

impl Embedding<'_> {
    /// Whether pages can load tokenfare from here.
    pub(crate) fn is_served(&self) -> bool {
        self.home.starts_with("http:") || self.home.starts_with("https:")
    }

    /// Whether a tag can say which file it means, down to its last byte.
    pub(crate) fn can_pin(&self) -> bool {
        self.is_served() && self.release.is_some()
    }

    /// The element `tag` with the module that defines it, pinned to the file as it is now or not.
    pub(crate) fn tag(&self, tag: &str, pinned: bool) -> String {
        let hash = self.release.map(|release| release.module.as_str());
        [&*self.version(), &*self.script("tokenfare.js", hash.filter(|_| pinned)), "\n", tag]
            .concat()
    }

    /// A frame for pages that allow nothing else. `link` is what it shows, as a link has it from `#` on;
    /// `title` is what the frame is called.
    pub(crate) fn frame(&self, link: &str, title: &str, pinned: bool) -> String {
        let settings = link.trim_start_matches('#').trim_start_matches("tokenfare=1");
        let settings = settings.trim_start_matches('&');
        let mark = if settings.is_empty() { "" } else { "#" };
        let source = attribute(&[self.folder(), "embed.html", mark, settings].concat());
        let title = attribute(title);
        let hash = self.release.map(|release| release.frame.as_str());
        let script = self.script("embed.js", hash.filter(|_| pinned));
        [
            &*self.version(),
            "<iframe class=\"tokenfare\" src=\"",
            &source,
            "\" title=\"",
            &title,
            "\" loading=\"lazy\" width=\"100%\" height=\"900\"></iframe>\n",
            &script,
        ]
        .concat()
    }

    fn folder(&self) -> &str {
        if self.is_served() { self.home } else { "tokenfare/" }
    }

    fn version(&self) -> String {
        let version = |release: &Release| ["<!-- tokenfare ", &release.version, " -->\n"].concat();
        self.release.map(version).unwrap_or_default()
    }

    fn script(&self, name: &str, hash: Option<&str>) -> String {
        let source = attribute(&[self.folder(), name].concat());
        let hash = hash.filter(|hash| self.can_pin() && !hash.is_empty());
        let pin = hash.map(|hash| [" integrity=\"", hash, "\" crossorigin=\"anonymous\""].concat());
        let pin = pin.unwrap_or_default();
        ["<script type=\"module\" src=\"", &source, "\"", &pin, "></script>"].concat()
    }
}

/// A text as it stands between the quotes of an attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release() -> Release {
        Release { version: "1.2.3".into(), module: "sha384-m".into(), frame: "sha384-f".into() }
    }

    #[test]
    fn a_tag_loads_its_module_from_the_site_it_came_from() {
        let release = release();
        let site = Embedding { home: "https://a.example/t/", release: Some(&release) };
        assert_eq!(
            site.tag("<token-fare></token-fare>", false),
            "<!-- tokenfare 1.2.3 -->\n<script type=\"module\" \
             src=\"https://a.example/t/tokenfare.js\"></script>\n<token-fare></token-fare>"
        );
        assert!(site.tag("", true).contains("integrity=\"sha384-m\" crossorigin=\"anonymous\""));
    }

    #[test]
    fn what_was_opened_from_a_disk_names_a_folder_and_pins_nothing() {
        let disk = Embedding { home: "file:///home/me/", release: None };
        assert_eq!(
            disk.tag("<token-fare></token-fare>", true),
            "<script type=\"module\" src=\"tokenfare/tokenfare.js\"></script>\n<token-fare></token-fare>"
        );
        assert!(!disk.is_served() && !disk.can_pin());
    }

    #[test]
    fn a_frame_holds_its_settings_and_escapes_them() {
        let release = release();
        let site = Embedding { home: "https://a.example/", release: Some(&release) };
        let frame = site.frame("#tokenfare=1&turns=5&text=a%20b", "What \"it\" costs", true);
        assert!(
            frame.contains("src=\"https://a.example/embed.html#turns=5&amp;text=a%20b\""),
            "{frame}"
        );
        assert!(frame.contains("title=\"What &quot;it&quot; costs\""), "{frame}");
        assert!(
            frame.contains("src=\"https://a.example/embed.js\" integrity=\"sha384-f\""),
            "{frame}"
        );
        let bare = site.frame("#tokenfare=1", "t", false);
        assert!(bare.contains("src=\"https://a.example/embed.html\""), "{bare}");
    }
}
