//! Files that do not come as they were released: each is told in the reader's language, by a sentence, an event
//! and a button, and what the button does is enough.

use axum::http::StatusCode;
use serde_json::json;
use tokenfare_tests::{Browser, Failure, Fault, Page, Stage};

use crate::post::{PATH, holds, overhear, page as plain, run};

const WIDGET: &str = "<token-fare loading=\"eager\" lang=\"vi\">hello world</token-fare>";

/// What networks do: a file that is not there, another in its place, half of it, nothing of it.
fn faults() -> Vec<Fault> {
    vec![
        Fault::Status(StatusCode::NOT_FOUND),
        Fault::Replaced("<!doctype html><p>Please accept the terms".into()),
        Fault::Truncated { keep: 500 },
        Fault::Replaced(String::new()),
    ]
}

/// Puts an element into a page that hears of failures, while a file has a fault.
async fn meet(page: &Page, file: &str, fault: Fault) -> Result<(), Failure> {
    page.open("post.html").await?;
    overhear(page).await?;
    // The script itself is there; see reserve.css for when it is not.
    page.evaluate_async("await import('/tokenfare.js')", &[]).await?;
    page.break_file(file, fault);
    run(page, &format!("document.body.innerHTML = '{WIDGET}'")).await
}

/// What a start needs: without one of these there is no widget, but a sentence and a button.
#[test]
fn a_start_that_fails_says_so_and_is_tried_again() {
    Stage::new().only_in(Browser::Chromium).page(PATH, plain("")).run(async |page| {
        page.expect_failed_requests("status of 404");
        for file in ["mount.js", "widget.wasm", "tokenfare.css", "lang/vi.json"] {
            for fault in faults() {
                let what = format!("{file}, {fault:?}");
                meet(page, file, fault).await?;
                let alert =
                    "document.querySelector('token-fare').shadowRoot.querySelector('[role=alert]')";
                holds(page, alert).await.inspect_err(|_| println!("{what}"))?;
                let said = page.shown("[role=alert]").await?;
                assert!(said.contains("Không thể hiện chi phí ở đây"), "{what}: {said}");
                assert!(said.contains("Thử lại"), "{what}: {said}");
                holds(
                    page,
                    "said.filter(([, detail]) => detail?.code?.startsWith('file-')).length === 1",
                )
                .await?;
                assert!(page.visible_text().await?.contains("hello world"), "{what}");
                page.mend_file(file);
                page.find("[role=alert] button").await?.click().await?;
                page.state_becomes("exact").await.inspect_err(|_| println!("{what}"))?;
                page.shows("[data-figure=tokens]", "2").await?;
            }
        }
        Ok(())
    });
}

/// What the count needs: without it there is an estimate, and what was typed meanwhile is kept.
#[test]
fn a_count_that_fails_says_so_and_is_tried_again() {
    Stage::new().only_in(Browser::Chromium).page(PATH, plain("")).run(async |page| {
        for file in ["engine.wasm", "vocab/o200k_base.vocab"] {
            for fault in faults() {
                let what = format!("{file}, {fault:?}");
                meet(page, file, fault).await?;
                page.state_becomes("failed").await.inspect_err(|_| println!("{what}"))?;
                holds(
                    page,
                    "said.some(([type, detail]) => type === 'tokenfare-error' || detail?.code)",
                )
                .await?;
                page.type_text(", hello world").await?;
                page.mend_file(file);
                page.find("[data-action=retry]").await?.click().await?;
                page.state_becomes("exact").await?;
                page.shows("[data-figure=tokens]", "5").await?;
            }
        }
        Ok(())
    });
}

/// A text in a sentence is no pattern, and a stranger's link makes no long one.
#[test]
fn what_a_link_says_is_shown_as_it_is() {
    let body = "<script type=\"module\" src=\"./tokenfare.js\"></script>
        <token-fare loading=\"eager\" share=\"hash\">hello</token-fare>";
    Stage::new().page(PATH, plain(body)).run(async |page| {
        page.open("post.html#tokenfare=1&reply-tokens=$'&turns=$%26").await?;
        page.state_becomes("exact").await?;
        let note = async || page.shown("[role=alert]").await;
        page.until("both values", note, |said| {
            said.contains("reply-tokens=$'") && said.contains("turns=$&")
        })
        .await?;
        let many: String = (0..2_000).map(|at| format!("&x{at}={}", "y".repeat(200))).collect();
        let script = "location.hash = `#tokenfare=1&turns=3${many}`";
        page.evaluate_async(script, &[("many", json!(many))]).await?;
        holds(page, "document.querySelector('token-fare').report.scenario.turns === 3").await?;
        assert!(page.shown("[role=alert]").await?.len() < 800);
        Ok(())
    });
}
