//! An empty field teaches: an example is one click away.

use thirtyfour::common::keys::Key;
use tokenfare_tests::Stage;

use crate::dig::open_section;

#[test]
fn an_example_fills_the_text_and_the_situation_and_can_be_undone() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        assert!(page.look(".examples").await?.is_none());
        page.find("[data-action=clear]").await?.click().await?;
        page.shows("[data-figure=tokens]", "0").await?;
        page.find("[data-example=support]").await?.click().await?;
        page.until("no examples", async || page.look(".examples").await, Option::is_none).await?;
        let text = async || Ok(page.find("textarea").await?.prop("value").await?);
        let filled = text().await?.unwrap_or_default();
        assert!(filled.starts_with("My order arrived"), "{filled}");
        page.shows("[data-section=volume] .gist", "9,000 messages a month").await?;
        page.shows("[data-section=conversation] .gist", "12 messages each").await?;
        open_section(page, "snowball").await?;
        page.find("[data-chart=snowball]").await?;
        // Both steps are the reader's to undo: the example, then the clearing.
        let field = page.find("textarea").await?;
        for _ in 0..2 {
            field.send_keys(Key::Control + "z").await?;
        }
        let back = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| text.starts_with("You are the support assistant"))
        };
        page.until("the first text", text, back).await?;
        Ok(())
    });
}

#[test]
fn every_example_has_a_text_and_a_price() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        for name in ["support", "call", "report", "chat"] {
            page.clear_text().await?;
            page.shows("[data-figure=tokens]", "0").await?;
            page.find(&format!("[data-example={name}]")).await?.click().await?;
            page.until(
                "a count",
                async || page.shown("[data-figure=tokens]").await,
                |shown| shown.parse::<u64>().is_ok_and(|tokens| tokens > 20),
            )
            .await?;
            let cost = page.shown("output[data-figure=per-message]").await?;
            assert!(cost.starts_with("$0.0"), "{name}: {cost}");
        }
        Ok(())
    });
}
