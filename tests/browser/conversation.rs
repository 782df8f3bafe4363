//! Texts that are conversations, and a system prompt that is pasted.

use axum::http::StatusCode;
use serde_json::json;
use thirtyfour::common::keys::Key;
use tokenfare_core::tokenizer::Encoding;
use tokenfare_core::transcript::read;
use tokenfare_tests::{Browser, Failure, Fault, Page, Rendering, Scheme, Stage};

use crate::dig::open_section;
use crate::native::{report_for, report_of, tokenizer};
use crate::post::{PATH, post};
use crate::report::{is_announced, listen};

const JSON: &str = r#"{"model": "gpt-4o", "messages": [
  {"role": "system", "content": "Be brief."},
  {"role": "user", "content": [{"type": "text", "text": "Who is on 图片?"}, {"type": "image_url", "image_url": {"url": "x"}}]},
  {"role": "assistant", "content": "A cat."},
  {"role": "user", "content": "Whose 🐈 is it?"}]}"#;

const LINES: &str =
    "User: What does it cost?\nAssistant: Two dollars.\nUser: And tomorrow?\nAssistant: Three.";

async fn open(page: &Page) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await?;
    listen(page).await
}

/// Waits for the report that the command line would make of the conversation.
async fn is_priced(page: &Page, text: &str, settings: &[(&str, &str)]) -> Result<(), Failure> {
    let weigh =
        |count: &dyn Fn(&str) -> u64| read(text).expect("a conversation").weights(text, count);
    let native = report_of(weigh, settings);
    is_announced(page, &serde_json::to_value(native).expect("plain data")).await
}

async fn is_plain(page: &Page, text: &str, settings: &[(&str, &str)]) -> Result<(), Failure> {
    let native = report_for(text, settings);
    is_announced(page, &serde_json::to_value(native).expect("plain data")).await
}

#[test]
fn messages_in_json_are_priced_one_by_one() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.paste(JSON).await?;
        page.shows("[data-figure=read]", "Read as a conversation: 4 messages.").await?;
        is_priced(page, JSON, &[]).await?;
        let read = page.shown(".read").await?;
        assert!(read.contains("Not counted: 1 × image_url."), "{read}");
        page.find("[data-tick=overhead]").await?.send_keys(" ").await?;
        is_priced(page, JSON, &[("overhead", "off")]).await?;
        page.find("[data-tick=as-plain]").await?.send_keys(" ").await?;
        is_plain(page, JSON, &[("overhead", "off")]).await?;
        page.find("[data-tick=overhead]").await?.send_keys(" ").await?;
        page.find("[data-tick=as-plain]").await?.send_keys(" ").await?;
        is_priced(page, JSON, &[]).await?;
        page.find("[data-fare=api] .explain").await?.click().await?;
        // What explains is fetched by the first who asks.
        page.find(".explained .cost").await?;
        let explained = page.shown(".explained").await?;
        assert!(explained.contains("A conversation of 2 messages"), "{explained}");
        assert!(explained.contains("The chat format adds"), "{explained}");
        page.shows("[data-section=conversation] .gist", "2 messages each").await?;
        page.paste("hello world").await?;
        page.until("no sentence", async || page.look(".read").await, Option::is_none).await?;
        is_plain(page, "hello world", &[]).await
    });
}

#[test]
fn lines_of_two_speakers_are_a_conversation_as_soon_as_both_speak() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.paste("User: What does it cost?\n").await?;
        is_plain(page, "User: What does it cost?\n", &[]).await?;
        page.type_text("Assistant: Two dollars.").await?;
        page.shows("[data-figure=read]", "Read as a conversation: 2 messages.").await?;
        page.paste(LINES).await?;
        page.shows("[data-figure=read]", "Read as a conversation: 4 messages.").await?;
        is_priced(page, LINES, &[]).await?;
        open_section(page, "conversation").await?;
        page.find("[data-section=conversation] .finding").await?;
        let finding = page.shown("[data-section=conversation] .finding").await?;
        assert!(finding.contains("2 messages with their replies"), "{finding}");
        assert!(page.look("#turns").await?.is_none(), "a setting without effect");
        Ok(())
    });
}

#[test]
fn a_keystroke_in_a_long_conversation_does_not_wait_for_it_to_be_read() {
    Stage::new().only_in(Browser::Chromium).alone().run(async |page| {
        open(page).await?;
        let turn = "User: What does it cost to send this again and again?\nAssistant: Two dollars, 每月二十元.\n";
        let text = turn.repeat(900_000 / turn.len());
        page.paste(&text).await?;
        page.find("[data-figure=read]").await?;
        let times = crate::smooth::milliseconds_per_keystroke(page, "And now?").await?;
        let longest = times.iter().copied().fold(0.0, f64::max);
        println!("at most {longest:.1} ms for a keystroke in a long conversation");
        assert!(times.len() == 8 && longest < 50.0, "{times:?}");
        is_priced(page, &(text + "And now?"), &[]).await
    });
}

