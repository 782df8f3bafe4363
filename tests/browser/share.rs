//! Sharing: a link restores what it was made from, the figures are core's, the tag works where it is put.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use thirtyfour::common::keys::Key;
use tokenfare_core::scenario::Link;
use tokenfare_tests::{Browser, Failure, Fault, Page, Rendering, Scheme, Stage};
use xtask::release::Release;

use crate::dig::open_section;
use crate::hostile::STRICT_FOR_THE_SITE;
use crate::native::report_for;
use crate::post::{PATH, catch_saved, holds, overhear, post, run};

const LINK: &str = "[data-panel=share] input[type=text]";
const TEXT: &str = "a < b & c\n1 + 1 = 50 %? 价格 👩‍👩‍👧‍👦";

async fn in_share(page: &Page, body: &str) -> Result<Value, Failure> {
    let script = format!(
        "const share = document.querySelector('token-fare').shadowRoot
            .querySelector('[data-panel=share]'); {body}"
    );
    page.evaluate(&script, &[]).await
}

async fn link(page: &Page) -> Result<String, Failure> {
    let link =
        in_share(page, "return share?.querySelector('input[type=text]')?.value ?? ''").await?;
    Ok(link.as_str().unwrap_or_default().into())
}

async fn tag(page: &Page) -> Result<String, Failure> {
    let tag = "return Array.from(share?.querySelectorAll('textarea') ?? []).at(-1)?.value ?? ''";
    Ok(in_share(page, tag).await?.as_str().unwrap_or_default().into())
}

async fn set(page: &Page, settings: &[(&str, &str)]) -> Result<(), Failure> {
    for (name, value) in settings {
        let set = "document.querySelector('token-fare').setAttribute(...arguments)";
        page.evaluate(set, &[json!(name), json!(value)]).await?;
    }
    Ok(())
}

/// The section on `path`, about this text.
async fn open(page: &Page, path: &str, text: &str) -> Result<(), Failure> {
    page.open(path).await?;
    page.state_becomes("exact").await?;
    page.paste(text).await?;
    page.state_becomes("exact").await?;
    open_section(page, "share").await?;
    page.find(LINK).await?;
    page.until("a link", async || link(page).await, |link| !link.is_empty()).await?;
    Ok(())
}

/// Leaves the page and comes back to an address, as somebody does who was sent it.
async fn visit(page: &Page, address: &str) -> Result<(), Failure> {
    let (_, scenario) = address.split_once('#').expect("a link");
    page.open(&format!("index.html?{}#{scenario}", scenario.len())).await?;
    page.state_becomes("exact").await
}

const SETTINGS: [(&str, &str); 6] = [
    ("model", "gpt-4o"),
    ("plans", "chatgpt-plus,claude-pro"),
    ("turns", "5"),
    ("currency", "EUR"),
    ("rate", "0.92"),
    ("rate-on", "2026-11-20"),
];

#[test]
fn a_link_restores_every_setting_and_the_text_if_it_was_ticked() {
    Stage::new().run(async |page| {
        open(page, "index.html", TEXT).await?;
        set(page, &SETTINGS).await?;
        let has_turns = |link: &String| link.contains("turns=5") && link.contains("rate-on=");
        let plain = page.until("the settings", async || link(page).await, has_turns).await?;
        assert!(!plain.contains("text="), "{plain}");
        let said = Link::read(&plain).expect("a link that core reads");
        let said: Vec<_> = said.settings.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(said, SETTINGS);
        let count = format!("{} characters.", plain.chars().count());
        page.shows("[data-panel=share] .take .note", &count).await?;

        page.find("[data-panel=share] .tick input").await?.send_keys(" ").await?;
        let whole = page
            .until("the text", async || link(page).await, |link| link.contains("text="))
            .await?;
        assert_eq!(Link::read(&whole).expect("a link").text.as_deref(), Some(TEXT));

        visit(page, &whole).await?;
        run(page, "window.element = document.querySelector('token-fare')").await?;
        assert_eq!(page.evaluate("return element.text", &[]).await?, TEXT);
        let restored = page.evaluate("return element.report.scenario", &[]).await?;
        let mut expected = json!(report_for(TEXT, &SETTINGS).scenario);
        expected["on"] = restored["on"].clone();
        assert_eq!(restored, expected);
        assert!(page.shown("[data-figure=per-month]").await?.starts_with('€'));
        // Without the text, the page's own stands there.
        visit(page, &plain).await?;
        holds(page, "document.querySelector('token-fare').text.startsWith('You are the support')")
            .await
    });
}

