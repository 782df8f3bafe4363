//! Typing never waits for counting.

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
async fn milliseconds_per_keystroke(page: &Page, keys: &str) -> Result<Vec<f64>, Failure> {
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