#[test]
fn a_pasted_system_prompt_is_counted_into_the_setting() {
    const PROMPT: &str =
        "You are a helpful shop assistant. 请用中文回答。 Never promise a date. 🐈";
    let tokens = |encoding| tokenizer(encoding).count(PROMPT).to_string();
    Stage::new().run(async |page| {
        open(page).await?;
        page.paste("hello world").await?;
        open_section(page, "conversation").await?;
        page.find("#system-prompt").await?;
        let insert = "const field = document.querySelector('token-fare').shadowRoot.querySelector('#system-prompt');
            field.focus();
            document.execCommand('insertText', false, arguments[0])";
        page.evaluate(insert, &[json!(PROMPT)]).await?;
        let o200k = tokens(Encoding::O200kBase);
        is_plain(page, "hello world", &[("system-tokens", &o200k)]).await?;
        page.shows("#system-prompt-tokens", &format!("{o200k} tokens, counted exactly. They have become the number above.")).await?;
        let number = page.find("#system-tokens").await?.prop("value").await?;
        assert_eq!(number.as_deref(), Some(&*o200k));
        let set = "document.querySelector('token-fare').setAttribute(arguments[0], arguments[1])";
        page.evaluate(set, &[json!("model"), json!("gpt-4-turbo")]).await?;
        let cl100k = tokens(Encoding::Cl100kBase);
        assert_ne!(cl100k, o200k);
        is_plain(page, "hello world", &[("model", "gpt-4-turbo"), ("system-tokens", &cl100k)]).await?;
        // Closed and opened again, it is still there.
        let opener = "[data-section=conversation] .opener";
        page.find(opener).await?.click().await?;
        page.until("closed", async || page.look("#system-prompt").await, Option::is_none).await?;
        page.find(opener).await?.click().await?;
        let field = page.find("#system-prompt").await?;
        let shown = field.prop("value").await?;
        assert_eq!(shown.as_deref(), Some(PROMPT));
        field.send_keys(Key::Control + "a" + Key::Delete).await?;
        is_plain(page, "hello world", &[("model", "gpt-4-turbo")]).await
    });
}

#[test]
fn the_field_for_the_system_prompt_in_every_width() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        open(page).await?;
        page.paste(LINES).await?;
        open_section(page, "conversation").await?;
        let insert = "const field = document.querySelector('token-fare').shadowRoot.querySelector('#system-prompt');
            field.focus();
            document.execCommand('insertText', false, 'You are a helpful shop assistant.')";
        page.find("#system-prompt").await?;
        page.evaluate(insert, &[]).await?;
        page.find("[data-fare=api] .explain").await?.click().await?;
        for (language, width) in [("en", 360), ("en", 1280), ("zh-Hans", 360), ("ar", 1280)] {
            let set = "document.querySelector('token-fare').setAttribute('lang', arguments[0])";
            page.evaluate(set, &[json!(language)]).await?;
            page.find(&format!(".tokenfare[lang={language}] [data-figure=read]")).await?;
            page.render(Rendering::new(width, Scheme::Light)).await?;
            page.screenshot(&format!("conversation-{width}-{language}")).await?;
            let content = page.evaluate("return document.documentElement.scrollWidth", &[]);
            assert_eq!(content.await?, width, "something sticks out at {width} px");
        }
        Ok(())
    });
}

/// What reads conversations is fetched for those that may be one. Without it, the reader is told how their
/// text is counted, in any language, and can try again.
#[test]
fn a_conversation_that_cannot_be_read_is_said_to_be_counted_as_plain_text() {
    let widget = "<token-fare loading=\"eager\">A text.</token-fare>";
    // Not on the site's own page, whose service worker may have kept the file already.
    Stage::new().page(PATH, post(widget)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        listen(page).await?;
        page.break_file("quote.wasm", Fault::Status(StatusCode::NOT_FOUND));
        page.paste(JSON).await?;
        page.shows("[data-figure=tokens]", &tokenizer(Encoding::O200kBase).count(JSON).to_string())
            .await?;
        let note = async || page.shown("[part=notice][role=alert]").await;
        let languages = [
            ("en", "counted as plain text"),
            ("zh-Hans", "按纯文本计算"),
            ("vi", "văn bản thường"),
            ("ar", "كنص عادي"),
        ];
        for (tag, words) in languages {
            let set = "document.querySelector('token-fare').lang = arguments[0]";
            page.evaluate(set, &[json!(tag)]).await?;
            page.until(tag, note, |told| told.contains(words)).await?;
        }
        page.mend_file("quote.wasm");
        page.find("[part=notice] button").await?.click().await?;
        page.find("[data-figure=read]").await?;
        page.until("no sentence", note, String::is_empty).await?;
        is_priced(page, JSON, &[]).await
    });
}
