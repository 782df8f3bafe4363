//! Typing never waits for counting.

use thirtyfour::common::keys::Key;
use tokenfare_core::tokenizer::Encoding;
use tokenfare_tests::{Browser, Failure, Page, Stage};

use crate::native::{grouped, tokenizer};

/// Lines of words, about `bytes` in all, of which no two are alike.
fn prose(bytes: usize) -> String {
    const WORDS: [&str; 16] = [
        "the",
        "tokenizer",
        "reads",
        "every",
        "message",
        "once",
        "and",
        "a",
        "plan",
        "costs",
        "twenty",
        "dollars",
        "whether",
        "or",
        "not",
        "it",
    ];
    let mut text = String::with_capacity(bytes);
    // A linear congruential generator: the same text in every run.
    let mut state: u32 = 1;
    while text.len() < bytes {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(WORDS[(state >> 28) as usize]);
        text.push(if state >> 20 & 15 == 0 { '\n' } else { ' ' });
    }
    text
}

/// Milliseconds that the widget keeps the main thread for each keystroke: from before its listeners
/// until after them and all that they have queued. What the browser itself needs to lay out a
/// megabyte in a text field is not in it; on a slow machine that alone can be more than 50 ms.
pub(crate) async fn milliseconds_per_keystroke(
    page: &Page,
    keys: &str,
) -> Result<Vec<f64>, Failure> {
    page.evaluate(
        "window.times = [];
        let start;
        addEventListener('input', () => { start = performance.now(); }, { capture: true });
        addEventListener('input', () => { times.push(performance.now() - start); });",
        &[],
    )
    .await?;
    // One by one, as from a person: sent together, the browser handles them all in one task.
    let field = page.find("textarea").await?;
    for key in keys.chars() {
        field.send_keys(key.to_string()).await?;
    }
    let times = page.evaluate("return times", &[]).await?;
    Ok(serde_json::from_value(times).unwrap_or_default())
}

#[test]
fn a_keystroke_in_a_megabyte_does_not_wait_for_counting() {
    const KEYS: &str = "Now more words, key by key.";
    Stage::new().only_in(Browser::Chromium).alone().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let text = prose(1 << 20);
        page.paste(&text).await?;
        page.state_becomes("exact").await?;
        let times = milliseconds_per_keystroke(page, KEYS).await?;
        assert_eq!(times.len(), KEYS.len());
        let longest = times.iter().copied().fold(0.0, f64::max);
        println!("at most {longest:.1} ms for a keystroke in a megabyte");
        assert!(longest < 50.0, "{times:?}");
        let tokens = tokenizer(Encoding::O200kBase).count(&(text + KEYS));
        page.shows("[data-figure=tokens]", &grouped(tokens as u64)).await
    });
}

/// Records what keeps the main thread: for each frame that took long, the scripts of the site in it.
const RECORD: &str = "window.scripts = [];
    new PerformanceObserver((list) => {
        for (const { scripts: all } of list.getEntries()) {
            for (const { duration, sourceURL, invoker } of all) {
                if (sourceURL.startsWith(location.origin)) scripts.push([duration, invoker]);
            }
        }
    }).observe({ type: 'long-animation-frame' });";

/// A script of the site that takes 100 ms.
const BUSY: &str =
    "setTimeout(() => { const end = performance.now() + 100; while (performance.now() < end); })";

