//! Digging in: sections open and close, and the table says why.

use axum::http::StatusCode;
use serde_json::json;
use thirtyfour::common::keys::Key;
use tokenfare_tests::{Browser, Failure, Fault, Page, Rendering, Scheme, Stage};

use crate::post::{PATH, holds, post};

const PAY: &str = "[data-section=pay] .opener";

/// Opens what is closed, by keyboard, and waits until it is drawn.
pub(crate) async fn open_every_section(page: &Page) -> Result<(), Failure> {
    while let Some(opener) = page.look(".opener[aria-expanded=false]").await? {
        opener.send_keys(Key::Enter + "").await?;
    }
    // What draws them comes a little later.
    let all_drawn = "Array.from(document.querySelector('token-fare').shadowRoot
        .querySelectorAll('[data-section] .content, .content [data-slot]'))
        .every((place) => place.childElementCount)";
    holds(page, all_drawn).await
}

/// Opens one section, if it is closed.
pub(crate) async fn open_section(page: &Page, name: &str) -> Result<(), Failure> {
    let opener = page.find(&format!("[data-section={name}] .opener")).await?;
    if opener.attr("aria-expanded").await?.as_deref() == Some("false") {
        opener.click().await?;
    }
    Ok(())
}

pub(crate) async fn texts(page: &Page, selector: &str) -> Result<Vec<String>, Failure> {
    let script = "const root = document.querySelector('token-fare').shadowRoot;
        return Array.from(root.querySelectorAll(arguments[0]), (e) => e.textContent.trim())";
    let texts = page.evaluate(script, &[json!(selector)]).await?;
    Ok(serde_json::from_value(texts).unwrap_or_default())
}

async fn open(page: &Page) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await
}

#[test]
fn what_is_closed_is_not_drawn() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.find("table.fares").await?;
        page.find(PAY).await?.click().await?;
        page.until("no table", async || page.look("table").await, Option::is_none).await?;
        page.find(PAY).await?.send_keys(" ").await?;
        page.find("table.fares").await?;
        let controlled = page.find(PAY).await?.attr("aria-controls").await?;
        assert_eq!(controlled.as_deref(), Some("section-pay"));
        Ok(())
    });
}

#[test]
fn the_table_is_sorted_by_any_column_and_the_unfit_stay_last() {
    Stage::new().run(async |page| {
        open(page).await?;
        // In that summer ten messages in five hours were free, so Free doesn't carry 40 a day.
        let set = "const element = document.querySelector('token-fare');
            element.model = 'gpt-5.4'; element.on = '2026-06-15'";
        page.evaluate(set, &[]).await?;
        let names = async || texts(page, ".fares .explain").await;
        let by_price = ["GPT-5.4 API", "ChatGPT Go", "ChatGPT Plus", "ChatGPT Free"];
        page.until("sorted by price", names, |names| names == &by_price).await?;
        let head = "[data-section=pay] th:nth-child(1)";
        page.find(&format!("{head} button")).await?.click().await?;
        let by_name = ["ChatGPT Go", "ChatGPT Plus", "GPT-5.4 API", "ChatGPT Free"];
        page.until("sorted by name", names, |names| names == &by_name).await?;
        page.find(&format!("{head}[aria-sort=ascending] button")).await?.click().await?;
        let turned = ["GPT-5.4 API", "ChatGPT Plus", "ChatGPT Go", "ChatGPT Free"];
        page.until("turned round", names, |names| names == &turned).await?;
        page.find(&format!("{head}[aria-sort=descending]")).await?;
        Ok(())
    });
}

/// The figures of DESIGN.md's reference case, opened down to counts × rates.
#[test]
fn a_fare_opens_down_to_counts_and_rates() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.paste("hello world").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        page.find("[data-fare=api] .explain").await?.send_keys(Key::Enter + "").await?;
        page.find(".explained").await?;
        let lines = texts(page, ".explained li").await?;
        assert!(lines[0].contains("9 × $4.00 per million= $0.000036"), "{lines:?}");
        assert!(lines[1].contains("300 × $20.00 per million= $0.006"), "{lines:?}");
        assert!(lines[2].contains("1,200 × $0.006036= $7.2432"), "{lines:?}");
        let source = page.shown(".explained .source").await?;
        assert!(source.contains("checked on 2026-"), "{source}");
        page.find("[data-fare=chatgpt-plus] .explain").await?.click().await?;
        let one = async || texts(page, ".explained li").await;
        let seats = |lines: &Vec<String>| lines.len() == 1 && lines[0].contains("1 × $20.00");
        page.until("the seats of the plan", one, seats).await?;
        Ok(())
    });
}

