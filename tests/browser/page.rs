//! Text in, figures out: what a reader does first.

use serde_json::{Value, json};
use tokenfare_core::fare::FareKind;
use tokenfare_core::report::Report;
use tokenfare_tests::{Failure, Fault, Page, Stage};

use crate::native::{TEXTS, grouped, is_rounded, report_for};

const TOKENS: &str = "[data-figure=tokens]";
const PER_MESSAGE: &str = "output[data-figure=per-message]";
const PER_MONTH: &str = "output[data-figure=per-month]";

async fn open(page: &Page) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await
}

/// Keeps every report that the element announces from now on.
async fn listen(page: &Page) -> Result<(), Failure> {
    page.evaluate(
        "window.reports = [];
        addEventListener('tokenfare-change', ({ detail }) => reports.push(detail));",
        &[],
    )
    .await?;
    Ok(())
}

async fn last_report(page: &Page) -> Result<Value, Failure> {
    page.evaluate("return reports.at(-1) ?? null", &[]).await
}

/// Waits until the page announces exactly the native report, then compares what it shows.
async fn page_agrees(page: &Page, native: &Report) -> Result<(), Failure> {
    let expected = serde_json::to_value(native).expect("a report is plain data");
    page.until("the native report", async || last_report(page).await, |report| *report == expected)
        .await?;
    page.shows(TOKENS, &grouped(native.tokens.message)).await?;
    for fare in &native.fares {
        let row = format!("[data-fare='{}']", fare.id);
        let month = page.shown(&format!("{row} [data-figure=per-month]")).await?;
        let message = page.shown(&format!("{row} [data-figure=per-message]")).await?;
        let crossing = page.shown(&format!("{row} [data-figure=break-even]")).await?;
        assert!(is_rounded(&month, &fare.per_month.expect("a price").to_string()), "{month}");
        assert!(is_rounded(&message, &fare.per_message.expect("a price").to_string()), "{message}");
        let expected = fare.break_even.map_or("–".into(), |crossing| grouped(crossing.messages));
        assert_eq!(crossing, expected, "{}", fare.id);
        if fare.kind == FareKind::Api {
            assert_eq!(page.shown(PER_MESSAGE).await?, message);
            assert_eq!(page.shown(PER_MONTH).await?, month);
        }
    }
    Ok(())
}

#[test]
fn a_typed_text_shows_its_tokens_and_costs() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.clear_text().await?;
        page.shows(TOKENS, "0").await?;
        page.type_text("hello world").await?;
        page.shows(TOKENS, "2").await?;
        // gpt-5.4: (2 + 7) × 2.50 + 300 × 15.00 USD per million = 0.0045225 USD a message.
        page.shows(PER_MESSAGE, "$0.0045").await?;
        page.shows(PER_MONTH, "$5.43").await?;
        page.shows("[data-fare=chatgpt-plus] [data-figure=per-month]", "$20.00").await?;
        page.shows("[data-fare=chatgpt-plus] [data-figure=break-even]", "4,423").await?;
        page.shows("[data-fare=chatgpt-go] [data-figure=break-even]", "1,769").await
    });
}

#[test]
fn the_elements_own_text_is_the_first_text() {
    Stage::new().run(async |page| {
        open(page).await?;
        let text = page.find("textarea").await?.prop("value").await?.unwrap_or_default();
        assert!(text.starts_with("You are the support assistant"), "{text}");
        assert!(!text.contains("  "), "the indentation of the HTML is not part of the text");
        listen(page).await?;
        page.type_text("!").await?;
        page_agrees(page, &report_for(&format!("{text}!"), &[])).await
    });
}

#[test]
fn pasted_texts_are_priced_as_natively() {
    Stage::new().run(async |page| {
        open(page).await?;
        listen(page).await?;
        for text in TEXTS {
            page.paste(text).await?;
            // A text field knows one line end only.
            page_agrees(page, &report_for(&text.replace("\r\n", "\n"), &[])).await?;
        }
        Ok(())
    });
}

#[test]
fn another_model_counts_in_its_own_encoding() {
    Stage::new().run(async |page| {
        open(page).await?;
        listen(page).await?;
        let text = TEXTS[3];
        page.paste(text).await?;
        page.find("#model option[value=gpt-4]").await?.click().await?;
        let native = report_for(text, &[("model", "gpt-4")]);
        assert_ne!(native.tokens.message, report_for(text, &[]).tokens.message);
        page_agrees(page, &native).await
    });
}

#[test]
fn messages_a_day_and_the_reply_change_the_month() {
    Stage::new().run(async |page| {
        open(page).await?;
        listen(page).await?;
        page.paste("hello world").await?;
        for (field, value) in [("messages-per-day", "200"), ("reply-tokens", "1000")] {
            let field = page.find(&format!("#{field}")).await?;
            field.clear().await?;
            field.send_keys(value).await?;
        }
        let settings = [("messages-per-day", "200"), ("reply-tokens", "1000")];
        page_agrees(page, &report_for("hello world", &settings)).await
    });
}

#[test]
fn attributes_are_settings() {
    Stage::new().run(async |page| {
        open(page).await?;
        listen(page).await?;
        page.paste("hello world").await?;
        page.evaluate(
            "const element = document.querySelector('token-fare');
            element.setAttribute('model', 'gpt-4o');
            element.setAttribute('messages-per-day', '7');
            element.setAttribute('plan', 'chatgpt-plus');",
            &[],
        )
        .await?;
        let settings = [("model", "gpt-4o"), ("messages-per-day", "7"), ("plans", "chatgpt-plus")];
        page_agrees(page, &report_for("hello world", &settings)).await
    });
}

#[test]
fn every_field_has_a_label() {
    Stage::new().run(async |page| {
        open(page).await?;
        for (selector, label) in [
            ("textarea", "Your text"),
            ("#model", "Model"),
            ("#messages-per-day", "Messages a day"),
            ("#reply-tokens", "Reply, in tokens"),
        ] {
            page.find(selector).await?;
            let script = "const root = document.querySelector('token-fare').shadowRoot;
                return Array.from(root.querySelector(arguments[0]).labels, (l) => l.textContent)";
            let labels = page.evaluate(script, &[json!(selector)]).await?;
            assert_eq!(labels, json!([label]), "{selector}");
        }
        Ok(())
    });
}

#[test]
fn an_estimate_stands_until_the_vocabulary_is_in() {
    Stage::new().run(async |page| {
        let late = std::time::Duration::from_secs(3);
        page.break_file("vocab/o200k_base.vocab", Fault::Delayed(late));
        page.open("index.html").await?;
        page.state_becomes("waiting").await?;
        page.paste("hello world, and a few more words").await?;
        page.shows(".basis", "estimate").await?;
        let estimate: u64 = page.shown(TOKENS).await?.parse().unwrap_or_default();
        assert!((4..=16).contains(&estimate), "{estimate} is no estimate of 8 tokens");
        assert_ne!(page.shown(PER_MESSAGE).await?, "");
        page.shows(".basis", "exact").await?;
        page.shows(TOKENS, "8").await
    });
}
