//! What axe-core finds in the page: nothing, in any view, theme and language, with all that opens open.

use std::fs;

use serde_json::{Value, json};
use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};
use xtask::npm;

const AXE: (&str, &str) = ("axe-core", "4.14.1");

/// Opens what is closed until nothing is: what opens may hold more.
pub(crate) const OPEN_ALL: &str = "
    const root = document.querySelector('token-fare').shadowRoot;
    for (let round = 0; round < 5; round += 1) {
        const closed = root.querySelectorAll('[aria-expanded=false], details:not([open]) > summary');
        if (!closed.length) return;
        for (const button of closed) button.click();
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }";

async fn load_axe(page: &Page) -> Result<(), Failure> {
    let package = npm::installed(AXE.0, AXE.1)?;
    let source = fs::read_to_string(package.join("axe.min.js")).expect("axe-core's own file");
    page.evaluate(&source, &[]).await.map(|_| ())
}

/// Every rule there is but those that are experiments, on the page and in its shadow roots.
async fn finds_nothing(page: &Page, where_: &str) -> Result<(), Failure> {
    // Colours on their way from one scheme to the other are nobody's to read.
    let run = "const root = document.querySelector('token-fare').shadowRoot;
        for (const turn of [1, 2]) await new Promise((drawn) => requestAnimationFrame(drawn));
        const moving = [...document.getAnimations(), ...root.getAnimations()];
        await Promise.allSettled(moving.map(({ finished }) => finished));
        const { violations } = await axe.run(document, {
            resultTypes: ['violations'],
            rules: { 'target-size': { enabled: true } },
        });
        return violations.map(({ id, nodes }) =>
            [id, nodes.slice(0, 3).map(({ target, failureSummary }) =>
                `${JSON.stringify(target)}: ${failureSummary}`)])";
    let violations = page.evaluate_async(run, &[]).await?;
    assert_eq!(violations, json!([]), "{where_}: {violations:#}");
    Ok(())
}

async fn languages(page: &Page) -> Result<Vec<String>, Failure> {
    let script = "return Array.from(document.querySelectorAll('#language option'), (o) => o.value)";
    let languages = page
        .until(
            "the languages",
            async || page.evaluate(script, &[]).await,
            |tags| tags.as_array().is_some_and(|tags| !tags.is_empty()),
        )
        .await?;
    Ok(serde_json::from_value::<Vec<String>>(languages).unwrap_or_default())
}

async fn set(page: &Page, attribute: &str, value: &str) -> Result<Value, Failure> {
    let script = "document.querySelector('token-fare').setAttribute(arguments[0], arguments[1])";
    page.evaluate(script, &[json!(attribute), json!(value)]).await
}

#[test]
fn it_finds_nothing_in_any_theme_and_language() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        load_axe(page).await?;
        for language in languages(page).await? {
            let choose = "const choice = document.querySelector('#language');
                choice.value = arguments[0];
                choice.dispatchEvent(new Event('change'))";
            page.evaluate(choose, &[json!(language)]).await?;
            page.find(&format!(".tokenfare[lang={language}]")).await?;
            page.state_becomes("exact").await?;
            page.evaluate_async(OPEN_ALL, &[]).await?;
            for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
                page.render(Rendering::new(1280, scheme).reduced_motion()).await?;
                finds_nothing(page, &format!("{language}, {name}")).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn it_finds_nothing_in_any_view_and_width() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        load_axe(page).await?;
        for view in ["full", "compact", "badge", "tokens", "chart"] {
            set(page, "view", view).await?;
            page.evaluate_async(OPEN_ALL, &[]).await?;
            for width in [360, 1280] {
                page.render(Rendering::new(width, Scheme::Light).reduced_motion()).await?;
                finds_nothing(page, &format!("{view}, {width} px")).await?;
            }
        }
        Ok(())
    });
}
