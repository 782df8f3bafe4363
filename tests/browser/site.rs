//! The site as its owner deploys it: any folder, any static server, nothing from elsewhere.

use axum::http::header;
use serde_json::json;
use tokenfare_tests::{Failure, Page, Stage};

async fn counts(page: &Page) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await?;
    page.paste("hello world").await?;
    page.shows("[data-figure=tokens]", "2").await
}

#[test]
fn works_in_a_sub_folder() {
    Stage::new().folder("/blog/tools/tokenfare/").run(async |page| {
        counts(page).await?;
        for request in page.requests() {
            let path = request.uri.path();
            assert!(path.starts_with("/blog/tools/tokenfare/"), "{path} is outside the folder");
            assert_eq!(request.status, 200, "{path}");
        }
        Ok(())
    });
}

#[test]
fn works_as_the_index_of_its_folder() {
    Stage::new().folder("/tokenfare/").run(async |page| {
        page.open("").await?;
        page.state_becomes("exact").await
    });
}

/// A policy that lets nothing in from elsewhere: a request to another origin is blocked, and the
/// console says so.
#[test]
fn asks_for_nothing_from_elsewhere_under_a_strict_policy() {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
        connect-src 'self'; worker-src 'self'; img-src 'self' data:; manifest-src 'self'";
    Stage::new()
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .run(async |page| counts(page).await);
}

#[test]
fn asks_for_nothing_once_text_is_typed() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        crate::offline::is_kept(page).await?;
        let loaded = page.requests().len();
        page.paste("a secret that must not leave the page").await?;
        page.type_text(" and some more of it").await?;
        page.shows("[data-figure=tokens]", "13").await?;
        let later: Vec<_> =
            page.requests().split_off(loaded).into_iter().map(|request| request.uri).collect();
        assert!(later.is_empty(), "{later:?}");
        for request in page.requests() {
            assert!(request.body.is_empty() && request.uri.query().is_none(), "{}", request.uri);
        }
        let kept = page
            .evaluate("return [localStorage.length, sessionStorage.length, document.cookie]", &[]);
        assert_eq!(kept.await?, json!([0, 0, ""]));
        Ok(())
    });
}
