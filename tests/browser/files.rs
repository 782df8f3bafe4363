//! Files that go with the text: chosen or dropped, counted while they are read, taken away.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use thirtyfour::common::keys::Key;
use tokenfare_core::report::Weights;
use tokenfare_core::tokenizer::Encoding;
use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

use crate::native::{grouped, report_of, tokenizer};
use crate::post::{PATH, post};
use crate::report::{is_announced, listen};

const NOTES: &str = "# Notes\n\nThe price is 价格 and the family is 👩‍👩‍👧‍👦.\n";
const TABLE: &str = "name,price\nlamp,12.50\nשלום,7\n";
const ASKED: &str = r#"{"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Who?"}, {"role": "assistant", "content": "A cat."}]}"#;

/// A file on the disk with this name and content, in a folder of the test's own.
fn file(test: &str, name: &str, content: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tokenfare-files-{test}"));
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, content).expect("a file");
    path
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

async fn choose(page: &Page, paths: &[&PathBuf]) -> Result<(), Failure> {
    let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    Ok(page.find("input[type=file]").await?.send_keys(paths.join("\n")).await?)
}

/// Drops a file of so many lines that no two are alike, which the page makes, on the field.
const DROP: &str = "
    const root = document.querySelector('token-fare').shadowRoot;
    const carried = new DataTransfer();
    const lines = (at) => Array.from({ length: 10000 }, (_, line) => `Line ${at * 10000 + line}: what does it cost to send this again?\\n`).join('');
    const parts = Array.from({ length: arguments[1] }, (_, at) => lines(at));
    carried.items.add(new File(parts, arguments[0]));
    const field = root.querySelector('textarea');
    for (const type of ['dragover', 'drop'])
        field.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true, composed: true }));
    return parts.reduce((sum, part) => sum + part.length, 0)";

async fn open(page: &Page) -> Result<(), Failure> {
    page.open("index.html").await?;
    begin(page).await
}

async fn begin(page: &Page) -> Result<(), Failure> {
    page.state_becomes("exact").await?;
    listen(page).await?;
    page.paste("hello world").await?;
    page.state_becomes("exact").await
}

/// Waits until the widget's report is the one for these tokens.
async fn amounts_to(page: &Page, tokens: u64, settings: &[(&str, &str)]) -> Result<(), Failure> {
    let native = report_of(|_| Weights::from(tokens), settings);
    is_announced(page, &serde_json::to_value(native).expect("plain data")).await?;
    page.shows("[data-figure=tokens]", &grouped(tokens)).await
}

fn tokens_of(encoding: Encoding, texts: &[&str]) -> u64 {
    let tokenizer = tokenizer(encoding);
    texts.iter().map(|text| tokenizer.count(text) as u64).sum()
}

/// What the live regions have said begins with this.
async fn says(page: &Page, sentence: &str) -> Result<(), Failure> {
    let said = async || {
        let script = "const root = document.querySelector('token-fare').shadowRoot;
            return Array.from(root.querySelectorAll('[role=status]'), (e) => e.textContent).join('')";
        page.evaluate(script, &[]).await
    };
    page.until("what is said", said, |said| {
        said.as_str().is_some_and(|said| said.starts_with(sentence))
    })
    .await
    .map(|_| ())
}

