//! The page that is everything in one file, for opening from a disk: browsers load neither modules
//! nor data from there, so both stand in the page itself.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::Error;
use crate::bundle;
use crate::release::STYLES;
use crate::site::Site;

/// `index.html` with everything in it that it would load.
///
/// # Errors
/// [`Error::NotInSite`] for a file that is missing, [`Error::Bundle`] for a module that cannot be in it.
pub(crate) fn page(site: &Site) -> Result<String, Error> {
    let mut inside = Site::default();
    for name in site.names().filter(|name| name.ends_with(".js")) {
        inside.put(name.clone(), site.content(&name)?);
    }
    inside.put("assets.js", assets(site)?);
    // Prices of one's own come from an address, and there are none here.
    inside.put("api.js", "export const packCatalog = async () => { throw new Error(\"a file has no addresses\"); };\n");
    let script = bundle::bundle(&inside, "tokenfare.js")?;
    // The end of the script would be the end of the element.
    let script = script.replace("</script", "<\\/script");

    let mut page = String::new();
    for line in site.text("index.html")?.lines() {
        let line = match line.trim() {
            "<link rel=\"stylesheet\" href=\"./page.css\">" => {
                format!("<style>\n{}</style>", site.text("page.css")?)
            }
            "<script type=\"module\" src=\"./tokenfare.js\"></script>" => {
                format!("<script type=\"module\">\n{script}</script>")
            }
            // The policy of the site would forbid what stands in the page itself.
            policy if policy.starts_with("<meta http-equiv=") => continue,
            icon if icon.contains("\"./icon.svg\"") => {
                icon.replace("./icon.svg", &data(site, "icon.svg")?)
            }
            other if other.starts_with("<link") || other.starts_with("<script") => continue,
            _ => line.to_owned(),
        };
        page += &line;
        page.push('\n');
    }
    Ok(page)
}

/// The table of assets with the files themselves in place of their addresses.
fn assets(site: &Site) -> Result<String, Error> {
    let mut text = String::from("export const assets = {\n");
    let needed = |name: &String| {
        let listed =
            ["widget.wasm", "depth.wasm", "fares.wasm", "taken.wasm", "engine.wasm", "worker.js"];
        let listed = listed.contains(&&**name) || STYLES.contains(&&**name);
        listed || name.starts_with("vocab/") || name.starts_with("lang/")
    };
    for name in site.names().filter(needed) {
        text += &format!("  \"{name}\": \"{}\",\n", data(site, &name)?);
    }
    Ok(text + "};\nexport const home = undefined;\n")
}

/// A file as a `data:` address.
fn data(site: &Site, name: &str) -> Result<String, Error> {
    let kind = match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    Ok(format!("data:{kind};base64,{}", BASE64_STANDARD.encode(site.content(name)?)))
}
