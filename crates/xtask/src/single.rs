//! The page that is everything in one file, for opening from a disk: browsers load neither modules
//! nor data from there, so both stand in the page itself.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::shipped::{ENTRY, role};
use crate::site::Site;
use crate::{Error, text};

/// In place of the JavaScript API: prices of one's own come from an address, and there are none here.
pub(crate) const API: &str =
    "export const packCatalog = async () => { throw new Error(\"a file has no addresses\"); };\n";

/// `index.html` with everything in it that it would load; `script` is the entry with all modules.
///
/// # Errors
/// [`Error::NotInSite`] for a file that is missing, [`Error::NotFound`] for a page that does not load what
/// this one has in it, or loads something else besides.
pub(crate) fn page(files: &Site, script: &str) -> Result<String, Error> {
    const INDEX: &str = "index.html";
    let mut page = files.text(INDEX)?;
    // The end of the script would be the end of the element.
    let script = script.replace("</script", "<\\/script");
    let style = files.text("page.css")?;
    let module = |name: &str| format!("<script type=\"module\" src=\"./{name}\"></script>");
    for (old, new) in [
        ("<link rel=\"stylesheet\" href=\"./page.css\">", format!("<style>{style}</style>")),
        ("<link rel=\"manifest\" href=\"./manifest.webmanifest\">", String::new()),
        ("<link rel=\"modulepreload\" href=\"./mount.js\">", String::new()),
        ("<script defer src=\"./open-from-disk.js\"></script>", String::new()),
        (&module("site.js"), String::new()),
        ("./icon.svg", data(files, "icon.svg")?),
    ] {
        page = text::replace(INDEX, &page, old, &new)?;
    }
    page = without_policy(INDEX, &page)?;
    has_all(INDEX, &page.replace(&module(ENTRY), ""))?;
    text::replace(
        INDEX,
        &page,
        &module(ENTRY),
        &format!("<script type=\"module\">{script}</script>"),
    )
}

/// The policy of the site would forbid what stands in the page itself.
fn without_policy(file: &str, page: &str) -> Result<String, Error> {
    const START: &str = "<meta http-equiv=\"Content-Security-Policy\"";
    let found = page.split_once(START).and_then(|(before, rest)| {
        let (_, after) = rest.split_once('>')?;
        Some(format!("{before}{after}"))
    });
    found.ok_or_else(|| Error::NotFound { file: file.into(), wanted: START.into() })
}

/// Nothing may be left that a page on a disk would have to load.
fn has_all(file: &str, page: &str) -> Result<(), Error> {
    for attribute in ["src=\"./", "href=\"./"] {
        if let Some((_, rest)) = page.split_once(attribute) {
            let name = rest.split('"').next().unwrap_or_default();
            return Err(Error::Unhandled { file: file.into(), reference: format!("./{name}") });
        }
    }
    Ok(())
}

/// The table of assets with the files themselves in place of their addresses.
///
/// # Errors
/// [`Error::NotInSite`] for a file that is missing.
pub(crate) fn assets(files: &Site) -> Result<String, Error> {
    let mut text = String::from("export const assets = {\n");
    for name in files.names().filter(|name| role(name).is_asset) {
        text += &format!("  \"{name}\": \"{}\",\n", data(files, &name)?);
    }
    Ok(text + "};\nexport const home = undefined;\n")
}

/// A file as a `data:` address.
fn data(files: &Site, name: &str) -> Result<String, Error> {
    let kind = match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    Ok(format!("data:{kind};base64,{}", BASE64_STANDARD.encode(files.content(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\
        <link rel=\"icon\" href=\"./icon.svg\">\
        <link rel=\"manifest\" href=\"./manifest.webmanifest\">\
        <link rel=\"stylesheet\" href=\"./page.css\">\
        <link rel=\"modulepreload\" href=\"./mount.js\">\
        <script type=\"module\" src=\"./tokenfare.js\"></script>\
        <script type=\"module\" src=\"./site.js\"></script>\
        <script defer src=\"./open-from-disk.js\"></script>";

    fn made(index: &str) -> Result<String, String> {
        let mut files = Site::default();
        for (name, content) in [("index.html", index), ("page.css", "a{}"), ("icon.svg", "s")] {
            files.put(name, content);
        }
        page(&files, "f(\"</script>\", 'src=\"./x\"')").map_err(|error| error.to_string())
    }

    #[test]
    fn all_stands_in_the_page() {
        let page = "<link rel=\"icon\" href=\"data:image/svg+xml;base64,cw==\"><style>a{}</style>\
            <script type=\"module\">f(\"<\\/script>\", 'src=\"./x\"')</script>";
        assert_eq!(made(INDEX).unwrap(), page);
    }

    #[test]
    fn a_page_that_is_written_otherwise_is_refused() {
        for (old, new) in [
            ("rel=\"stylesheet\"", "rel=\"stylesheet\" media=\"all\""),
            ("http-equiv=\"Content-Security-Policy\"", ""),
            ("<script defer", "<script src=\"./more.js\"></script><script defer"),
        ] {
            let error = made(&INDEX.replace(old, new)).unwrap_err();
            assert!(error.contains("index.html"), "{error}");
        }
    }
}
