//! What leaves the reader's machine: requests for the site's own files, and nothing else.

use std::fs;

use axum::http::Method;
use serde_json::json;
use tokenfare_tests::Stage;
use xtask::release::Release;

use crate::dig::open_section;

/// What the reader wouldn't want to find elsewhere.
const SECRET: &str = "unmistakable";

const SECTIONS: [&str; 14] = [
    "volume",
    "conversation",
    "plans",
    "needs",
    "budget",
    "hosting",
    "currency",
    "pay",
    "curve",
    "snowball",
    "compare",
    "tokens",
    "share",
    "notes",
];

#[test]
fn a_whole_session_asks_for_the_sites_own_files_alone() {
    let notes = std::env::temp_dir().join("tokenfare-privacy.md");
    fs::write(&notes, format!("# {SECRET}\n")).expect("a file");
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.paste(&format!("User: Is it {SECRET}?\nAssistant: Yes.\nUser: {SECRET}!")).await?;
        page.find("[data-figure=read]").await?;
        for section in SECTIONS {
            open_section(page, section).await?;
        }
        for drawn in ["[data-chart=curve]", "[data-chart=snowball]", ".models", "[data-copy]"] {
            page.find(drawn).await?;
        }
        page.find("input[type=file]").await?.send_keys(notes.display().to_string()).await?;
        page.find(".files [data-name], .files li").await?;
        page.evaluate("document.querySelector('token-fare').model = 'gpt-4'", &[]).await?;
        let encoding = "return document.querySelector('token-fare').report.tokens.basis.encoding";
        let counted = async || page.evaluate(encoding, &[]).await;
        page.until("a count for gpt-4", counted, |name| *name == json!("cl100k_base")).await?;

        let release = Release::built()?;
        let requests = page.requests();
        assert!(requests.len() > 12, "{} requests", requests.len());
        for request in requests {
            let path = request.uri.path().trim_start_matches('/');
            let known = release.files.iter().any(|file| file.path == path);
            assert!(known || path == "release.json", "{path} is no file of the site");
            assert!(request.uri.query().is_none() && request.body.is_empty(), "{request:?}");
            assert_eq!(request.method, Method::GET, "{request:?}");
            assert!(!format!("{request:?}").contains(SECRET), "{request:?}");
        }
        let elsewhere = "return performance.getEntriesByType('resource').map(({ name }) => name)
            .filter((name) => !name.startsWith(location.origin + '/') && !name.startsWith('blob:'))";
        assert_eq!(page.evaluate(elsewhere, &[]).await?, json!([]));
        Ok(())
    });
}