#[test]
fn several_files_add_up_with_the_text() {
    let notes = file("several", "notes.md", NOTES.as_bytes());
    let table = file("several", "table.csv", &utf16(TABLE));
    // No service worker, whose requests come when they like.
    let post = post("<token-fare loading=\"eager\">x</token-fare>");
    Stage::new().page(PATH, post).run(async |page| {
        page.open(&PATH[1..]).await?;
        begin(page).await?;
        let before = page.requested();
        choose(page, &[&notes, &table]).await?;
        let all = tokens_of(Encoding::O200kBase, &["hello world", NOTES, TABLE]);
        amounts_to(page, all, &[]).await?;
        let files = tokens_of(Encoding::O200kBase, &[NOTES, TABLE]);
        says(page, &format!("2 files: {files} tokens in all.")).await?;
        let one = tokens_of(Encoding::O200kBase, &[NOTES]);
        page.shows(".file .file-state", &format!("{one} tokens")).await?;
        // What shows them, and nothing else, has been fetched.
        let after = page.requested();
        let mut new: Vec<_> = after.iter().filter(|name| !before.contains(name)).collect();
        new.sort();
        assert_eq!(new, ["lazy.css", "lazy.wasm"]);
        page.find(".file button").await?.send_keys(Key::Enter + "").await?;
        amounts_to(page, all - one, &[]).await?;
        let focus = "const root = document.querySelector('token-fare').shadowRoot;
            return root.activeElement.closest('.file')?.querySelector('.file-name').textContent";
        assert_eq!(page.evaluate(focus, &[]).await?, json!("table.csv"));
        page.find(".file button").await?.send_keys(" ").await?;
        amounts_to(page, tokens_of(Encoding::O200kBase, &["hello world"]), &[]).await?;
        let focus = "return document.querySelector('token-fare').shadowRoot.activeElement.type";
        assert_eq!(page.evaluate(focus, &[]).await?, json!("file"));
        Ok(())
    });
}

#[test]
fn another_model_or_language_keeps_them() {
    let notes = file("model", "notes.md", NOTES.as_bytes());
    Stage::new().run(async |page| {
        open(page).await?;
        choose(page, &[&notes]).await?;
        let texts = ["hello world", NOTES];
        amounts_to(page, tokens_of(Encoding::O200kBase, &texts), &[]).await?;
        let set = "document.querySelector('token-fare').setAttribute(arguments[0], arguments[1])";
        page.evaluate(set, &[json!("model"), json!("gpt-4-turbo")]).await?;
        let tokens = tokens_of(Encoding::Cl100kBase, &texts);
        amounts_to(page, tokens, &[("model", "gpt-4-turbo")]).await?;
        page.evaluate(set, &[json!("lang"), json!("vi")]).await?;
        page.find(".tokenfare[lang=vi] .file[data-status=exact]").await?;
        amounts_to(page, tokens, &[("model", "gpt-4-turbo")]).await?;
        page.evaluate(set, &[json!("view"), json!("compact")]).await?;
        page.find(".layout[data-view=compact] .file[data-status=exact]").await?;
        Ok(())
    });
}