#[test]
fn every_model_is_compared_and_can_be_taken() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.paste("hello world").await?;
        page.state_becomes("exact").await?;
        open_section(page, "compare").await?;
        let months = async || {
            let amounts = texts(page, ".models tr:not([data-unfit]) [data-figure=per-month]").await?;
            let number = |text: &String| text.trim_start_matches('$').replace(',', "").parse().ok();
            Ok(amounts.iter().filter_map(number).collect::<Vec<f64>>())
        };
        let few = page.until("a few models", months, |months: &Vec<f64>| months.len() >= 15).await?;
        assert!(few.is_sorted_by(|a, b| a <= b), "{few:?}");
        page.find("[data-action=all-models]").await?.click().await?;
        let all = page.until("all models", months, |months: &Vec<f64>| months.len() > 60).await?;
        assert!(all.is_sorted_by(|a, b| a <= b), "{all:?}");
        page.find("[data-model=gpt-4o] .explain").await?.click().await?;
        page.until(
            "the model chosen",
            async || page.evaluate("return document.querySelector('token-fare').shadowRoot.querySelector('#model').value", &[]).await,
            |model| model.as_str() == Some("gpt-4o"),
        )
        .await?;
        page.find("[data-model=gpt-4o] [aria-pressed=true]").await?;
        Ok(())
    });
}

#[test]
fn a_text_too_long_for_a_window_is_marked_and_last() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.evaluate(
            "document.querySelector('token-fare').setAttribute('system-tokens', '300000')",
            &[],
        )
        .await?;
        open_section(page, "compare").await?;
        page.find("[data-action=all-models]").await?.click().await?;
        page.find("[data-model=gpt-4o][data-unfit]").await?;
        let reason = page.shown("[data-model=gpt-4o] .reason").await?;
        assert!(reason.contains("do not fit its window of 128,000"), "{reason}");
        let unfit = "const rows = [...document.querySelector('token-fare').shadowRoot
            .querySelectorAll('.models tbody tr')].map((row) => 'unfit' in row.dataset);
            return rows.indexOf(true) > rows.lastIndexOf(false)";
        assert_eq!(page.evaluate(unfit, &[]).await?, true);
        Ok(())
    });
}

#[test]
fn sections_that_cannot_be_loaded_say_so_and_are_tried_again() {
    Stage::new().page(PATH, post("<token-fare>hello world</token-fare>")).run(async |page| {
        page.expect_failed_requests("status of 404");
        page.break_file("lazy.wasm", Fault::Status(StatusCode::NOT_FOUND));
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        open_section(page, "volume").await?;
        let failed = page.find("[data-section=volume] [role=alert]").await?.text().await?;
        assert!(failed.starts_with("This cannot be shown"), "{failed}");
        page.mend_file("lazy.wasm");
        open_section(page, "conversation").await?;
        page.find("[data-section=conversation] #system-tokens").await?;
        page.find("[data-section=volume] #people").await?;
        Ok(())
    });
}

/// In a narrow column a reason is as wide as the table, and takes no width from the names.
#[test]
fn a_reason_has_the_width_of_a_narrow_table() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.render(Rendering::new(360, Scheme::Light)).await?;
        open(page).await?;
        // A chat plan cannot be used by programs.
        let set = "document.querySelector('token-fare').needs = 'automation'";
        page.evaluate(set, &[]).await?;
        page.find("[data-fare=chatgpt-free] .reason").await?;
        let widths = "const root = document.querySelector('token-fare').shadowRoot;
            const scroll = root.querySelector('[data-section=pay] .scroll');
            const reason = root.querySelector('[data-fare=chatgpt-free] .reason');
            return [Math.round(reason.offsetWidth - scroll.clientWidth), scroll.scrollWidth - scroll.clientWidth]";
        assert_eq!(page.evaluate(widths, &[]).await?, json!([0, 0]));
        Ok(())
    });
}