#[test]
fn a_link_that_is_followed_in_the_page_is_opened_too() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        run(page, "window.element = document.querySelector('token-fare')").await?;
        set(page, &[("people", "3")]).await?;
        run(page, "location.hash = 'tokenfare=1&turns=7&text=hello%20world'").await?;
        holds(page, "element.report.scenario.turns === 7 && element.text === 'hello world'")
            .await?;
        holds(page, "element.report.scenario.people === 1 && element.people === 1").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        // Any other part of an address is the page's own affair.
        run(page, "location.hash = 'chapter-2'").await?;
        holds(page, "element.report.scenario.turns === 7").await
    });
}

#[test]
fn only_who_asks_for_it_opens_links() {
    let widget = "<token-fare loading=\"eager\">hello world</token-fare>";
    Stage::new().page(PATH, post(widget)).run(async |page| {
        page.open("post.html#tokenfare=1&turns=7").await?;
        page.state_becomes("exact").await?;
        run(page, "window.element = document.querySelector('token-fare')").await?;
        holds(page, "element.report.scenario.turns === 1 && element.share === 'off'").await?;
        run(page, "element.share = 'hash'").await?;
        holds(page, "element.report.scenario.turns === 7").await?;
        assert_eq!(page.evaluate("return element.getAttribute('share')", &[]).await?, "hash");
        // Elsewhere the link leads to the page of the site that the widget came from.
        run(page, "element.share = null").await?;
        open_section(page, "share").await?;
        let site = page.url("index.html#tokenfare=1&turns=7");
        page.until("its link", async || link(page).await, |link| *link == site).await?;
        Ok(())
    });
}

#[test]
fn a_damaged_link_says_what_is_wrong_and_sets_the_rest() {
    Stage::new().run(async |page| {
        let link = "index.html#tokenfare=1&turns=abc&messages-per-day=7&colour=red&text=%zz";
        page.open(link).await?;
        page.state_becomes("exact").await?;
        page.shows(
            ".notice",
            "These parts of the link could not be used: turns=abc, colour=red. The rest of it is set.",
        )
        .await?;
        run(page, "window.element = document.querySelector('token-fare')").await?;
        holds(page, "element.report.scenario.messagesPerDay === 7 && element.text === '%zz'").await?;
        overhear(page).await?;
        run(page, "location.hash = 'tokenfare=9&turns=5'").await?;
        holds(page, "said.some(([type, detail]) => type === 'error' && detail.code === 'link-unknown')")
            .await?;
        assert!(page.shown(".notice").await?.starts_with("This link is of a later version"));
        holds(page, "element.report.scenario.messagesPerDay === 7").await?;
        run(page, "location.hash = 'tokenfare=1&turns=5'").await?;
        let none = async || page.look(".notice").await;
        page.until("no notice", none, Option::is_none).await.map(|_| ())
    });
}

/// A link takes no request: what draws the section Share may be missing, and it is set all the same.
#[test]
fn a_link_needs_no_file_of_its_own() {
    Stage::new().run(async |page| {
        page.expect_failed_requests("status of 404");
        page.break_file("lazy.wasm", Fault::Status(StatusCode::NOT_FOUND));
        page.open("index.html#tokenfare=1&turns=5").await?;
        page.state_becomes("exact").await?;
        holds(page, "document.querySelector('token-fare').report.scenario.turns === 5").await?;
        open_section(page, "share").await?;
        page.shows(
            "[data-section=share] .content",
            "This cannot be shown: a file could not be fetched. Are you offline?",
        )
        .await
    });
}

