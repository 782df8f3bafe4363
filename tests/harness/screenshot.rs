//! Pictures of the page, kept in `target/screenshots/`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::{Failure, Page};

fn folder() -> PathBuf {
    xtask::root().join("target/screenshots")
}

/// Writes the page, down to its end, to `<name>.png` in the folder of screenshots.
pub(crate) async fn take(page: &Page, name: &str) -> Result<(), Failure> {
    write(page, &folder().join(format!("{name}.png"))).await
}

/// Writes the page, down to its end, to a file.
pub(crate) async fn write(page: &Page, path: &Path) -> Result<(), Failure> {
    // The height is the content's, not the window's.
    let script = "const { width, height } = document.documentElement.getBoundingClientRect();
        return { x: 0, y: 0, width, height: Math.ceil(height), scale: 1 }";
    let clip = page.evaluate(script, &[]).await?;
    let picture = page
        .devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "clip": clip }))
        .await?;
    let data = picture.get("data").and_then(|data| data.as_str()).unwrap_or_default();
    save(path, &thirtyfour::support::base64_decode(data)?)
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.display().to_string(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, bytes).map_err(failed)
}

/// Says what a failed test has met. Nothing here may hide the failure itself.
pub(crate) async fn explain(page: &Page, name: &str) {
    let picture =
        async || save(&folder().join(format!("failed-{name}.png")), &page.viewport().await?);
    match picture().await {
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
