//! Without a network: the second visit, and the page that is one file.

use serde_json::json;
use tokenfare_tests::{Browser, Failure, Fault, Page, Stage};
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

/// The addresses and contents of what is kept, as one text each.
const KEPT: &str = "
    const kept = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) kept.push(`${url} ${await (await cache.match(url)).text()}`);
    }
    return kept.filter((text) => text.includes(words)).map((text) => text.split(' ')[0]);";

async fn kept_with(page: &Page, words: &str) -> Result<serde_json::Value, Failure> {
    page.evaluate_async(KEPT, &[("words", json!(words))]).await
}

/// What a hotel's network answers to everything, with a cheerful 200.
const PORTAL: &str = "<!doctype html><title>Hotel Wi-Fi</title><p>Please accept the terms";

/// While the worker installs, the network gives something else: nothing is kept, and the next visit is well.
#[test]
fn what_is_not_what_was_released_is_not_kept() {
    for broken in ["index.html", "lazy.wasm", "lang/vi.json", "exports.js"] {
        Stage::new().only_in(Browser::Chromium).run(async |page| {
            page.open("index.html").await?;
            page.break_file(broken, Fault::Replaced(PORTAL.into()));
            page.state_becomes("exact").await?;
            let state = "return await navigator.serviceWorker.getRegistration().then((found) =>
                (found?.installing ?? found?.waiting ?? found?.active)?.state ?? 'none')";
            // It was tried, and given up.
            let tried = async || {
                let asked = page.requested().iter().filter(|name| *name == broken).count();
                Ok(asked >= 2 && page.evaluate_async(state, &[]).await? == "none")
            };
            page.until("an install to be given up", tried, |given_up| *given_up).await?;
            assert_eq!(kept_with(page, "").await?, json!([]), "{broken}");
            page.mend_file(broken);
            page.open("index.html").await?;
            page.state_becomes("exact").await?;
            is_kept(page).await?;
            assert_eq!(kept_with(page, "Hotel").await?, json!([]));
            page.stop_server();
            page.open("").await?;
            page.state_becomes("exact").await
        });
    }
}

/// Versions before this one kept what they were given: none of that comes along.
#[test]
fn what_an_older_version_kept_damaged_does_not_stay() {
    Stage::new().run(async |page| {
        page.open("embed.html").await?;
        let poison = "const files = await (await fetch('release.json')).json();
            const cache = await caches.open('tokenfare-0123456789abcdef');
            for (const { path } of files.files) await cache.put(path, new Response(portal));";
        page.evaluate_async(poison, &[("portal", json!(PORTAL))]).await?;
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        is_kept(page).await?;
        let none = async || kept_with(page, "Hotel").await;
        page.until("nothing of the hotel's", none, |kept| *kept == json!([])).await?;
        page.stop_server();
        page.open("").await?;
        page.state_becomes("exact").await
    });
}

/// Whatever becomes of what is kept, the visit after the next has it whole again.
#[test]
fn what_was_damaged_where_it_is_kept_is_fetched_again() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        is_kept(page).await?;
        let damage = "const [name] = await caches.keys();
            const cache = await caches.open(name);
            const keys = await cache.keys();
            const find = (end) => keys.find(({ url }) => url.endsWith(end));
            await cache.put(find('.vocab'), new Response(portal));
            await cache.delete(find('.css'));
            return keys.length";
        let count = page.evaluate_async(damage, &[("portal", json!(PORTAL))]).await?;
        // Another worker, for the one that looked once does not look again.
        page.evaluate_async(
            "for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();",
            &[],
        )
        .await?;
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        is_kept(page).await?;
        page.open("index.html").await?;
        let whole = async || Ok(json!([kept_with(page, "Hotel").await?, kept_with(page, "").await?]));
        page.until("a whole copy", whole, |seen| {
            seen[0] == json!([]) && seen[1].as_array().map(Vec::len) == count.as_u64().map(|n| n as usize)
        })
        .await?;
        page.stop_server();
        page.open("").await?;
        page.state_becomes("exact").await
    });
}

/// A frame's page and the page that is one file are kept once they were opened.
#[test]
fn every_page_of_the_site_opens_again_without_a_server() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        is_kept(page).await?;
        for path in ["embed.html#text=hello", "tokenfare.html"] {
            page.open(path).await?;
            page.state_becomes("exact").await?;
        }
        page.stop_server();
        for path in ["tokenfare.html", "embed.html#text=hello"] {
            page.open(path).await?;
            page.state_becomes("exact").await?;
        }
        Ok(())
    });
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
