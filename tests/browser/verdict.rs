//! What the page says of the answer: what gives less, and why something can't be used.

use serde_json::json;
use tokenfare_core::fare::PartKind;
use tokenfare_tests::{Failure, Page, Stage};

use crate::dig::texts;
use crate::native::report_for;

async fn open(page: &Page, settings: &[(&str, &str)]) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await?;
    page.paste("hello world").await?;
    page.shows("[data-figure=tokens]", "2").await?;
    for (name, value) in settings {
        let set = "document.querySelector('token-fare').setAttribute(...arguments)";
        page.evaluate(set, &[json!(name), json!(value)]).await?;
    }
    Ok(())
}

#[test]
fn what_gives_less_is_named_beside_the_winner() {
    Stage::new().run(async |page| {
        open(page, &[]).await?;
        let native = report_for("hello world", &[]);
        assert_eq!(native.recommendation.beside.first().map(String::as_str), Some("chatgpt-free"));
        let shown = async || texts(page, ".verdict small").await;
        let less = "it answers with a smaller model (GPT-6 Luna)";
        let named = |said: &Vec<String>| said.iter().any(|sentence| sentence.contains(less));
        page.until("what gives less", shown, named).await?;
        page.evaluate("document.querySelector('token-fare').plans = []", &[]).await?;
        let gone = |said: &Vec<String>| !said.iter().any(|sentence| sentence.contains("ChatGPT"));
        page.until("nothing beside it", shown, gone).await.map(|_| ())
    });
}

/// Where nothing can carry the text, no fare was passed over in favour of another.
#[test]
fn nothing_is_passed_over_for_nothing() {
    Stage::new().run(async |page| {
        open(page, &[("system-tokens", "3000000")]).await?;
        page.shows(
            "[data-figure=verdict]",
            "None of these can carry this text as it stands. The table says why.",
        )
        .await?;
        let native = report_for("hello world", &[("system-tokens", "3000000")]);
        assert!(
            native.recommendation.cheaper_but.is_some(),
            "the core names the cheapest all the same"
        );
        assert!(page.look(".verdict small").await?.is_none());
        Ok(())
    });
}

/// Where the first conversation of a day finds a cold cache, its messages have a bill of their own.
#[test]
fn a_cold_cache_has_its_own_bill_and_its_own_words() {
    let settings = [("model", "gpt-5.4"), ("system-tokens", "20000"), ("messages-per-day", "400")];
    Stage::new().run(async |page| {
        open(page, &settings).await?;
        let native = report_for("hello world", &settings);
        let api = native.fare("api").expect("the API");
        assert!(api.parts.iter().any(|part| part.kind == PartKind::ColdMessages), "{api:?}");
        page.find("[data-fare=api] .explain").await?.click().await?;
        page.find(".explained").await?;
        let labels = texts(page, ".explained .label").await?;
        assert_eq!(labels.len(), 2 + api.other_bills.len(), "{labels:?}");
        assert_eq!(labels[0], "A message on the API: Messages");
        assert_eq!(labels[1], "A message on the API: Messages that begin with a cold cache");
        let lines = texts(page, ".explained li span:first-child").await?;
        assert!(!lines.iter().any(|line| line == "Other"), "{lines:?}");
        Ok(())
    });
}

#[test]
fn every_obstacle_is_said_in_the_readers_language() {
    let settings = [("on", "2023-05-01"), ("plans", "all"), ("monthly-limit", "0.01")];
    Stage::new().run(async |page| {
        open(page, &settings).await?;
        page.evaluate("document.querySelector('token-fare').lang = 'zh-Hans'", &[]).await?;
        page.find(".tokenfare[lang=zh-Hans]").await?;
        page.state_becomes("exact").await?;
        crate::dig::open_section(page, "compare").await?;
        let shown = async || texts(page, ".reason").await;
        let said = |reasons: &Vec<String>| reasons.iter().any(|one| one.contains("未出售"));
        let reasons = page.until("the reasons", shown, said).await?;
        let english: Vec<_> = reasons.iter().filter(|reason| reason.contains(" the ")).collect();
        assert!(english.is_empty(), "{english:?}");
        let native = report_for("hello world", &settings);
        let unfit = native.fares.iter().filter(|fare| !fare.obstacles.is_empty()).count();
        assert!(reasons.len() > unfit, "{reasons:?}");
        Ok(())
    });
}
