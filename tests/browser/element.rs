//! The element in a page that does things to it.

use std::time::Duration;

use tokenfare_tests::{Failure, Fault, Page, Stage};

const TOKENS: &str = "[data-figure=tokens]";
const LATE: Fault = Fault::Delayed(Duration::from_secs(2));

async fn run(page: &Page, script: &str) -> Result<(), Failure> {
    page.evaluate(script, &[]).await.map(|_| ())
}

/// The element that is there goes, and one for another model comes, while the vocabulary loads.
#[test]
fn an_element_is_replaced_while_it_loads() {
    Stage::new().run(async |page| {
        page.break_file("vocab/o200k_base.vocab", LATE);
        page.open("index.html").await?;
        page.state_becomes("waiting").await?;
        run(
            page,
            "const element = document.createElement('token-fare');
            element.setAttribute('model', 'gpt-4');
            element.textContent = 'hello world';
            document.querySelector('token-fare').replaceWith(element);",
        )
        .await?;
        page.state_becomes("exact").await?;
        page.shows(TOKENS, "2").await
    });
}

#[test]
fn another_model_is_chosen_while_it_loads() {
    Stage::new().run(async |page| {
        page.break_file("vocab/o200k_base.vocab", LATE);
        page.open("index.html").await?;
        page.state_becomes("waiting").await?;
        page.find("#model option[value=gpt-4]").await?.click().await?;
        page.state_becomes("exact").await?;
        page.paste("hello world").await?;
        page.shows(TOKENS, "2").await
    });
}

#[test]
fn one_of_two_goes_while_both_load() {
    Stage::new().run(async |page| {
        page.break_file("vocab/o200k_base.vocab", LATE);
        page.open("index.html").await?;
        page.state_becomes("waiting").await?;
        run(
            page,
            "const first = document.querySelector('token-fare');
            const second = document.createElement('token-fare');
            second.textContent = 'hello world';
            first.after(second);
            first.remove();",
        )
        .await?;
        page.state_becomes("exact").await?;
        page.shows(TOKENS, "2").await
    });
}

/// The element's attributes are there before anything is loaded for it.
#[test]
fn only_the_vocabulary_that_is_needed_is_fetched() {
    Stage::new().run(async |page| {
        page.break_file("widget.wasm", LATE);
        page.open("index.html").await?;
        run(page, "document.querySelector('token-fare').setAttribute('model', 'gpt-4')").await?;
        page.state_becomes("exact").await?;
        let mut requested = page.requested();
        requested.retain(|name| name.starts_with("vocab/"));
        assert_eq!(requested, ["vocab/cl100k_base.vocab"]);
        Ok(())
    });
}

#[test]
fn its_own_text_stands_until_the_widget_does() {
    Stage::new().run(async |page| {
        page.break_file("widget.wasm", LATE);
        page.open("index.html").await?;
        let text = page.visible_text().await?;
        assert!(text.contains("You are the support assistant"), "{text}");
        page.state_becomes("exact").await
    });
}

#[test]
fn what_was_written_survives_being_taken_out() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.paste("hello world").await?;
        page.shows(TOKENS, "2").await?;
        page.evaluate_async(
            "const element = document.querySelector('token-fare');
            const parent = element.parentNode;
            element.remove();
            await new Promise((resolve) => setTimeout(resolve, 50));
            parent.append(element);",
            &[],
        )
        .await?;
        page.state_becomes("exact").await?;
        page.shows(TOKENS, "2").await
    });
}

#[test]
fn a_setting_that_cannot_be_is_explained() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        run(page, "document.querySelector('token-fare').setAttribute('messages-per-day', '-5')")
            .await?;
        page.find("[role=alert]").await?;
        let notice = page.shown("[role=alert]").await?;
        assert!(notice.contains("can't be -5"), "{notice}");
        let described = page
            .evaluate(
                "const root = document.querySelector('token-fare').shadowRoot;
                return root.querySelector('#messages-per-day').getAttribute('aria-describedby')",
                &[],
            )
            .await?;
        assert_eq!(described, "refused");
        run(page, "document.querySelector('token-fare').setAttribute('messages-per-day', '5')")
            .await?;
        page.until(
            "no notice",
            async || page.look("[role=alert]").await,
            |notice| notice.is_none(),
        )
        .await?;
        Ok(())
    });
}

/// A model whose API has stopped: its figures are struck out, and no sentence holds them up.
#[test]
fn an_api_that_has_stopped_is_no_comparison() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.find("#model option[value=gpt-4]").await?.click().await?;
        page.find(".figure[data-unfit]").await?;
        let verdict = page.shown("[data-figure=verdict]").await?;
        assert!(verdict.starts_with("ChatGPT Plus is the way to pay"), "{verdict}");
        Ok(())
    });
}