#[test]
fn a_text_too_long_for_a_link_stays_out_of_it() {
    Stage::new().run(async |page| {
        open(page, "index.html", "hello world").await?;
        let sentence = async || page.shown("[data-panel=share] .take .note").await;
        page.find("[data-panel=share] .tick input").await?.send_keys(" ").await?;
        run(page, "document.querySelector('token-fare').text = 'word '.repeat(1000)").await?;
        let warned = |said: &String| said.contains("cut links off after 2,000");
        page.until("a warning", sentence, warned).await?;
        assert!(
            link(page).await?.contains("&text=word%20word")
                || link(page).await?.contains("#tokenfare=1&text=word")
        );
        run(page, "document.querySelector('token-fare').text = '价'.repeat(20000)").await?;
        let too_long = |said: &String| said.starts_with("The text is too long for a link");
        page.until("a refusal", sentence, too_long).await?;
        assert!(!link(page).await?.contains("text="));
        Ok(())
    });
}

/// Empties the text field and pastes what the clipboard holds into it.
async fn pasted(page: &Page) -> Result<String, Failure> {
    let field = page.find("#text").await?;
    field.send_keys(Key::Control + "av").await?;
    Ok(field.prop("value").await?.unwrap_or_default())
}

#[test]
fn the_figures_are_copied_as_the_command_line_prints_them() {
    Stage::new().run(async |page| {
        for format in ["markdown", "csv", "json"] {
            open(page, "index.html", "hello world").await?;
            set(page, &[("plans", "all"), ("compare", "on")]).await?;
            holds(page, "document.querySelector('token-fare').report.whatIf.length > 0").await?;
            let native = report_for("hello world", &[("plans", "all"), ("compare", "on")]);
            page.find(&format!("[data-copy={format}]")).await?.click().await?;
            let said = async || page.shown("[data-panel=share] .said").await;
            page.until("that it is copied", said, |said| said.contains("is copied as")).await?;
            let heard = "return Array.from(document.querySelector('token-fare').shadowRoot
                .querySelectorAll('[role=status]'), (region) => region.textContent).join('')";
            let heard = async || page.evaluate(heard, &[]).await;
            let told =
                |heard: &Value| heard.as_str().is_some_and(|text| text.contains("is copied as"));
            page.until("the same to those who listen", heard, told).await?;
            let copied = pasted(page).await?;
            let expected = match format {
                "markdown" => native.to_markdown(),
                "csv" => native.to_csv().replace("\r\n", "\n"),
                _ => {
                    let copied: Value = serde_json::from_str(&copied).expect("JSON");
                    assert_eq!(copied, json!(native));
                    continue;
                }
            };
            assert_eq!(copied, expected, "{format}");
        }
        Ok(())
    });
}

#[test]
fn where_copying_is_refused_the_text_is_selected() {
    Stage::new().run(async |page| {
        open(page, "index.html", "hello world").await?;
        run(page, "Object.defineProperty(navigator, 'clipboard', { value: undefined })").await?;
        page.find("[data-copy=csv]").await?.send_keys(Key::Enter + "").await?;
        let said = async || page.shown("[data-panel=share] .said").await;
        page.until("what to do", said, |said| said.contains("Ctrl+C")).await?;
        let selected = "const { activeElement: field } = share.getRootNode();
            return [field?.value.slice(field.selectionStart, field.selectionEnd), field?.readOnly]";
        let csv = report_for("hello world", &[]).to_csv().replace("\r\n", "\n");
        let csv_selected = async || in_share(page, selected).await;
        let csv = json!([csv, true]);
        page.until("the table", csv_selected, |selected| *selected == csv).await?;
        in_share(page, "share.querySelector('.take button').click()").await?;
        let whole = json!([link(page).await?, true]);
        let link_selected = async || in_share(page, selected).await;
        page.until("the link", link_selected, |selected| *selected == whole).await.map(|_| ())
    });
}

#[test]
fn the_figures_are_saved_as_files() {
    Stage::new().run(async |page| {
        open(page, "index.html", "hello world").await?;
        let saves = "async (name, blob) => saved.push([name, blob.type, await blob.text()])";
        catch_saved(page, saves).await?;
        page.find("[data-save=csv]").await?.click().await?;
        holds(page, "saved.length === 1").await?;
        page.find("[data-panel=share] [data-save=json]").await?.click().await?;
        holds(page, "saved.length === 2").await?;
        let saved = page.evaluate("return saved", &[]).await?;
        let native = report_for("hello world", &[]);
        assert_eq!(saved[0], json!(["tokenfare.csv", "text/csv;charset=utf-8", native.to_csv()]));
        assert_eq!(saved[1][0], "tokenfare.json");
        let json = saved[1][2].as_str().unwrap_or_default();
        assert_eq!(serde_json::from_str::<Value>(json).expect("JSON"), json!(native));
        Ok(())
    });
}

