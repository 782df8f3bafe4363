//! Pages and servers that make it hard: policies, other origins, files that are missing or wrong.

use axum::http::{StatusCode, header};
use serde_json::json;
use tokenfare_tests::{Browser, Failure, Fault, Page, Stage};
use xtask::dist;
use xtask::server::{Options, Server};

use crate::post::{PATH, holds, overhear, page as plain, post, run};

const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; worker-src 'self'; img-src 'self' data:; \
    require-trusted-types-for 'script'; trusted-types tokenfare";
/// The page of the site has a manifest besides, and asks for its own leave.
pub(crate) const STRICT_FOR_THE_SITE: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    worker-src 'self'; img-src 'self' data:; manifest-src 'self'; \
    require-trusted-types-for 'script'; trusted-types tokenfare";
const WIDGET: &str = "<token-fare loading=\"eager\">hello world</token-fare>";

/// Waits until an error of this code was announced.
async fn is_told(page: &Page, code: &str) -> Result<(), Failure> {
    holds(page, &format!("said.some(([, detail]) => detail?.code === '{code}')")).await
}

/// Puts an element into a page that listens.
async fn insert(page: &Page) -> Result<(), Failure> {
    page.open("post.html").await?;
    overhear(page).await?;
    run(page, &format!("document.body.insertAdjacentHTML('beforeend', '{WIDGET}')")).await
}

#[test]
fn every_view_stands_under_the_strictest_policy() {
    let body = ["full", "compact", "badge", "tokens", "chart"]
        .map(|view| format!("<token-fare loading=\"eager\" view=\"{view}\">hello</token-fare>"))
        .concat();
    Stage::new().header(header::CONTENT_SECURITY_POLICY, STRICT).page(PATH, post(&body)).run(
        async |page| {
            page.open("post.html").await?;
            holds(
                page,
                "Array.from(document.querySelectorAll('token-fare')).every((element) =>
                    element.report?.tokens.basis.kind === 'exact')",
            )
            .await
        },
    );
}

#[test]
fn the_site_stands_under_the_strictest_policy() {
    Stage::new().header(header::CONTENT_SECURITY_POLICY, STRICT_FOR_THE_SITE).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.paste("hello world").await?;
        page.shows("[data-figure=tokens]", "2").await
    });
}

#[test]
fn a_policy_without_workers_lets_the_page_count() {
    let policy = "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; worker-src 'none'";
    Stage::new().header(header::CONTENT_SECURITY_POLICY, policy).page(PATH, post("")).run(
        async |page| {
            page.expect_in_console("worker-src");
            insert(page).await?;
            page.state_becomes("exact").await?;
            page.shows("[data-figure=tokens]", "2").await?;
            is_told(page, "worker-blocked").await?;
            assert!(page.shown("[part=notice]").await?.contains("no worker"));
            page.paste(&"hello world ".repeat(100_000)).await?;
            page.shows("[data-figure=tokens]", "200,001").await
        },
    );
}

#[test]
fn a_policy_without_webassembly_is_explained() {
    let policy = "script-src 'self' 'unsafe-inline'";
    Stage::new().header(header::CONTENT_SECURITY_POLICY, policy).page(PATH, post("")).run(
        async |page| {
            if page.browser() == Browser::Firefox {
                page.expect_in_console("blocked WebAssembly");
            }
            insert(page).await?;
            is_told(page, "wasm-blocked").await?;
            let notice = page.shown("[role=alert]").await?;
            assert!(notice.contains("security policy"), "{notice}");
            assert!(page.visible_text().await?.contains("hello world"));
            Ok(())
        },
    );
}

#[test]
fn a_browser_without_webassembly_is_explained() {
    let body = "<script>delete globalThis.WebAssembly</script>";
    Stage::new().page(PATH, post(body)).run(async |page| {
        insert(page).await?;
        is_told(page, "no-webassembly").await?;
        assert!(page.shown("[role=alert]").await?.contains("no WebAssembly"));
        Ok(())
    });
}

#[test]
fn a_missing_file_is_explained_and_the_text_stands() {
    Stage::new().page(PATH, post("")).run(async |page| {
        page.expect_failed_requests("status of 404");
        page.break_file("widget.wasm", Fault::Status(StatusCode::NOT_FOUND));
        insert(page).await?;
        is_told(page, "file-missing").await?;
        assert!(page.shown("[role=alert]").await?.contains("missing on this site"));
        assert!(page.visible_text().await?.contains("hello world"));
        // It is tried again by whoever comes next.
        page.mend_file("widget.wasm");
        run(page, "document.querySelector('token-fare').remove()").await?;
        run(page, &format!("document.body.insertAdjacentHTML('beforeend', '{WIDGET}')")).await?;
        page.state_becomes("exact").await
    });
}

