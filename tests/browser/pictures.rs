//! The page as it looks, kept in `target/screenshots/`.

use tokenfare_tests::{Browser, Rendering, Scheme, Stage};

use crate::dig::open_every_section;

/// Whether every child of the widget's sections ends where the widget does. What is in a block that
/// scrolls by itself does not count.
const STAYS_INSIDE: &str = "
    const root = document.querySelector('token-fare').shadowRoot;
    const card = root.querySelector('.tokenfare').getBoundingClientRect();
    return Array.from(root.querySelectorAll('section > *'), (e) => e.getBoundingClientRect())
        .every(({ left, right }) => left >= card.left && right <= card.right)";

#[test]
fn every_width_in_light_and_dark() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            for width in [320, 360, 768, 1280] {
                page.render(Rendering::new(width, scheme)).await?;
                page.screenshot(&format!("page-{width}-{name}")).await?;
                let content = page.evaluate("return document.documentElement.scrollWidth", &[]);
                assert_eq!(content.await?, width, "something sticks out at {width} px");
                let inside = page.evaluate(STAYS_INSIDE, &[]);
                assert_eq!(inside.await?, true, "something sticks out of the card at {width} px");
            }
        }
        Ok(())
    });
}

#[test]
fn an_empty_field() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.find("[data-action=clear]").await?.click().await?;
        page.find(".examples").await?;
        for width in [320, 1280] {
            page.render(Rendering::new(width, Scheme::Light)).await?;
            page.screenshot(&format!("empty-{width}")).await?;
        }
        Ok(())
    });
}

/// Everything open, with a conversation in Chinese and emoji.
#[test]
fn everything_open_in_every_width() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        open_every_section(page).await?;
        page.paste("价格是多少？每月三百二十元。👩‍👩‍👧‍👦\nfn main() { println!(\"hi\"); }").await?;
        page.evaluate(
            "const element = document.querySelector('token-fare');
            element.setAttribute('turns', '20');
            element.setAttribute('monthly-limit', '20');",
            &[],
        )
        .await?;
        page.state_becomes("exact").await?;
        for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            for width in [320, 768, 1280] {
                page.render(Rendering::new(width, scheme)).await?;
                page.screenshot(&format!("open-{width}-{name}")).await?;
                let content = page.evaluate("return document.documentElement.scrollWidth", &[]);
                assert_eq!(content.await?, width, "something sticks out at {width} px");
            }
        }
        Ok(())
    });
}

/// Draws the README's picture anew: `cargo test --package tokenfare-tests --test browser -- --ignored`.
#[test]
#[ignore = "writes docs/widget.png, which is committed"]
fn for_the_readme() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.render(Rendering::new(1080, Scheme::Light)).await?;
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        // The picture is of one day, so that it only changes with what it shows.
        let day = "document.querySelector('token-fare').setAttribute('on', '2026-11-22')";
        page.evaluate(day, &[]).await?;
        page.screenshot_for_the_repository("docs/widget.png").await
    });
}
