//! Texts that make other tokenizers hang.

use serde_json::json;
use tokenfare_core::tokenizer::Encoding;
use tokenfare_tests::{Browser, Failure, Page, Stage};

use crate::native::tokenizer;

/// A megabyte of one character, and the longest that counting it may take.
const MEGABYTE: usize = 1 << 20;
const SECOND: f64 = 1_000.0;

/// Puts a text into the field and measures, in the page, how long until it is counted exactly.
async fn milliseconds_to_count(page: &Page, text: &str, tokens: usize) -> Result<f64, Failure> {
    let body = "
        const element = document.querySelector('token-fare');
        const field = element.shadowRoot.querySelector('textarea');
        const counted = new Promise((resolve) => element.addEventListener(
            'tokenfare-change',
            function check({ detail: { tokens: { basis, message } } }) {
                if (basis.kind !== 'exact' || message !== tokens) return;
                element.removeEventListener('tokenfare-change', check);
                resolve(performance.now());
            },
        ));
        const start = performance.now();
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        return await counted - start";
    let time =
        page.evaluate_async(body, &[("text", json!(text)), ("tokens", json!(tokens))]).await?;
    Ok(time.as_f64().unwrap_or(f64::INFINITY))
}

fn a_megabyte_of(character: char) {
    let text = character.to_string().repeat(MEGABYTE / character.len_utf8());
    let tokens = tokenizer(Encoding::O200kBase).count(&text);
    Stage::new().only_in(Browser::Chromium).alone().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let time = milliseconds_to_count(page, &text, tokens).await?;
        println!("{MEGABYTE} bytes of {character:?}: {tokens} tokens in {time:.0} ms");
        assert!(time < SECOND, "{character:?} took {time:.0} ms");
        Ok(())
    });
}

#[test]
fn a_megabyte_of_one_letter() {
    a_megabyte_of('a');
}

#[test]
fn a_megabyte_of_spaces() {
    a_megabyte_of(' ');
}

#[test]
fn a_megabyte_of_one_chinese_character() {
    a_megabyte_of('的');
}

#[test]
fn lone_surrogates_in_the_text_field() {
    Stage::new().only_in(Browser::Chromium).alone().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.evaluate(
            r"const field = document.querySelector('token-fare').shadowRoot.querySelector('textarea');
            field.value = 'a\ud83d b \ude00\ud83d';
            field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));",
            &[],
        )
        .await?;
        let tokens = tokenizer(Encoding::O200kBase).count("a\u{fffd} b \u{fffd}\u{fffd}");
        page.shows("[data-figure=tokens]", &tokens.to_string()).await
    });
}