#[test]
fn a_damaged_file_is_explained() {
    Stage::new().page(PATH, post("")).run(async |page| {
        page.break_file("widget.wasm", Fault::Truncated { keep: 1_000 });
        insert(page).await?;
        is_told(page, "file-damaged").await?;
        assert!(page.shown("[role=alert]").await?.contains("damaged"));
        Ok(())
    });
}

#[test]
fn a_missing_engine_leaves_the_estimate() {
    Stage::new().page(PATH, post("")).run(async |page| {
        page.break_file("engine.wasm", Fault::Status(StatusCode::NOT_FOUND));
        insert(page).await?;
        page.state_becomes("failed").await?;
        page.shows("[data-fare=chatgpt-plus] [data-figure=per-month]", "$20.00").await
    });
}

#[test]
fn a_server_that_does_not_know_wasm_serves_all_the_same() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        for name in ["widget.wasm", "engine.wasm"] {
            page.break_file(name, Fault::ContentType("application/octet-stream"));
        }
        page.open("post.html").await?;
        page.state_becomes("exact").await
    });
}

#[test]
fn prices_that_are_none_are_explained_and_left_out() {
    Stage::new().page(PATH, post("")).page("/prices.json", "{\"models\": [{}]}").run(
        async |page| {
            page.open("post.html").await?;
            overhear(page).await?;
            run(
                page,
                "document.body.insertAdjacentHTML('beforeend',
                    '<token-fare loading=eager catalog=prices.json>hello world</token-fare>')",
            )
            .await?;
            page.state_becomes("exact").await?;
            is_told(page, "catalog-failed").await?;
            assert!(page.shown("[part=notice]").await?.contains("own prices"));
            page.shows("[data-figure=tokens]", "2").await
        },
    );
}

#[test]
fn another_origin_serves_everything() {
    let cdn = Options::new(dist()).header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let cdn = Server::start(cdn).expect("a server");
    let script = format!("<script type=\"module\" src=\"{}\"></script>", cdn.url("tokenfare.js"));
    Stage::new().page(PATH, plain(&format!("{script}{WIDGET}"))).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        let own = page.requested();
        assert_eq!(own, ["post.html"], "the page's own server has only the page");
        let worker = |path: &str| path.contains("/worker-");
        assert!(cdn.requests().iter().any(|request| worker(request.uri.path())));
        // No note: the worker has started.
        assert!(page.look("[part=notice]").await?.is_none());
        Ok(())
    });
}

/// The tag that the guide gives for a copy elsewhere: the browser checks every byte of it.
#[test]
fn a_copy_elsewhere_is_checked_by_its_hash() {
    let release = xtask::release::Release::built().expect("the site");
    let entry = release.files.iter().find(|file| file.name == "tokenfare.js").expect("the entry");
    let cdn = Options::new(dist()).header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let cdn = Server::start(cdn).expect("a server");
    let tag = |integrity: &str| {
        plain(&format!(
            "<script type=\"module\" src=\"{}\" integrity=\"{integrity}\" \
            crossorigin=\"anonymous\"></script>{WIDGET}",
            cdn.url("tokenfare.js")
        ))
    };
    let wrong = format!("sha384-{}", "A".repeat(64));
    Stage::new().page(PATH, tag(&entry.integrity)).page("/wrong.html", tag(&wrong)).run(
        async |page| {
            page.expect_in_console("integrity");
            page.open("post.html").await?;
            page.state_becomes("exact").await?;
            page.open("wrong.html").await?;
            let text = page.visible_text().await?;
            assert!(text.contains("hello world"), "{text}");
            holds(page, "!customElements.get('token-fare')").await
        },
    );
}

#[test]
fn two_versions_live_on_one_page() {
    let newer = Server::start(
        Options::new(dist())
            .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
            .page("/tokenfare.js", newer()),
    )
    .expect("a server");
    let body = format!(
        "<script type=\"module\" src=\"./tokenfare.js\"></script>
        <script type=\"module\" src=\"{}\"></script>
        <token-fare loading=\"eager\">hello world</token-fare>
        <newer-fare loading=\"eager\">hello world, hello world</newer-fare>",
        newer.url("tokenfare.js")
    );
    Stage::new().page(PATH, plain(&body)).run(async |page| {
        page.open("post.html").await?;
        let versions = page
            .evaluate_async(
                "const other = await import(newer);
                other.define('newer-fare');
                return [(await import('/tokenfare.js')).version, other.version]",
                &[("newer", json!(newer.url("tokenfare.js")))],
            )
            .await?;
        assert_eq!(versions, json!(["0.1.0", "99.0.0"]));
        holds(page, "document.querySelector('token-fare').report?.tokens.basis.kind === 'exact'")
            .await?;
        holds(page, "document.querySelector('newer-fare').report?.tokens.message === 5").await
    });
}

/// The entry as another version has it.
fn newer() -> String {
    let text = std::fs::read_to_string(dist().join("tokenfare.js")).expect("the entry");
    let newer = text.replace("\"0.1.0\"", "\"99.0.0\"");
    assert_ne!(newer, text);
    newer
}