/// In each language and scheme, as it is on the screen; the pictures are kept to be looked at.
#[test]
fn the_answer_is_saved_as_a_picture() {
    Stage::new().run(async |page| {
        for language in ["en", "ar", "zh-Hans"] {
            page.open(&format!("index.html?lang={language}")).await?;
            page.find(&format!(".tokenfare[lang={language}]")).await?;
            page.state_becomes("exact").await?;
            open_section(page, "share").await?;
            let saves = "async (name, blob) => {
                const reader = new FileReader();
                await new Promise((done) => { reader.onload = done; reader.readAsDataURL(blob); });
                const image = new Image();
                image.src = reader.result;
                await image.decode();
                window.picture = image;
                saved.push([name, blob.type, image.naturalWidth, image.naturalHeight, await blob.text()]);
            }";
            catch_saved(page, saves).await?;
            page.find("[data-picture=svg]").await?.click().await?;
            holds(page, "saved.length === 1").await?;
            page.find("[data-picture=png]").await?.click().await?;
            holds(page, "saved.length === 2").await?;
            let saved = page.evaluate("return saved", &[]).await?;
            let head = |at: usize| saved[at].as_array().map(|all| all[..4].to_vec());
            let svg = json!(["tokenfare-answer.svg", "image/svg+xml", 1200, 630]);
            let png = json!(["tokenfare-answer.png", "image/png", 2400, 1260]);
            assert_eq!((json!(head(0)), json!(head(1))), (svg, png));
            let drawn = saved[0][4].as_str().unwrap_or_default();
            for figure in ["per-message", "per-month"] {
                let shown = page.shown(&format!("[data-figure={figure}]")).await?;
                assert!(drawn.contains(&format!(">{shown}<")), "{shown} in {drawn}");
            }
            if page.browser() == Browser::Chromium {
                run(page, "document.body.replaceChildren(picture); picture.width = 700").await?;
                page.screenshot(&format!("card-{language}")).await?;
            }
        }
        Ok(())
    });
}

/// Puts HTML into the page as its author would: parsed, its scripts run.
const EMBED: &str = "const parsed = new DOMParser().parseFromString(arguments[0], 'text/html');
    for (const node of [...parsed.head.children, ...parsed.body.children]) {
        const own = document.importNode(node, true);
        if (node.localName !== 'script') { document.body.append(own); continue; }
        const script = document.createElement('script');
        for (const { name, value } of node.attributes) script.setAttribute(name, value);
        document.body.append(script);
    }";

#[test]
fn the_tag_works_where_it_is_put() {
    Stage::new().page(PATH, crate::post::page("")).run(async |page| {
        open(page, "index.html", TEXT).await?;
        set(page, &[("turns", "5"), ("theme", "dark"), ("view", "full")]).await?;
        page.find("[data-panel=share] .tick input").await?.send_keys(" ").await?;
        // What pins the version is offered once it is known what was released.
        let ticks = "return document.querySelector('token-fare').shadowRoot
            .querySelectorAll('[data-panel=share] .tick input').length";
        let ticks = async || page.evaluate(ticks, &[]).await;
        page.until("what pins the version", ticks, |ticks| *ticks == 2).await?;
        in_share(page, "share.querySelectorAll('.tick input')[1].click()").await?;
        let done = |tag: &String| {
            tag.contains("turns=\"5\"")
                && tag.contains("theme=\"dark\"")
                && tag.contains("integrity")
        };
        let html = page.until("the tag", async || tag(page).await, done).await?;
        let release = Release::built()?;
        let entry = release.files.iter().find(|file| file.name == "tokenfare.js");
        let integrity = &entry.expect("the entry").integrity;
        assert!(html.contains(&format!("integrity=\"{integrity}\" crossorigin")), "{html}");
        assert!(html.starts_with(&format!("<!-- tokenfare {} -->", release.version)), "{html}");
        page.open("post.html").await?;
        page.evaluate(EMBED, &[json!(html)]).await?;
        run(
            page,
            "window.element = document.querySelector('token-fare'); element.loading = 'eager'",
        )
        .await?;
        page.state_becomes("exact").await?;
        holds(page, "element.report.scenario.turns === 5 && element.theme === 'dark'").await?;
        assert_eq!(page.evaluate("return element.text", &[]).await?, TEXT);
        Ok(())
    });
}

