//! The whole of it without a mouse: a walk with Tab from the start of the page to its end, on which all
//! that can be pressed is pressed. The focus is always seen and never lost.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use thirtyfour::common::keys::Key;
use tokenfare_tests::{Browser, Failure, Page, Stage};

/// What has the focus: which element, which of the stops it is, and whether the reader sees that.
const FOCUS: &str = "
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    window.numbers ??= new WeakMap();
    window.numbered ??= 0;
    if (!numbers.has(element)) numbers.set(element, numbered += 1);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom } = element.getBoundingClientRect();
    return {
        number: numbers.get(element),
        // Day, month and year are stops of their own in it.
        is_day: element.type === 'date',
        stops: arguments[0].filter((selector) => element.matches(selector)),
        framed: element.matches(':focus-visible') && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        in_sight: bottom > 0 && top < innerHeight,
        what: `${element.localName}.${element.className} ${element.textContent.slice(0, 40)}`,
    }";

/// Where something is done, each once, and what shows that it was: an expression that becomes true.
const STOPS: [(&str, &[Key], &str); 15] = [
    ("#language", &[Key::Down], "$('.tokenfare')?.lang === 'vi'"),
    ("textarea", &[], "report.tokens.message === 2"),
    ("#model", &[Key::Down], "report.model !== 'gpt-5.6-sol'"),
    ("[data-slider=messages-per-day]", &[Key::Right], "report.scenario.messagesPerDay === 80"),
    ("#reply-tokens", &[Key::Up], "report.scenario.replyTokens === 301"),
    (".sort", &[Key::Enter], "$('[aria-sort=ascending]:first-child')"),
    ("[data-fare=api] .explain", &[Key::Space], "$('.explained .cost')"),
    (
        "[data-chart=curve] .scrub",
        &[Key::Home],
        "$('[data-chart=curve] .reading').textContent.includes('At 0 messages')",
    ),
    ("[data-chart=curve] summary", &[Key::Enter], "$('[data-chart=curve] details').open"),
    (
        "[data-chart=snowball] .scrub",
        &[Key::Home],
        "$('[data-chart=snowball] .reading').textContent.includes('Message 1 ')",
    ),
    (
        ".models .explain[aria-pressed=false]",
        &[Key::Enter],
        "root.activeElement.ariaPressed === 'true'",
    ),
    (
        "[data-action=all-models]",
        &[Key::Space],
        "root.querySelectorAll('.models tbody tr').length > 60",
    ),
    (".token-list", &[Key::Right], "$('.token.active')?.textContent === ' world'"),
    ("[data-tick=automation]", &[Key::Space], "report.scenario.needs.includes('automation')"),
    ("[data-action=reset]", &[Key::Enter], "report.scenario.needs.length === 0"),
];

/// A section that is closed; each is opened.
const CLOSED: &str = ".opener[aria-expanded=false]";

async fn focus(page: &Page) -> Result<Value, Failure> {
    let selectors: Vec<_> = STOPS.iter().map(|(selector, ..)| *selector).chain([CLOSED]).collect();
    page.evaluate(FOCUS, &[json!(selectors)]).await
}

async fn becomes_true(page: &Page, expression: &str) -> Result<(), Failure> {
    let script = format!(
        "const element = document.querySelector('token-fare');
        const {{ report, shadowRoot: root }} = element;
        const $ = (selector) => root.querySelector(selector);
        return Boolean({expression})"
    );
    let value = async || page.evaluate(&script, &[]).await;
    page.until(expression, value, |value| value == true).await.map(|_| ())
}

/// In Chromium: under Firefox's driver, Tab does not leave a select whose choice was changed by arrow keys.
#[test]
fn everything_is_done_by_keyboard() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.copy("hello world").await?;
        let mut done = BTreeSet::new();
        let mut last = Value::Null;
        let mut opened = 0;
        loop {
            page.press(Key::Tab).await?;
            let here = focus(page).await?;
            if here.is_null() {
                break;
            }
            if here["number"] == last["number"] {
                if here["is_day"] == true {
                    continue;
                }
                break;
            }
            if done.contains("#language") && here["stops"][0] == "#language" {
                break;
            }
            assert_eq!(
                (&here["framed"], &here["in_sight"]),
                (&json!(true), &json!(true)),
                "{here}"
            );
            for stop in here["stops"].as_array().into_iter().flatten() {
                let stop = stop.as_str().unwrap_or_default();
                if stop == CLOSED {
                    let key = if opened % 2 == 0 { Key::Enter } else { Key::Space };
                    page.press(key).await?;
                    becomes_true(page, "root.activeElement.ariaExpanded === 'true'").await?;
                    // What draws the tokens is fetched now.
                    becomes_true(page, "!$('.text-tokens') || $('.token')").await?;
                    opened += 1;
                    continue;
                }
                let Some((selector, keys, outcome)) =
                    STOPS.iter().find(|(known, ..)| *known == stop)
                else {
                    continue;
                };
                if !done.insert(*selector) {
                    continue;
                }
                match *selector {
                    "textarea" => page.press_together(Key::Control, 'a').await?,
                    ".token-list" => becomes_true(page, "$('.token.active')").await?,
                    _ => {}
                }
                if *selector == "textarea" {
                    page.press_together(Key::Control, 'v').await?;
                }
                for key in *keys {
                    page.press(key.clone()).await?;
                }
                becomes_true(page, outcome).await?;
                match *selector {
                    "#language" => {
                        page.press(Key::Up).await?;
                        becomes_true(page, "$('.tokenfare')?.lang === 'en'").await?;
                        page.state_becomes("exact").await?;
                    }
                    "#model" => {
                        page.press(Key::Up).await?;
                        becomes_true(page, "report.model === 'gpt-5.6-sol'").await?;
                        page.state_becomes("exact").await?;
                    }
                    _ => {}
                }
            }
            let after = focus(page).await?;
            assert_eq!(after["number"], here["number"], "the focus went from {here} to {after}");
            assert_eq!(after["in_sight"], true, "{after}");
            last = here;
        }
        let missed: Vec<_> =
            STOPS.iter().filter(|(selector, ..)| !done.contains(selector)).collect();
        assert!(missed.is_empty(), "never met {missed:?}; the last was {last}");
        becomes_true(page, "!$('.opener[aria-expanded=false]')").await?;
        assert!(opened >= 11, "{opened} sections");
        Ok(())
    });
}

/// What goes away when it is pressed leaves the focus where the reader goes on.
#[test]
fn a_button_that_goes_hands_the_focus_on() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let stop = async |selector: &str| {
            let here = format!("root.activeElement?.matches({})", json!(selector));
            for _ in 0..12 {
                page.press(Key::Tab).await?;
                let script = format!(
                    "const root = document.querySelector('token-fare').shadowRoot; return Boolean({here})"
                );
                if page.evaluate(&script, &[]).await? == true {
                    return Ok::<_, Failure>(());
                }
            }
            becomes_true(page, &here).await
        };
        stop("[data-action=clear]").await?;
        page.press(Key::Enter).await?;
        becomes_true(page, "report.tokens.message === 0 && root.activeElement?.matches('textarea')").await?;
        stop("[data-example=support]").await?;
        page.press(Key::Enter).await?;
        becomes_true(page, "report.tokens.message > 0 && root.activeElement?.matches('textarea')").await
    });
}
