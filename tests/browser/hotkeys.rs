//! Pages listen for keys, and translators rewrite texts: neither gets at what the widget does.

use serde_json::json;
use thirtyfour::common::keys::Key;
use tokenfare_tests::{Failure, Page, Stage};

use crate::post::{PATH, holds, post, run};

/// A page that notes every key that reaches it, and moves on with some as books do.
fn book() -> String {
    post(
        "<token-fare loading=\"eager\">hello</token-fare><script>
        window.heard = [];
        for (const type of ['keydown', 'keypress', 'keyup']) {
            addEventListener(type, ({ key }) => heard.push(`${type} ${key}`));
        }
        addEventListener('keydown', ({ key }) => {
            if (['ArrowLeft', 'ArrowRight', '/', 's', ' '].includes(key)) location.hash = '#turned';
        });
        </script>",
    )
}

async fn focus(page: &Page, selector: &str) -> Result<(), Failure> {
    run(
        page,
        &format!(
            "document.querySelector('token-fare').shadowRoot.querySelector('{selector}').focus();
            heard.length = 0;"
        ),
    )
    .await
}

#[test]
fn a_key_that_the_widget_uses_stays_in_it() {
    Stage::new().page(PATH, book()).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        focus(page, "textarea").await?;
        page.type_keys("/ s?ü").await?;
        for key in [Key::Left, Key::Right, Key::Up, Key::Home, Key::End, Key::Backspace, Key::Enter]
        {
            page.press(key).await?;
        }
        page.press_together(Key::Control, 'a').await?;
        // Of Control alone, a page may hear.
        holds(page, "heard.every((said) => said.endsWith(' Control'))").await?;
        focus(page, "[type=range]").await?;
        for key in [Key::Right, Key::Left, Key::Home, Key::PageUp] {
            page.press(key).await?;
        }
        focus(page, "select").await?;
        page.type_keys("g").await?;
        holds(page, "heard.length === 0 && location.hash === ''").await
    });
}

#[test]
fn every_other_key_is_the_pages() {
    Stage::new().page(PATH, book()).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        let heard =
            async |what: &str| holds(page, &format!("heard.includes('keydown {what}')")).await;
        focus(page, "textarea").await?;
        page.press(Key::Escape).await?;
        heard("Escape").await?;
        page.press_together(Key::Control, 'k').await?;
        heard("k").await?;
        page.press(Key::F2).await?;
        heard("F2").await?;
        page.press(Key::Tab).await?;
        heard("Tab").await?;
        // What takes no letters leaves them to the page.
        focus(page, "button").await?;
        page.type_keys("/").await?;
        heard("/").await
    });
}

/// What a translator does to a page, in a shadow root that is open to it.
const TRANSLATE: &str = "
    const root = document.querySelector('token-fare').shadowRoot;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (text.parentElement?.closest('textarea, option, style')) continue;
        const outer = document.createElement('font');
        const inner = document.createElement('font');
        inner.textContent = `${text.data}!`;
        outer.append(inner);
        if (way === 'replace') text.replaceWith(outer);
        else { text.parentNode.insertBefore(outer, text); text.remove(); }
    }
    return texts.length;";

#[test]
fn figures_go_on_after_a_translator_was_there() {
    Stage::new().page(PATH, post("<token-fare loading=\"eager\">hello world</token-fare>")).run(
        async |page| {
            for way in ["replace", "insert"] {
                page.open("post.html").await?;
                page.state_becomes("exact").await?;
                let texts = page.evaluate_async(TRANSLATE, &[("way", json!(way))]).await?;
                assert!(texts.as_u64() > Some(20), "{texts}");
                page.type_text(", hello world").await?;
                holds(page, "document.querySelector('token-fare').report.tokens.message === 5")
                    .await?;
                page.shows("[data-figure=tokens]", "5").await?;
                let month = page.shown("[data-figure=per-month]").await?;
                run(page, "document.querySelector('token-fare').messagesPerDay = 75").await?;
                let other = async || page.shown("[data-figure=per-month]").await;
                page.until("another figure", other, |other| {
                    *other != month && !other.contains('!')
                })
                .await?;
            }
            Ok(())
        },
    );
}