#[test]
fn the_frame_works_where_it_is_put() {
    Stage::new().page(PATH, crate::post::page("")).run(async |page| {
        open(page, "index.html", TEXT).await?;
        set(page, &[("turns", "5")]).await?;
        page.find("[data-panel=share] .tick input").await?.send_keys(" ").await?;
        page.find("[data-panel=share] option[value=frame]").await?.click().await?;
        let done = |tag: &String| tag.contains("turns=5") && tag.contains("text=");
        let html = page.until("the frame", async || tag(page).await, done).await?;
        page.open("post.html").await?;
        page.evaluate(EMBED, &[json!(html)]).await?;
        let inside =
            "document.querySelector('iframe').contentDocument?.querySelector('token-fare')";
        holds(page, &format!("{inside}?.report?.tokens.basis.kind === 'exact'")).await?;
        holds(page, &format!("{inside}.report.scenario.turns === 5")).await?;
        let text = page.evaluate(&format!("return {inside}.text"), &[]).await?;
        assert_eq!(text, TEXT);
        // As high as what it shows.
        holds(page, "parseFloat(document.querySelector('iframe').style.blockSize) > 300").await
    });
}

#[test]
fn nothing_of_it_needs_a_weaker_policy() {
    Stage::new().header(header::CONTENT_SECURITY_POLICY, STRICT_FOR_THE_SITE).run(async |page| {
        open(page, "index.html", TEXT).await?;
        open_section(page, "currency").await?;
        page.find("[data-panel=currency] option[value=EUR]").await?.click().await?;
        page.find("[data-panel=currency] input[type=text]").await?.send_keys("0.92").await?;
        page.until("the rate", async || link(page).await, |link| link.contains("rate=0.92"))
            .await
            .map(|_| ())
    });
}

#[test]
fn it_works_in_the_page_that_is_one_file() {
    Stage::new().run(async |page| {
        page.open_file("tokenfare.html").await?;
        page.state_becomes("exact").await?;
        page.paste("hello world").await?;
        set(page, &[("turns", "5")]).await?;
        open_section(page, "share").await?;
        let own = |link: &String| {
            link.starts_with("file:///") && link.ends_with("tokenfare.html#tokenfare=1&turns=5")
        };
        page.until("its own link", async || link(page).await, own).await?;
        let html = tag(page).await?;
        assert!(
            html.starts_with("<script type=\"module\" src=\"tokenfare/tokenfare.js\">"),
            "{html}"
        );
        Ok(())
    });
}

#[test]
fn the_section_in_pictures() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        for (language, widths) in
            [("en", vec![360, 768, 1280]), ("ar", vec![360, 1280]), ("zh-Hans", vec![768])]
        {
            page.open(&format!("index.html?lang={language}")).await?;
            page.find(&format!(".tokenfare[lang={language}]")).await?;
            page.state_becomes("exact").await?;
            open_section(page, "pay").await?;
            open_section(page, "share").await?;
            open_section(page, "currency").await?;
            page.find("[data-panel=currency] option[value=VND]").await?.click().await?;
            page.find("[data-panel=currency] input[type=text]").await?.send_keys("26312").await?;
            page.until("a link", async || link(page).await, |link| link.contains("VND")).await?;
            for width in widths {
                for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
                    page.render(Rendering::new(width, scheme)).await?;
                    page.screenshot(&format!("share-{width}-{language}-{name}")).await?;
                    let content = page.evaluate("return document.documentElement.scrollWidth", &[]);
                    assert_eq!(content.await?, width, "something sticks out at {width} px");
                }
            }
        }
        Ok(())
    });
}
