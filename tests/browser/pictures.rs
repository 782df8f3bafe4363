//! The page as it looks, kept in `target/screenshots/`.

use serde_json::json;
use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

use crate::dig::open_every_section;

const SCHEMES: [(Scheme, &str); 2] = [(Scheme::Light, "light"), (Scheme::Dark, "dark")];

/// Whether every child of the widget's sections ends where the widget does. What is in a block that
/// scrolls by itself does not count.
const STAYS_INSIDE: &str = "
    const root = document.querySelector('token-fare').shadowRoot;
    const card = root.querySelector('.tokenfare').getBoundingClientRect();
    return Array.from(root.querySelectorAll('section > *'), (e) => e.getBoundingClientRect())
        .every(({ left, right }) => left >= card.left - 0.1 && right <= card.right + 0.1)";

/// Keeps a picture, of which nothing sticks out.
async fn picture(page: &Page, name: &str, rendering: Rendering) -> Result<(), Failure> {
    page.render(rendering).await?;
    page.screenshot(name).await?;
    let content = page.evaluate("return document.documentElement.scrollWidth", &[]).await?;
    assert_eq!(content, rendering.width, "something sticks out of the page in {name}");
    let inside = page.evaluate(STAYS_INSIDE, &[]).await?;
    assert_eq!(inside, true, "something sticks out of the card in {name}");
    Ok(())
}

async fn set(page: &Page, attribute: &str, value: &str) -> Result<(), Failure> {
    let script = "document.querySelector('token-fare').setAttribute(arguments[0], arguments[1])";
    page.evaluate(script, &[json!(attribute), json!(value)]).await.map(|_| ())
}

#[test]
fn every_width_in_light_and_dark_and_three_languages() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        for language in ["en", "zh-Hans", "ar"] {
            page.open(&format!("index.html?lang={language}")).await?;
            page.find(&format!(".tokenfare[lang={language}]")).await?;
            page.state_becomes("exact").await?;
            for (scheme, name) in SCHEMES {
                for width in [320, 360, 768, 1280] {
                    let rendering = Rendering::new(width, scheme);
                    picture(page, &format!("page-{language}-{width}-{name}"), rendering).await?;
                }
            }
        }
        Ok(())
    });
}

/// A figure is read at a glance: on one line, whatever the language and the width.
#[test]
fn no_amount_is_broken() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        for language in ["en", "zh-Hans", "ar", "vi"] {
            page.open(&format!("index.html?lang={language}")).await?;
            page.find(&format!(".tokenfare[lang={language}]")).await?;
            page.state_becomes("exact").await?;
            set(page, "messages-per-day", "1000000").await?;
            for width in [320, 768, 1280] {
                page.render(Rendering::new(width, Scheme::Light)).await?;
                let broken = "const root = document.querySelector('token-fare').shadowRoot;
                    const figures = root.querySelectorAll('.figure output, td[data-figure]');
                    return Array.from(figures).filter((figure) => {
                        const range = document.createRange();
                        range.selectNodeContents(figure);
                        const tops = Array.from(range.getClientRects(), ({ top }) => Math.round(top / 8));
                        return new Set(tops).size > 1;
                    }).map((figure) => figure.textContent)";
                let broken = page.evaluate(broken, &[]).await?;
                assert_eq!(broken, json!([]), "{language} in {width} px");
            }
        }
        Ok(())
    });
}

/// At 400 % a window of 1280 × 1024 pixels has the room of 320 × 256.
#[test]
fn the_views_and_four_times_as_large() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        for view in ["compact", "badge", "tokens", "chart"] {
            set(page, "view", view).await?;
            page.find(&format!(".layout[data-view={view}]")).await?;
            if view == "tokens" {
                page.find(".token").await?;
            }
            for (scheme, name) in SCHEMES {
                for width in [320, 1280] {
                    let rendering = Rendering::new(width, scheme);
                    picture(page, &format!("{view}-{width}-{name}"), rendering).await?;
                }
            }
        }
        set(page, "view", "full").await?;
        page.find(".layout[data-view=full]").await?;
        let zoomed = Rendering::new(320, Scheme::Light).height(256);
        picture(page, "page-at-400-percent", zoomed).await
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
            picture(page, &format!("empty-{width}"), Rendering::new(width, Scheme::Light)).await?;
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
        set(page, "turns", "20").await?;
        set(page, "monthly-limit", "20").await?;
        page.state_becomes("exact").await?;
        for (scheme, name) in SCHEMES {
            for width in [320, 768, 1280] {
                picture(page, &format!("open-{width}-{name}"), Rendering::new(width, scheme))
                    .await?;
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
