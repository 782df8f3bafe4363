//! The views, and what is read out.

use std::time::Duration;

use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

async fn open(page: &Page, view: &str) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await?;
    let set = "document.querySelector('token-fare').setAttribute('view', arguments[0])";
    page.evaluate(set, &[view.into()]).await?;
    page.find(&format!(".layout[data-view={view}]")).await?;
    Ok(())
}

#[test]
fn a_compact_view_is_the_text_and_the_answer() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.paste("hello world").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        open_view(page, "compact").await?;
        // The text that was in the field is still there.
        let text = page.find("textarea").await?.prop("value").await?;
        assert_eq!(text.as_deref(), Some("hello world"));
        page.shows("[data-figure=per-message]", "$0.0060").await?;
        assert!(page.look(".opener").await?.is_none());
        for width in [320, 1280] {
            page.render(Rendering::new(width, Scheme::Light)).await?;
            page.screenshot(&format!("compact-{width}")).await?;
        }
        Ok(())
    });
}

async fn open_view(page: &Page, view: &str) -> Result<(), Failure> {
    let set = "document.querySelector('token-fare').setAttribute('view', arguments[0])";
    page.evaluate(set, &[view.into()]).await?;
    page.find(&format!(".layout[data-view={view}]")).await?;
    Ok(())
}

#[test]
fn a_badge_is_a_line() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        open(page, "badge").await?;
        let badge = page.shown("[data-view=badge] > p").await?;
        assert_eq!(badge, "62 tokens · $0.0063");
        page.render(Rendering::new(320, Scheme::Light)).await?;
        page.screenshot("badge-320").await
    });
}

#[test]
fn a_chart_view_is_the_answer_and_the_chart() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        open(page, "chart").await?;
        page.find("[data-chart=curve] .plot").await?;
        assert!(page.look("textarea").await?.is_none());
        page.render(Rendering::new(320, Scheme::Dark)).await?;
        page.screenshot("chart-320").await
    });
}

#[test]
fn a_view_that_is_none_is_refused() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.evaluate("document.querySelector('token-fare').setAttribute('view', 'huge')", &[])
            .await?;
        page.find("[role=alert]").await?;
        let notice = page.shown("[role=alert]").await?;
        assert!(notice.contains("huge") && notice.contains("compact"), "{notice}");
        Ok(())
    });
}

#[test]
fn the_answer_is_read_out_once_the_reader_pauses() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let record = "window.said = [];
            const root = document.querySelector('token-fare').shadowRoot;
            const regions = root.querySelectorAll('[role=status]');
            for (const region of regions) new MutationObserver(() =>
                region.textContent && said.push(region.textContent)
            ).observe(region, { childList: true });
            return regions.length";
        assert_eq!(page.evaluate(record, &[]).await?, 2);
        page.clear_text().await?;
        page.type_text("hello world").await?;
        let said = async || page.evaluate("return said", &[]).await;
        let said = page.until("words", said, |said| said[0].is_string()).await?;
        let first = said[0].as_str().unwrap_or_default();
        assert!(first.starts_with("2 tokens. $0.0060 a message, $7.24 a month"), "{first}");
        assert!(first.contains("GPT-5.6 Sol API is cheapest"), "{first}");
        // One sentence for the whole of the typing, and no other afterwards.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let count = page.evaluate("return said.length", &[]).await?;
        assert_eq!(count, 1);
        Ok(())
    });
}
