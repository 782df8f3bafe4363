//! A vocabulary that does not come, or not whole: the page says so, keeps estimating, and gets well.

use axum::http::StatusCode;
use tokenfare_tests::{Failure, Fault, Page, Stage};

const VOCABULARY: &str = "vocab/o200k_base.vocab";

/// Opens the page with a broken vocabulary and reads what it says; then mends it and retries.
async fn breaks_and_recovers(page: &Page, fault: Fault, says: &str) -> Result<(), Failure> {
    page.break_file(VOCABULARY, fault);
    page.open("index.html").await?;
    page.evaluate(
        "window.problems = [];
        addEventListener('tokenfare-error', ({ detail }) => problems.push(detail.code));",
        &[],
    )
    .await?;
    page.state_becomes("failed").await?;
    let notice = page.shown("[role=alert]").await?;
    assert!(notice.contains(says), "{notice}");

    page.paste("hello world, and a few more words").await?;
    page.shows(".basis", "estimate").await?;
    let estimate: u64 = page.shown("[data-figure=tokens]").await?.parse().unwrap_or_default();
    assert!((4..=16).contains(&estimate), "{estimate} is no estimate of 8 tokens");
    page.shows("[data-fare=chatgpt-plus] [data-figure=per-month]", "$20.00").await?;

    // Trying again before it is mended is no worse.
    page.find("[data-action=retry]").await?.click().await?;
    page.state_becomes("failed").await?;

    page.mend_file(VOCABULARY);
    page.find("[data-action=retry]").await?.click().await?;
    page.state_becomes("exact").await?;
    page.shows("[data-figure=tokens]", "8").await?;
    assert!(
        page.look("[role=alert]").await?.is_none(),
        "the notice goes when it is no longer true"
    );
    Ok(())
}

#[test]
fn a_missing_vocabulary() {
    Stage::new().run(async |page| {
        let fault = Fault::Status(StatusCode::NOT_FOUND);
        breaks_and_recovers(page, fault, "The vocabulary is missing on this site").await
    });
}

#[test]
fn a_server_in_trouble() {
    Stage::new().run(async |page| {
        let fault = Fault::Status(StatusCode::SERVICE_UNAVAILABLE);
        breaks_and_recovers(page, fault, "The vocabulary is missing on this site").await
    });
}

#[test]
fn a_truncated_vocabulary() {
    Stage::new().run(async |page| {
        let fault = Fault::Truncated { keep: 100_000 };
        breaks_and_recovers(page, fault, "The vocabulary arrived damaged").await
    });
}

#[test]
fn an_empty_vocabulary() {
    Stage::new().run(async |page| {
        let fault = Fault::Truncated { keep: 0 };
        breaks_and_recovers(page, fault, "The vocabulary arrived damaged").await
    });
}

#[test]
fn a_corrupt_vocabulary() {
    Stage::new().run(async |page| {
        breaks_and_recovers(page, Fault::Corrupt, "The vocabulary arrived damaged").await
    });
}
