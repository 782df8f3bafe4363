//! Another currency: by a rate that the reader gives, never by another sign before dollars.

use serde_json::json;
use thirtyfour::common::keys::Key;
use tokenfare_tests::{Failure, Page, Stage};

use crate::dig::{open_section, texts};
use crate::native::report_for;
use crate::post::{PATH, holds, overhear, post, run};

const WIDGET: &str = "<token-fare loading=\"eager\">hello world</token-fare>";

async fn shown_amounts(page: &Page) -> Result<Vec<String>, Failure> {
    let amounts = texts(
        page,
        "[data-figure=per-message], [data-figure=per-month], [data-series], .plot .amount",
    );
    let written: Vec<_> = amounts.await?.into_iter().filter(|text| text != "free").collect();
    Ok(written)
}

#[test]
fn a_rate_of_the_readers_converts_every_amount() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.paste("hello world").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        open_section(page, "curve").await?;
        open_section(page, "currency").await?;
        page.find("[data-panel=currency] option[value=EUR]").await?.click().await?;
        let said = async || page.shown("[data-panel=currency] .finding").await;
        let asks = |said: &String| said.starts_with("Now enter what one US dollar is worth in EUR");
        page.until("the question for the rate", said, asks).await?;
        assert!(shown_amounts(page).await?.iter().all(|amount| amount.starts_with('$')));

        let rate = page.find("[data-panel=currency] input[type=text]").await?;
        rate.send_keys("0,92").await?;
        page.until("a refusal", said, |said| said.starts_with("This is no rate")).await?;
        assert!(shown_amounts(page).await?.iter().all(|amount| amount.starts_with('$')));
        rate.send_keys(Key::Backspace + Key::Backspace + Key::Backspace + ".92").await?;
        page.until("the rate", said, |said| said == "1 USD = 0.92 EUR").await?;
        let amounts = async || shown_amounts(page).await;
        let euros = |all: &Vec<String>| all.iter().all(|amount| amount.starts_with('€'));
        let all = page.until("euros everywhere", amounts, euros).await?;
        assert!(all.len() > 10, "{all:?}");

        let day = "const root = document.querySelector('token-fare').shadowRoot;
            const day = root.querySelector('[data-panel=currency] input[type=date]');
            day.value = '2026-11-20';
            day.dispatchEvent(new InputEvent('input'))";
        page.evaluate(day, &[]).await?;
        page.find("[data-fare=api] .explain").await?.click().await?;
        let lines = async || texts(page, ".explained li").await;
        let converted =
            |lines: &Vec<String>| lines.last().is_some_and(|l| l.contains("2026-11-20"));
        let lines = page.until("the conversion", lines, converted).await?;
        let native = report_for("hello world", &[("currency", "EUR"), ("rate", "0.92")]);
        let month = native.fare("api").and_then(|fare| fare.per_month).expect("a price");
        let expected = format!(
            "At the rate of 2026-11-20, as it was set${month} × 0.92= {}",
            native.scenario.shown(month)
        );
        assert_eq!(lines.last(), Some(&expected));
        let attributes = "const { currency, rate, rateOn } = document.querySelector('token-fare');
            return [currency, rate, rateOn]";
        let attributes = page.evaluate(attributes, &[]).await?;
        assert_eq!(attributes, json!(["EUR", "0.92", "2026-11-20"]));

        page.find("[data-panel=currency] option[value=USD]").await?.click().await?;
        let dollars = |all: &Vec<String>| all.iter().all(|amount| amount.starts_with('$'));
        page.until("dollars again", amounts, dollars).await?;
        holds(page, "!document.querySelector('token-fare').hasAttribute('rate')").await
    });
}

/// Some currencies have no hundredths, and what costs something never reads as nothing.
#[test]
fn each_currency_has_its_own_decimals() {
    let widget =
        "<token-fare loading=\"eager\" currency=\"jpy\" rate=\"156.5\">hello world</token-fare>";
    Stage::new().page(PATH, post(widget)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=per-month]", "¥1,134").await?;
        page.shows("[data-figure=per-message]", "¥0.94").await
    });
}

#[test]
fn a_currency_without_a_rate_is_refused_in_a_sentence() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        overhear(page).await?;
        run(page, "window.element = document.querySelector('token-fare')").await?;
        run(page, "element.currency = 'EUR'").await?;
        page.find(".notice").await?;
        let said = page.shown(".notice").await?;
        assert!(said.starts_with("Amounts are in US dollars: they can be shown in EUR"), "{said}");
        assert!(page.shown("[data-figure=per-month]").await?.starts_with('$'));
        holds(
            page,
            "said.some(([type, detail]) => type === 'error' && detail.code === 'rate-missing')",
        )
        .await?;
        run(page, "element.currency = null; element.rate = '0.92'").await?;
        let no_currency = async || page.shown(".notice").await;
        page.until("the other sentence", no_currency, |said| said.contains("no currency")).await?;
        assert!(page.shown("[data-figure=per-month]").await?.starts_with('$'));
        run(page, "element.rate = null").await?;
        let none = async || page.look(".notice").await;
        page.until("no notice", none, Option::is_none).await?;
        // One after the other, in one go: no refusal.
        run(page, "said.length = 0; element.currency = 'EUR'; element.rate = '0.92'").await?;
        let euros = async || page.shown("[data-figure=per-month]").await;
        page.until("euros", euros, |shown| shown.starts_with('€')).await?;
        holds(page, "!said.some(([type]) => type === 'error')").await
    });
}
