//! Text in, figures out: what a reader does first.

use serde_json::json;
use tokenfare_core::fare::FareKind;
use tokenfare_core::money::Usd;
use tokenfare_core::report::Report;
use tokenfare_tests::{Failure, Fault, Page, Stage};

use crate::dig::open_every_section;
use crate::native::{TEXTS, grouped, is_rounded, report_for};
use crate::report::{is_announced, listen};

const TOKENS: &str = "[data-figure=tokens]";
const PER_MESSAGE: &str = "output[data-figure=per-message]";
const PER_MONTH: &str = "output[data-figure=per-month]";

async fn open(page: &Page) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await
}

/// Waits until the page announces exactly the native report, then compares what it shows.
async fn page_agrees(page: &Page, native: &Report) -> Result<(), Failure> {
    let expected = serde_json::to_value(native).expect("a report is plain data");
    is_announced(page, &expected).await?;
    page.shows(TOKENS, &grouped(native.tokens.message)).await?;
    for fare in &native.fares {
        let row = format!("[data-fare='{}']", fare.id);
        let cell = async |figure| page.shown(&format!("{row} [data-figure={figure}]")).await;
        let (month, message) = (cell("per-month").await?, cell("per-message").await?);
        assert!(is_shown_as(fare.per_month, &month), "{}: {month}", fare.id);
        assert!(is_shown_as(fare.per_message, &message), "{}: {message}", fare.id);
        // Where something is free from the first message on, there is no crossing to speak of.
        let crossing = fare.break_even.filter(|crossing| crossing.messages > 0);
        let crossing = crossing.map_or("–".into(), |crossing| grouped(crossing.messages));
        assert_eq!(cell("break-even").await?, crossing, "{}", fare.id);
        if fare.kind == FareKind::Api {
            assert_eq!(page.shown(PER_MESSAGE).await?, message);
            assert_eq!(page.shown(PER_MONTH).await?, month);
        }
    }
    Ok(())
}

fn is_shown_as(amount: Option<Usd>, text: &str) -> bool {
    match amount {
        None => text == "unknown",
        Some(Usd::ZERO) => text == "free",
        Some(amount) => is_rounded(text, &amount.to_string()),
    }
}

#[test]
fn a_typed_text_shows_its_tokens_and_costs() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.clear_text().await?;
        page.shows(TOKENS, "0").await?;
        page.type_text("hello world").await?;
        page.shows(TOKENS, "2").await?;
        // gpt-5.6-sol: (2 + 7) × 4 + 300 × 20 USD per million = 0.006036 USD a message.
        page.shows(PER_MESSAGE, "$0.0060").await?;
        page.shows(PER_MONTH, "$7.24").await?;
        page.shows("[data-fare=chatgpt-plus] [data-figure=per-month]", "$20.00").await?;
        page.shows("[data-fare=chatgpt-plus] [data-figure=break-even]", "3,314").await?;
        page.shows("[data-fare=chatgpt-go] [data-figure=break-even]", "1,326").await
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
fn no_count_passes_for_one_in_another_encoding() {
    Stage::new().run(async |page| {
        open(page).await?;
        listen(page).await?;
        let keep = "window.announced = [];
            addEventListener('tokenfare-change', ({ detail: { model, tokens } }) =>
                announced.push([model, tokens.basis.kind, tokens.message]));";
        page.evaluate(keep, &[]).await?;
        let text = TEXTS[3];
        page.paste(text).await?;
        page_agrees(page, &report_for(text, &[])).await?;
        page.find("#model option[value=gpt-4]").await?.click().await?;
        let native = report_for(text, &[("model", "gpt-4")]);
        page_agrees(page, &native).await?;
        let reports = page.evaluate("return announced", &[]).await?;
        let counted = json!(["gpt-4", "exact", native.tokens.message]);
        let reports = reports.as_array().cloned().unwrap_or_default();
        let exact = reports.iter().filter(|report| report[0] == "gpt-4" && report[1] == "exact");
        assert!(exact.clone().count() > 0, "the counted text has been announced");
        for report in exact {
            assert_eq!(*report, counted);
        }
        Ok(())
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

/// In every section, opened by keyboard.
#[test]
fn every_field_has_a_name() {
    Stage::new().run(async |page| {
        open(page).await?;
        open_every_section(page).await?;
        let script = "const root = document.querySelector('token-fare').shadowRoot;
            const name = (e) => e.ariaLabel ?? Array.from(e.labels, (l) => l.textContent).join();
            return Array.from(root.querySelectorAll('textarea, select, input'), (e) => [
                e.id || e.dataset.slider || e.dataset.tick || e.className, name(e).trim()])";
        let names = page.evaluate(script, &[]).await?;
        let names: Vec<(String, String)> = serde_json::from_value(names).unwrap_or_default();
        assert!(names.len() > 40, "{names:?}");
        for (field, name) in &names {
            assert!(!name.is_empty() && !name.contains('.'), "{field}: {name:?}");
        }
        assert!(names.contains(&("reply-tokens".into(), "Reply, in tokens".into())), "{names:?}");
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