/// What the browser itself needs to lay out a megabyte in a text field is not in it, nor what the driver does.
#[test]
fn no_script_keeps_the_page_for_long_while_a_megabyte_is_pasted_and_read() {
    Stage::new().only_in(Browser::Chromium).alone().page("/busy.js", BUSY).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.evaluate(RECORD, &[]).await?;
        // The recorder itself: what takes long is seen.
        page.evaluate_async("await import('./busy.js')", &[]).await?;
        let seen = async || page.evaluate("return scripts.length", &[]).await;
        page.until("a long script", seen, |count| *count == 1).await?;
        page.evaluate("scripts = []", &[]).await?;
        let text = prose(1 << 20);
        let tokens = async |text: &str| {
            let tokens = tokenizer(Encoding::O200kBase).count(text);
            page.shows("[data-figure=tokens]", &grouped(tokens as u64)).await
        };
        page.paste(&text).await?;
        tokens(&text).await?;
        page.type_text(" and more").await?;
        tokens(&(text + " and more")).await?;
        let scripts = page.evaluate("return scripts", &[]).await?;
        let scripts: Vec<(f64, String)> = serde_json::from_value(scripts).unwrap_or_default();
        let longest = scripts.iter().map(|(duration, _)| *duration).fold(0.0, f64::max);
        println!("at most {longest:.0} ms in one script while a megabyte is pasted and read");
        assert!(longest < 50.0, "{scripts:?}");
        Ok(())
    });
}

/// From the widget's wasm being there to an element that answers, the page drawn: the quickest of a few
/// loads, for the machine may do other things meanwhile.
#[test]
fn it_answers_soon_after_its_files_are_there() {
    Stage::new().only_in(Browser::Chromium).alone().run(async |page| {
        let mark = "addEventListener('tokenfare-ready', () =>
            requestAnimationFrame(() => setTimeout(() => performance.mark('drawn'))))";
        let mark = serde_json::json!({ "source": mark });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", mark).await?;
        let mut times = Vec::new();
        for _ in 0..10 {
            page.open("index.html").await?;
            page.state_becomes("exact").await?;
            // Of what it starts with, the last to come.
            let script = "const files = performance.getEntriesByType('resource')
                    .filter(({ name }) => /(widget[^/]*\\.wasm|tokenfare[^/]*\\.css|lang.*\\.json)$/.test(name));
                const [drawn] = performance.getEntriesByName('drawn');
                return drawn.startTime - Math.max(...files.map(({ responseEnd }) => responseEnd))";
            times.push(page.evaluate(script, &[]).await?.as_f64().unwrap_or(f64::INFINITY));
        }
        let best = times.iter().copied().fold(f64::INFINITY, f64::min);
        println!("ready {best:.0} ms after its files");
        assert!(best < 100.0, "{times:?}");
        Ok(())
    });
}

/// Keeps the longest time for which a script of the site, and not of this test, has held a frame up. A
/// browser lays ten megabytes out in a field for longer than that; this is what is added to it.
pub(crate) const HOLD_UPS: &str = "window.heldUp = 0;
    new PerformanceObserver((list) => {
        const scripts = list.getEntries().flatMap((frame) => frame.scripts);
        const own = scripts.filter(({ sourceURL }) => sourceURL.startsWith(location.origin));
        heldUp = Math.max(heldUp, ...own.map(({ duration }) => duration));
    }).observe({ type: 'long-animation-frame' })";

#[test]
fn ten_megabytes_stay_usable() {
    Stage::new().only_in(Browser::Chromium).alone().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.evaluate(HOLD_UPS, &[]).await?;
        let text = prose(10 << 20);
        page.paste(&text).await?;
        let tokens = tokenizer(Encoding::O200kBase);
        let shown = grouped(tokens.count(&text) as u64);
        page.shows("[data-figure=tokens]", &shown).await?;
        let times = milliseconds_per_keystroke(page, " more").await?;
        page.find("textarea").await?.send_keys(Key::PageUp + "").await?;
        let scroll = "document.querySelector('token-fare').shadowRoot.querySelector('textarea').scrollTop = 1e5";
        page.evaluate(scroll, &[]).await?;
        page.shows("[data-figure=tokens]", &grouped(tokens.count(&(text + " more")) as u64)).await?;
        let longest = times.iter().copied().fold(0.0, f64::max);
        let held_up = page.evaluate("return heldUp", &[]).await?;
        println!("in ten megabytes, at most {longest:.1} ms for a keystroke, {held_up} ms in a frame");
        assert!(times.len() == 5 && longest < 50.0, "{times:?}");
        assert!(held_up.as_f64().is_some_and(|held_up| held_up < 50.0), "{held_up}");
        Ok(())
    });
}
