//! A page of somebody who embeds the widget.

use tokenfare_tests::{Failure, Page};

/// Where it is.
pub(crate) const PATH: &str = "/post.html";

/// A post with `body` in it, and the script that a README tells people to use.
pub(crate) fn post(body: &str) -> String {
    page(&format!("<script type=\"module\" src=\"./tokenfare.js\"></script>{body}"))
}

/// A page with nothing but `body`.
pub(crate) fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>A post</title>\
        <link rel=\"icon\" href=\"data:,\"><body>{body}"
    )
}

/// Runs statements in the page.
pub(crate) async fn run(page: &Page, script: &str) -> Result<(), Failure> {
    page.evaluate(script, &[]).await.map(|_| ())
}

/// Waits until an expression of the page is true.
pub(crate) async fn holds(page: &Page, expression: &str) -> Result<(), Failure> {
    let script = format!("return Boolean({expression})");
    let value = async || Ok(page.evaluate(&script, &[]).await? == true);
    page.until(expression, value, |value| *value).await?;
    Ok(())
}

/// Keeps what the elements say from now on in `said`, as [type, detail].
pub(crate) async fn overhear(page: &Page) -> Result<(), Failure> {
    run(
        page,
        "window.said = [];
        for (const type of ['ready', 'change', 'error']) {
            addEventListener(`tokenfare-${type}`, (event) =>
                said.push([type, event.detail, event.bubbles && event.composed]));
        }",
    )
    .await
}

/// Gives each file that is saved from now on, its name and its `Blob`, to `saves`. It is caught where it is made:
/// the site's policy lets nothing read a `blob:` address.
pub(crate) async fn catch_saved(page: &Page, saves: &str) -> Result<(), Failure> {
    let script = format!(
        "window.saved = [];
        const saves = {saves};
        const blobs = new Map();
        const {{ createObjectURL }} = URL;
        URL.createObjectURL = (blob) => {{
            const address = createObjectURL.call(URL, blob);
            blobs.set(address, blob);
            return address;
        }};
        HTMLAnchorElement.prototype.click = function () {{ saves(this.download, blobs.get(this.href)); }};"
    );
    run(page, &script).await
}
