//! Pictures of the page, kept in `target/screenshots/`.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::{Failure, Page};

fn folder() -> PathBuf {
    xtask::root().join("target/screenshots")
}

/// Writes the page, down to its end, to `target/screenshots/<name>.png`.
pub(crate) async fn take(page: &Page, name: &str) -> Result<(), Failure> {
    // The height is the document's, not the window's.
    let size = page.evaluate("return document.documentElement.scrollHeight", &[]).await?;
    let height = size.as_u64().unwrap_or(800);
    let width = page.evaluate("return document.documentElement.clientWidth", &[]).await?;
    let picture = page
        .devtools(
            "Page.captureScreenshot",
            json!({
                "captureBeyondViewport": true,
                "clip": { "x": 0, "y": 0, "width": width, "height": height, "scale": 1 },
            }),
        )
        .await?;
    let path = folder().join(format!("{name}.png"));
    let data = picture.get("data").and_then(|data| data.as_str()).unwrap_or_default();
    let bytes = thirtyfour::support::base64_decode(data)?;
    let write = |source| Failure::Write { path: path.display().to_string(), source };
    fs::create_dir_all(folder()).map_err(write)?;
    fs::write(&path, bytes).map_err(write)
}

/// Says what a failed test has met. Nothing here may hide the failure itself.
pub(crate) async fn explain(page: &Page, name: &str) {
    match take(page, &format!("failed-{name}")).await {
        Ok(()) => println!("screenshot: target/screenshots/failed-{name}.png"),
        Err(failure) => println!("no screenshot: {failure}"),
    }
    match page.visible_text().await {
        Ok(text) => println!("the page shows:\n{text}"),
        Err(failure) => println!("the page cannot be read: {failure}"),
    }
    for entry in page.console_entries().await.unwrap_or_default() {
        println!("console: {entry}");
    }
    for request in page.requests() {
        println!("{} {} {}", request.status.as_u16(), request.method, request.uri);
    }
}
