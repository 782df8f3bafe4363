//! Without a network: the second visit, and the page that is one file.

use serde_json::json;
use tokenfare_tests::{Browser, Failure, Page, Stage};
use xtask::dist;

use crate::post::holds;

/// Waits until the site is kept for later.
pub(crate) async fn is_kept(page: &Page) -> Result<(), Failure> {
    page.evaluate_async("await navigator.serviceWorker.ready", &[]).await?;
    holds(page, "navigator.serviceWorker.controller?.state === 'activated'").await
}

#[test]
fn the_second_visit_needs_no_server() {
    Stage::new().folder("/tools/tokenfare/").run(async |page| {
        page.open("").await?;
        page.state_becomes("exact").await?;
        is_kept(page).await?;
        page.stop_server();
        for path in ["", "index.html"] {
            page.open(path).await?;
            page.state_becomes("exact").await?;
            page.paste("hello world").await?;
            page.shows("[data-figure=tokens]", "2").await?;
        }
        Ok(())
    });
}

#[test]
fn a_page_that_embeds_the_widget_keeps_nothing() {
    use crate::post::{PATH, post};
    Stage::new().page(PATH, post("<token-fare loading=\"eager\">hello</token-fare>")).run(
        async |page| {
            page.open("post.html").await?;
            page.state_becomes("exact").await?;
            let kept = "return [(await navigator.serviceWorker.getRegistrations()).length,
                (await caches.keys()).length]";
            assert_eq!(page.evaluate_async(kept, &[]).await?, json!([0, 0]));
            Ok(())
        },
    );
}

/// A new version is fetched beside the old, and serves the visit after the old one's last page.
#[test]
fn a_new_version_takes_over_whole() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        is_kept(page).await?;
        let cached = "return (await caches.keys()).join()";
        let first = page.evaluate_async(cached, &[]).await?;
        let worker = std::fs::read_to_string(dist().join("service-worker.js")).expect("the worker");
        let release = first.as_str().and_then(|name| name.strip_prefix("tokenfare-"));
        let release = release.expect("a cache by the name of the release");
        let newer = worker.replace(release, "ffffffffffffffff");
        assert_ne!(newer, worker);
        page.replace_file("service-worker.js", newer);
        page.evaluate_async(
            "const registration = await navigator.serviceWorker.ready;
            await registration.update();",
            &[],
        )
        .await?;
        // The page that is open keeps its version whole.
        let waiting = "navigator.serviceWorker.ready.then(({ waiting }) => waiting?.state)";
        let installed = async || {
            Ok(page.evaluate_async(&format!("return await {waiting}"), &[]).await? == "installed")
        };
        page.until("the new version to wait", installed, |done| *done).await?;
        page.open_file("tokenfare.html").await?;
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let then = async || page.evaluate_async(cached, &[]).await;
        page.until("only the new version", then, |keys| {
            *keys != first && *keys == "tokenfare-ffffffffffffffff"
        })
        .await?;
        Ok(())
    });
}

#[test]
fn one_file_opens_from_the_disk() {
    Stage::new().run(async |page| {
        page.open_file("tokenfare.html").await?;
        page.state_becomes("exact").await?;
        page.find("textarea").await?;
        page.clear_text().await?;
        page.type_text("hello world").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        page.find("#model option[value=gpt-4]").await?.click().await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        assert!(page.requests().is_empty());
        Ok(())
    });
}

/// The page of the site cannot run there, and says what can.
#[test]
fn the_sites_page_on_a_disk_names_the_one_that_works_there() {
    Stage::new().run(async |page| {
        // Firefox blocks it in silence.
        if page.browser() == Browser::Chromium {
            page.expect_in_console("file://");
        }
        page.open_file("index.html").await?;
        let text = page.visible_text().await?;
        assert!(text.contains("take tokenfare.html"), "{text}");
        Ok(())
    });
}