#[test]
fn what_is_no_text_is_named_and_not_counted() {
    let picture = file("binary", "photo.png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
    let latin = file("binary", "old.txt", b"caf\xE9");
    Stage::new().run(async |page| {
        open(page).await?;
        choose(page, &[&picture, &latin]).await?;
        page.find(".file:nth-child(2)[data-status=failed]").await?;
        let sentence = |name: &str| {
            format!(
                "{name} is no text in UTF-8 or UTF-16, so it is not counted. Save what it says as UTF-8 text and add that."
            )
        };
        page.shows(".file:first-child .file-state", &sentence("photo.png")).await?;
        says(page, &format!("{} {}", sentence("photo.png"), sentence("old.txt"))).await?;
        amounts_to(page, 2, &[]).await
    });
}

#[test]
fn a_conversation_in_a_file_is_read_as_one() {
    let asked = file("conversation", "asked.json", ASKED.as_bytes());
    Stage::new().run(async |page| {
        open(page).await?;
        choose(page, &[&asked]).await?;
        page.shows("[data-figure=read]", "Read as a conversation: 3 messages.").await?;
        // The text goes with its first message.
        let native = report_of(
            |count| {
                let asked = tokenfare_core::transcript::read(ASKED).expect("a conversation");
                let weights = asked.weights(ASKED, count);
                weights.and_message(count("hello world"))
            },
            &[],
        );
        is_announced(page, &serde_json::to_value(native).expect("plain data")).await?;
        page.find("[data-tick=as-plain]").await?.send_keys(" ").await?;
        amounts_to(page, tokens_of(Encoding::O200kBase, &["hello world", ASKED]), &[]).await
    });
}

#[test]
fn a_long_file_is_counted_while_it_is_read_and_cancelled_at_once() {
    Stage::new().only_in(Browser::Chromium).alone().run(async |page| {
        open(page).await?;
        // What draws the list is loaded before anything is measured.
        page.evaluate(DROP, &[json!("short.txt"), json!(0)]).await?;
        page.find(".file[data-status=exact]").await?;
        page.evaluate("document.querySelector('token-fare').shadowRoot.querySelector('.file button').click()", &[]).await?;
        let bytes = page.evaluate(DROP, &[json!("long.txt"), json!(220)]).await?;
        assert!(bytes.as_u64().is_some_and(|bytes| bytes > 100_000_000), "{bytes}");
        page.evaluate(crate::smooth::HOLD_UPS, &[]).await?;
        page.find(".file progress").await?;
        // In one step: typed letter by letter, a busy machine would have counted the file meanwhile.
        page.insert_text(" and more words").await?;
        let counting = page.look(".file[data-status=counting]").await?;
        assert!(counting.is_some(), "a hundred megabytes are counted before this can be seen");
        let held_up = page.evaluate("return heldUp", &[]).await?;
        assert!(held_up.as_f64().is_some_and(|held_up| held_up < 50.0), "{held_up} ms in a frame");
        let cancel = "const root = document.querySelector('token-fare').shadowRoot;
            const text = () => root.querySelector('[data-figure=tokens]').textContent;
            const before = text();
            const start = performance.now();
            root.querySelector('.file button').click();
            while (text() === before || root.querySelector('.file')) await new Promise((drawn) => setTimeout(drawn));
            const cancelled = performance.now() - start;
            // The worker is free for the text at once, too.
            const field = root.querySelector('textarea');
            field.focus();
            document.execCommand('insertText', false, '!');
            const expected = '6';
            while (text() !== expected) await new Promise((drawn) => setTimeout(drawn));
            return [cancelled, performance.now() - start]";
        let times = page.evaluate_async(cancel, &[]).await?;
        let times: Vec<f64> = serde_json::from_value(times).unwrap_or_default();
        println!("cancelled after {times:?} ms");
        assert!(times.iter().all(|time| *time < 100.0), "{times:?}");
        Ok(())
    });
}

#[test]
fn the_list_in_every_width() {
    let notes = file("pictures", "a-rather-long-name-of-a-file-with-notes.md", NOTES.as_bytes());
    let picture = file("pictures", "photo.png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
    let asked = file("pictures", "asked.json", ASKED.as_bytes());
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        open(page).await?;
        choose(page, &[&notes, &picture, &asked]).await?;
        page.find("[data-figure=read]").await?;
        page.evaluate(DROP, &[json!("long.txt"), json!(110)]).await?;
        let rendered = async |name: &str, schemes: &[(Scheme, &str)]| {
            for (scheme, theme) in schemes {
                for width in [360, 1280] {
                    page.render(Rendering::new(width, *scheme)).await?;
                    page.screenshot(&format!("files-{width}-{theme}{name}")).await?;
                    let content = page.evaluate("return document.documentElement.scrollWidth", &[]);
                    assert_eq!(
                        content.await?,
                        Value::from(width),
                        "something sticks out at {width} px"
                    );
                }
            }
            Ok::<_, Failure>(())
        };
        rendered("", &[(Scheme::Light, "light"), (Scheme::Dark, "dark")]).await?;
        let arabic = "document.querySelector('token-fare').setAttribute('lang', 'ar')";
        page.evaluate(arabic, &[]).await?;
        page.find(".tokenfare[lang=ar] .file").await?;
        rendered("-ar", &[(Scheme::Light, "light")]).await
    });
}
