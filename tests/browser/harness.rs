//! The harness itself: a check that cannot fail is none.

use tokenfare_tests::{Browser, Stage};

use crate::post::PATH;

fn warn_unannounced(browser: Browser) {
    Stage::new().only_in(browser).run(async |page| {
        page.open("index.html").await?;
        page.evaluate("console.warn('unannounced words')", &[]).await?;
        Ok(())
    });
}

#[test]
#[should_panic(expected = "unannounced words")]
fn an_unannounced_entry_fails_the_test_in_chromium() {
    warn_unannounced(Browser::Chromium);
}

#[test]
#[should_panic(expected = "unannounced words")]
fn an_unannounced_entry_fails_the_test_in_firefox() {
    warn_unannounced(Browser::Firefox);
}

fn announce_what_never_comes(browser: Browser) {
    Stage::new().only_in(browser).run(async |page| {
        page.expect_in_console("words that never come");
        page.open("index.html").await
    });
}

#[test]
#[should_panic(expected = "nothing contains \"words that never come\"")]
fn an_announced_entry_must_come_in_chromium() {
    announce_what_never_comes(Browser::Chromium);
}

#[test]
#[should_panic(expected = "nothing contains \"words that never come\"")]
fn an_announced_entry_must_come_in_firefox() {
    announce_what_never_comes(Browser::Firefox);
}

/// What nobody catches reaches the console from pages and from workers, and so does what a policy blocks.
#[test]
fn errors_and_blocked_requests_are_entries() {
    Stage::new().page(PATH, crate::post::page("")).run(async |page| {
        page.open("post.html").await?;
        let words = ["thrown in the page", "rejected in the page", "thrown in a worker"];
        for words in words.into_iter().chain(["icon.svg?blocked"]) {
            page.expect_in_console(words);
        }
        page.evaluate(
            "setTimeout(() => { throw new Error('thrown in the page') });
            Promise.reject(new Error('rejected in the page'));
            const script = new Blob([`throw new Error('thrown in a worker')`]);
            new Worker(URL.createObjectURL(script));
            const policy = document.createElement('meta');
            policy.httpEquiv = 'Content-Security-Policy';
            policy.content = `img-src 'none'`;
            document.head.append(policy);
            new Image().src = 'icon.svg?blocked';",
            &[],
        )
        .await?;
        page.until(
            "four entries",
            async || page.console_entries().await,
            |entries| entries.len() >= 4,
        )
        .await
        .map(|_| ())
    });
}

#[test]
fn an_announced_console_entry_is_no_failure() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.expect_in_console("announced words");
        page.evaluate("console.error('announced words')", &[]).await?;
        Ok(())
    });
}
