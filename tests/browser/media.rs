//! What a reader's system asks for is done: nothing moves, colours are theirs, and paper is for reading.

use std::fs;

use serde_json::{Value, json};
use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

use crate::dig::open_section;

/// Runs a function body with `root`, the widget's shadow root, and `seen`, which tells whether an element
/// is on the page.
async fn ask(page: &Page, body: &str) -> Result<Value, Failure> {
    let script = format!(
        "const root = document.querySelector('token-fare').shadowRoot;
        const seen = (element) => element.checkVisibility({{ visibilityProperty: true }});
        const all = (selector) => Array.from(root.querySelectorAll(selector));
        {body}"
    );
    page.evaluate(&script, &[]).await
}

async fn open(page: &Page, rendering: Rendering) -> Result<(), Failure> {
    page.render(rendering).await?;
    page.open("index.html").await?;
    page.state_becomes("exact").await
}

#[test]
fn nothing_is_animated_for_those_who_want_no_motion() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        const LONGEST: &str = "return Math.max(...all('*').flatMap((element) =>
            [null, '::before', '::after'].map((part) => {
                const { transitionDuration, animationName, animationDuration } = getComputedStyle(element, part);
                const times = [transitionDuration, animationName === 'none' ? '0s' : animationDuration];
                return Math.max(...times.join().split(',').map(parseFloat));
            })))";
        let usual = Rendering::new(1280, Scheme::Light);
        open(page, usual).await?;
        open_section(page, "curve").await?;
        let longest = ask(page, LONGEST).await?.as_f64().unwrap_or_default();
        assert!(longest > 0.0 && longest < 0.25, "{longest} s");
        page.render(usual.reduced_motion()).await?;
        assert_eq!(ask(page, LONGEST).await?, 0);
        open_section(page, "snowball").await?;
        assert_eq!(ask(page, "return root.getAnimations?.().length ?? 0").await?, 0);
        Ok(())
    });
}

#[test]
fn in_forced_colours_everything_is_told_apart_without_ours() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        open(page, Rendering::new(768, Scheme::Dark).forced_colors()).await?;
        open_section(page, "curve").await?;
        open_section(page, "tokens").await?;
        page.find(".token").await?;
        page.screenshot("forced-colours").await?;
        let look = ask(
            page,
            "const style = (selector) => getComputedStyle(root.querySelector(selector));
            const paper = style('.tokenfare').backgroundColor;
            const series = (at) => all(`[data-dashes='${at}']`).map((line) => {
                const { stroke, strokeDasharray } = getComputedStyle(line);
                return `${stroke} ${strokeDasharray}`;
            });
            // A line and its key in the legend look alike, and no two series do.
            const looks = [0, 1, 2, 3].map((at) => new Set(series(at)));
            return {
                alike: looks.every((look) => look.size === 1),
                different: new Set(looks.flatMap((look) => [...look])).size,
                drawn: all('.line, .key').every((line) => getComputedStyle(line).stroke !== paper),
                verdict: style('.verdict').borderBlockStartStyle,
                framed: style('.token').outlineStyle,
            }",
        )
        .await?;
        let expected = json!({
            "alike": true, "different": 4, "drawn": true, "verdict": "solid", "framed": "solid",
        });
        assert_eq!(look, expected);
        Ok(())
    });
}

#[test]
fn paper_shows_what_is_open_and_nothing_to_press() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        open(page, Rendering::new(760, Scheme::Dark)).await?;
        for section in ["curve", "plans", "needs"] {
            open_section(page, section).await?;
        }
        page.find("[data-fare=api] .explain").await?.click().await?;
        page.paste(&"A text of many lines.\n".repeat(40)).await?;
        page.state_becomes("exact").await?;
        const SHOWN: &str = "return {
            sections: all('.panel').filter(seen).map((panel) => panel.dataset.section),
            pressed: all('button:not(.opener, .explain, .sort), input[type=range], summary').filter(seen).length,
            ticked: all('.tick input').filter(seen).every((input) => input.checked),
            figures: all('.explained, .plot, .figure').filter(seen).length,
            whole: root.querySelector('textarea').scrollHeight <= root.querySelector('textarea').clientHeight,
        }";
        let on_screen = ask(page, SHOWN).await?;
        assert!(on_screen["pressed"].as_u64() > Some(10), "{on_screen}");
        assert_eq!(on_screen["whole"], false, "{on_screen}");
        page.render(Rendering::new(760, Scheme::Dark).print()).await?;
        let expected = json!({
            "sections": ["pay", "curve", "plans", "needs"],
            "pressed": 0,
            "ticked": true,
            "figures": 4,
            "whole": true,
        });
        assert_eq!(ask(page, SHOWN).await?, expected);
        // Dark ink on white, whatever the screen is like.
        let ink = ask(page, "return getComputedStyle(root.querySelector('.verdict')).color").await?;
        assert_eq!(ink, "rgb(22, 32, 42)");
        page.screenshot("print").await?;
        print(page).await
    });
}

/// Keeps the page as it is printed in `target/screenshots/print.pdf`.
async fn print(page: &Page) -> Result<(), Failure> {
    let pdf = page.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true })).await?;
    let pdf = thirtyfour::support::base64_decode(pdf["data"].as_str().unwrap_or_default())?;
    assert!(pdf.starts_with(b"%PDF"));
    let path = xtask::root().join("target/screenshots/print.pdf");
    fs::write(path, pdf).expect("the folder of the screenshot before it");
    Ok(())
}
