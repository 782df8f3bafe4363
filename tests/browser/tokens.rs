//! The text with its tokens: walked by keyboard, true to the native tokenizer, and light when long.

use serde_json::{Value, json};
use thirtyfour::common::keys::Key;
use tokenfare_core::tokenizer::Encoding;
use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

use crate::dig::open_section;
use crate::native::tokenizer;

const LIST: &str = ".token-list";

/// Han, a family of seven code points, Arabic, a line end.
const MIXED: &str = "price 价格是多少 👩‍👩‍👧‍👦 السعر\n  end";

async fn in_the_widget(page: &Page, body: &str) -> Result<Value, Failure> {
    let script = format!("const root = document.querySelector('token-fare').shadowRoot; {body}");
    page.evaluate(&script, &[]).await
}

/// The facts of the chosen token, in the order of its details.
async fn facts(page: &Page) -> Result<Vec<String>, Failure> {
    let facts = in_the_widget(
        page,
        "return Array.from(root.querySelectorAll('.token-details dd'), (fact) => fact.textContent)",
    )
    .await?;
    Ok(serde_json::from_value(facts).unwrap_or_default())
}

/// Waits until the chosen token is the one at `place`, from 1.
async fn chosen(page: &Page, place: usize, count: usize) -> Result<Vec<String>, Failure> {
    let place = format!("{place} of {count}");
    let is_there = |facts: &Vec<String>| facts.last() == Some(&place);
    page.until("another token", async || facts(page).await, is_there).await
}

async fn open(page: &Page, text: &str) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await?;
    page.paste(text).await?;
    page.state_becomes("exact").await?;
    open_section(page, "tokens").await?;
    page.find(".token-row [role=option]").await?;
    Ok(())
}

#[test]
fn a_walk_by_keyboard_meets_every_token_with_its_id_and_bytes() {
    Stage::new().run(async |page| {
        open(page, MIXED).await?;
        let tokenizer = tokenizer(Encoding::O200kBase);
        let expected = tokenizer.encode(MIXED).unwrap();
        let list = page.find(LIST).await?;
        list.send_keys(Key::Home + "").await?;
        for (at, id) in expected.iter().enumerate() {
            let facts = chosen(page, at + 1, expected.len()).await?;
            assert_eq!(facts[1], id.to_string(), "token {at}");
            let bytes = tokenizer.token(*id).expect("a token");
            let hex: Vec<_> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            assert_eq!(facts[2], hex.join(" "), "token {at}");
            let active = in_the_widget(
                page,
                "const list = root.querySelector('.token-list');
                return root.getElementById(list.getAttribute('aria-activedescendant'))?.ariaPosInSet",
            )
            .await?;
            assert_eq!(active, json!((at + 1).to_string()), "named to those who listen");
            list.send_keys(Key::Right + "").await?;
        }
        list.send_keys(Key::Left + "").await?;
        chosen(page, expected.len() - 1, expected.len()).await?;
        list.send_keys(Key::Control + Key::Home).await?;
        chosen(page, 1, expected.len()).await?;
        list.send_keys(Key::Control + Key::End).await?;
        chosen(page, expected.len(), expected.len()).await?;
        Ok(())
    });
}

#[test]
fn shared_characters_stay_whole_and_spaces_show_on_request() {
    Stage::new().run(async |page| {
        open(page, MIXED).await?;
        let shown = async || {
            in_the_widget(page, "return Array.from(root.querySelectorAll('.token-row'), (row) => row.textContent).join('')").await
        };
        let plain = MIXED.replace('\n', "⏎");
        page.until("the text", shown, |text| text.as_str() == Some(&plain)).await?;
        page.find(".token-toggle input").await?.send_keys(" ").await?;
        let visible = plain.replace(' ', "·");
        page.until("the spaces", shown, |text| text.as_str() == Some(&visible)).await?;
        page.find(".token-part").await?;
        Ok(())
    });
}

#[test]
fn it_follows_the_text_and_closes() {
    Stage::new().run(async |page| {
        open(page, "hello world").await?;
        page.paste("one two three").await?;
        let summary = async || page.shown(".token-summary").await;
        page.until("the new text", summary, |text| text.starts_with("3 tokens · 13 characters"))
            .await?;
        let opener = "[data-section=tokens] .opener";
        page.find(opener).await?.click().await?;
        page.until("no tokens", async || page.look(LIST).await, Option::is_none).await?;
        page.find(opener).await?.click().await?;
        page.until("the tokens again", summary, |text| text.starts_with("3 tokens")).await?;
        let set = "document.querySelector('token-fare').setAttribute('view', arguments[0])";
        for view in ["tokens", "chart", "tokens"] {
            page.evaluate(set, &[json!(view)]).await?;
            page.find(&format!(".layout[data-view={view}]")).await?;
        }
        page.until("the tokens as a view", summary, |text| text.starts_with("3 tokens")).await?;
        Ok(())
    });
}

#[test]
fn ten_megabytes_draw_only_the_rows_in_sight() {
    Stage::new().run(async |page| {
        open(page, "hello world").await?;
        let fill = "const fare = document.querySelector('token-fare');
            fare.text = Array.from({ length: 200000 }, (_, at) => `Line ${at}: what does it cost to send this again?\n`).join('')";
        page.evaluate(fill, &[]).await?;
        page.state_becomes("exact").await?;
        let list = page.find(LIST).await?;
        page.until(
            "rows of the long text",
            async || in_the_widget(page, "return root.querySelector('.token-row').textContent.startsWith('Line 0')").await,
            |there| there == &json!(true),
        )
        .await?;
        // The end is known once all rows are laid out.
        let summary = async || page.shown(".token-summary").await;
        page.until("all rows", summary, |text| text.contains("characters")).await?;
        list.send_keys(Key::Home + "").await?;
        list.send_keys(Key::Control + Key::End).await?;
        let last = async || {
            in_the_widget(page, "return Array.from(root.querySelectorAll('.token-row')).at(-1).textContent").await
        };
        page.until("the last row", last, |text| {
            text.as_str().is_some_and(|text| text.starts_with("Line 199999:"))
        })
        .await?;
        let rows = in_the_widget(page, "return root.querySelectorAll('.token-row').length").await?;
        assert!(rows.as_u64().is_some_and(|rows| (5..200).contains(&rows)), "{rows}");
        page.find(".token.active").await?;
        Ok(())
    });
}

#[test]
fn the_tokens_in_light_and_dark() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        open(
            page,
            &format!("{MIXED}\nfn main() {{ println!(\"{{:?}}\", 1234567); }} 🇻🇳 \u{200b}x"),
        )
        .await?;
        page.evaluate("document.querySelector('token-fare').setAttribute('view', 'tokens')", &[])
            .await?;
        let choose = "const options = root.querySelectorAll('.token-row [role=option]');
            options[7]?.click();
            return options[7]?.ariaLabel";
        let chosen = async || in_the_widget(page, choose).await;
        let chosen = page.until("a token to choose", chosen, |label| !label.is_null()).await?;
        for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            for width in [360, 1280] {
                page.render(Rendering::new(width, scheme)).await?;
                // Rows of another length are laid out anew; the choice stays.
                let still = "return root.querySelector('[role=option].active')?.ariaLabel";
                let still = async || in_the_widget(page, still).await;
                page.until("the chosen token", still, |label| *label == chosen).await?;
                page.screenshot(&format!("tokens-{width}-{name}")).await?;
                let content = page.evaluate("return document.documentElement.scrollWidth", &[]);
                assert_eq!(content.await?, width, "something sticks out at {width} px");
            }
        }
        Ok(())
    });
}
