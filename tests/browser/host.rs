//! Pages as they are: whatever language, root, text style and colours they have, the widget is legible, and
//! what it shows is its own.

use serde_json::json;
use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

use crate::post::{PATH, holds, page as plain, post, run};

/// A page whose root element has these attributes.
fn rooted(attributes: &str, body: &str) -> String {
    post(body).replace("<html lang=\"en\">", &format!("<html {attributes}>"))
}

const WIDGET: &str = "<token-fare loading=\"eager\">hello world</token-fare>";

/// Every text that is seen, and everything that is pressed, as [smallest text, largest text, lowest target].
const SIZES: &str = "
    const root = document.querySelector('token-fare').shadowRoot;
    const seen = Array.from(root.querySelectorAll('*')).filter((element) =>
        element.checkVisibility() && !element.closest('.unseen, svg'));
    const texts = seen.filter(({ childNodes }) => Array.from(childNodes).some((node) =>
        node.nodeType === Node.TEXT_NODE && node.data.trim()));
    const sizes = texts.map((element) => parseFloat(getComputedStyle(element).fontSize));
    const pressed = seen.filter((element) => element.matches('button, select, input, textarea, summary'))
        .map((element) => (element.closest('label') ?? element).getBoundingClientRect())
        .filter(({ width }) => width > 0);
    return [Math.min(...sizes), Math.max(...sizes), Math.min(...pressed.map(({ height }) => height))];";

async fn sizes(page: &Page) -> Result<[f64; 3], Failure> {
    let sizes = page.evaluate(SIZES, &[]).await?;
    let sizes = [0, 1, 2].map(|at| sizes[at].as_f64());
    Ok(sizes.map(Option::unwrap_or_default))
}

/// Themes set their root to 62.5 %, or larger; the body's text is another matter, and so is the reader's.
#[test]
fn sizes_are_not_the_pages_root() {
    let roots = ["", "8px", "62.5%", "22px", "50px"];
    let path = |at: usize| format!("root-{at}.html");
    let stage = roots.iter().enumerate().fold(Stage::new(), |stage, (at, root)| {
        let page = rooted(&format!("lang=en style=\"font-size: {root}\""), WIDGET);
        stage.page(&format!("/{}", path(at)), page)
    });
    stage.run(async |page| {
        page.open(&path(0)).await?;
        page.state_becomes("exact").await?;
        let usual = sizes(page).await?;
        assert!(usual[0] >= 12.0 && usual[2] >= 24.0, "{usual:?}");
        for (at, root) in roots.iter().enumerate() {
            page.open(&path(at)).await?;
            page.state_becomes("exact").await?;
            assert_eq!(sizes(page).await?, usual, "{root}");
        }
        // A page that wants it larger says so of the element.
        run(page, "document.querySelector('token-fare').style.fontSize = '32px'").await?;
        let larger = sizes(page).await?;
        assert_eq!(larger.map(|size| size / 2.0)[0], usual[0]);
        Ok(())
    });
}

/// What of a page's text style comes through to a widget in it, but for what it is meant to take.
#[test]
fn the_pages_text_style_stays_outside() {
    let style = "text-align: justify; text-indent: 2em; text-transform: uppercase; letter-spacing: 3px;
        word-spacing: 9px; font-style: italic; font-weight: 700; font-variant: small-caps; white-space: pre;
        line-height: 3; text-shadow: 1px 1px red; word-break: break-all; hyphens: auto; writing-mode: vertical-rl;
        caption-side: bottom; font-family: Georgia; color: rgb(1, 2, 3)";
    let styled = rooted("lang=en", &format!("<div style=\"{style}\">{WIDGET}</div>"));
    let universal = format!("<style>* {{ {style} }}</style>{WIDGET}");
    Stage::new()
        .page(PATH, post(WIDGET))
        .page("/styled.html", styled)
        .page("/universal.html", post(&universal))
        .run(async |page| {
            const LOOK: &str = "
                const root = document.querySelector('token-fare').shadowRoot;
                const names = ['textAlign', 'textIndent', 'textTransform', 'letterSpacing', 'wordSpacing',
                    'fontStyle', 'fontWeight', 'fontVariant', 'whiteSpace', 'lineHeight', 'textShadow',
                    'wordBreak', 'hyphens', 'writingMode', 'captionSide'];
                const look = (selector) => {
                    const style = getComputedStyle(root.querySelector(selector));
                    return names.map((name) => `${name}: ${style[name]}`);
                };
                return ['.tokenfare', 'label', '[data-figure=tokens]', 'button'].flatMap(look);";
            page.open("post.html").await?;
            page.state_becomes("exact").await?;
            let usual = page.evaluate(LOOK, &[]).await?;
            for path in ["styled.html", "universal.html"] {
                page.open(path).await?;
                page.state_becomes("exact").await?;
                assert_eq!(page.evaluate(LOOK, &[]).await?, usual, "{path}");
                holds(
                    page,
                    "getComputedStyle(document.querySelector('token-fare').shadowRoot
                        .querySelector('.tokenfare')).fontFamily === 'Georgia'",
                )
                .await?;
            }
            Ok(())
        });
}

/// A badge stands in a line of text, on it, and shows nothing of its own text before.
#[test]
fn a_badge_stands_on_the_line() {
    let body = "<p style=\"font: 18px/1.6 Georgia\">Before <token-fare loading=\"eager\" view=\"badge\">hello
        world</token-fare> after <span id=\"line\" style=\"display: inline-block\"></span></p>";
    Stage::new().page(PATH, post(body)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        let above = page
            .evaluate(
                "const figure = document.querySelector('token-fare').shadowRoot.querySelector('[data-figure=tokens]');
                const mark = document.createElement('span');
                mark.style.display = 'inline-block';
                figure.parentNode.insertBefore(mark, figure);
                const base = mark.getBoundingClientRect().bottom;
                mark.remove();
                return Math.abs(document.querySelector('#line').getBoundingClientRect().bottom - base)",
                &[],
            )
            .await?;
        assert!(above.as_f64() < Some(1.0), "{above} pixels off the line");
        Ok(())
    });
}

/// A page that is dark without a word of `color-scheme` has light text; it may be switched at any time.
#[test]
fn a_dark_page_that_does_not_say_so_has_a_dark_widget() {
    let body = format!(
        "<style>body {{ transition: color 50ms }} .dark {{ background: #111; color: #ddd }}</style>{WIDGET}"
    );
    Stage::new().page(PATH, post(&body)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        let paper = async |shade: &str| {
            let light = "(/rgb\\((\\d+)/.exec(getComputedStyle(document.querySelector('token-fare')
                .shadowRoot.querySelector('.tokenfare')).backgroundColor)[1] > 128)";
            holds(page, &format!("{light} === ('{shade}' === 'light')")).await
        };
        paper("light").await?;
        run(page, "document.body.className = 'dark'").await?;
        paper("dark").await?;
        run(page, "document.querySelector('token-fare').theme = 'light'").await?;
        paper("light").await?;
        run(page, "document.querySelector('token-fare').theme = 'auto'").await?;
        paper("dark").await?;
        run(page, "document.body.className = ''").await?;
        paper("light").await?;
        // One that does say so is believed.
        run(page, "document.body.style.cssText = 'color-scheme: light; color: white'").await?;
        paper("light").await
    });
}

/// In every view, in a sidebar of 240 pixels, nothing is cut off; what is wider than it can be scrolled.
#[test]
fn a_narrow_column_is_enough() {
    let body = |view: &str| {
        format!(
            "<div style=\"inline-size: 240px\"><token-fare loading=\"eager\" view=\"{view}\">hello \
            world</token-fare></div>"
        )
    };
    const VIEWS: [&str; 4] = ["full", "compact", "tokens", "chart"];
    let stage = VIEWS.iter().fold(Stage::new().only_in(Browser::Chromium), |stage, view| {
        stage.page(&format!("/{view}.html"), post(&body(view)))
    });
    stage.run(async |page| {
        page.render(Rendering::new(1280, Scheme::Light)).await?;
        for view in VIEWS {
            page.open(&format!("{view}.html")).await?;
            page.state_becomes("exact").await?;
            let cut = page
                .evaluate(
                    "const root = document.querySelector('token-fare').shadowRoot;
                    const { right } = root.querySelector('.tokenfare').getBoundingClientRect();
                    return Array.from(root.querySelectorAll('*')).filter((element) =>
                        element.checkVisibility() && !element.closest('.scroll, .token-list, .unseen, svg, option')
                        && element.getBoundingClientRect().right > right + 0.5)
                        .map((element) => `${element.localName}.${element.className} ${element.textContent.slice(0, 30)}`)",
                    &[],
                )
                .await?;
            assert_eq!(cut, json!([]), "{view}");
            page.screenshot(&format!("narrow-{view}")).await?;
        }
        Ok(())
    });
}

/// Tags as people write them.
#[test]
fn any_lang_is_read_or_passed_over() {
    const TAGS: [(&str, &str); 12] = [
        ("en_US", "en"),
        ("de_DE", "en"),
        ("vi_VN", "vi"),
        ("zh_CN.UTF-8", "zh-Hans"),
        ("vi-xxxxxxxxxxxxxxxxx", "vi"),
        ("ar-!!", "ar"),
        ("C", "en"),
        ("!!!", "en"),
        ("../../x", "en"),
        ("__proto__", "en"),
        ("x-private", "en"),
        ("", "en"),
    ];
    let path = |at: usize| format!("lang-{at}.html");
    let stage = TAGS.iter().enumerate().fold(Stage::new(), |stage, (at, (tag, _))| {
        stage.page(&format!("/{}", path(at)), rooted(&format!("lang=\"{tag}\""), WIDGET))
    });
    stage.run(async |page| {
        for (at, (tag, spoken)) in TAGS.iter().enumerate() {
            page.open(&path(at)).await?;
            page.state_becomes("exact").await?;
            let lang =
                "document.querySelector('token-fare').shadowRoot.querySelector('.tokenfare').lang";
            holds(page, &format!("{lang} === '{spoken}'"))
                .await
                .inspect_err(|_| println!("{tag}"))?;
        }
        Ok(())
    });
}

/// An outer language that says something is better than an inner one that says nothing; and there are
/// browsers that say nothing of theirs.
#[test]
fn a_lang_that_says_nothing_is_no_lang() {
    let body = format!("<div lang=\"C\">{WIDGET}</div>");
    let nobody = |value: &str| {
        rooted(
            "",
            &format!(
                "<script>Object.defineProperty(Navigator.prototype, 'language',
                {{ get: () => {value} }})</script>{WIDGET}"
            ),
        )
    };
    Stage::new()
        .page(PATH, rooted("lang=vi", &body))
        .page("/nothing.html", nobody("undefined"))
        .page("/empty.html", nobody("''"))
        .run(async |page| {
            for (path, spoken) in [("post.html", "vi"), ("nothing.html", "en"), ("empty.html", "en")] {
                page.open(path).await?;
                page.state_becomes("exact").await?;
                let lang = "document.querySelector('token-fare').shadowRoot.querySelector('.tokenfare').lang";
                holds(page, &format!("{lang} === '{spoken}'")).await?;
            }
            Ok(())
        });
}

/// After a failure, another `lang` or `catalog` is another attempt.
#[test]
fn another_lang_starts_what_has_failed() {
    use tokenfare_tests::Fault;
    Stage::new().page(PATH, plain("")).run(async |page| {
        page.expect_failed_requests("status of 404");
        page.break_file("widget.wasm", Fault::Status(axum::http::StatusCode::NOT_FOUND));
        page.open("post.html").await?;
        page.evaluate_async("await import('/tokenfare.js')", &[]).await?;
        run(page, &format!("document.body.innerHTML = '{WIDGET}'")).await?;
        holds(
            page,
            "document.querySelector('token-fare').shadowRoot.querySelector('[role=alert]')",
        )
        .await?;
        // Nothing is kept for a widget that does not come.
        holds(page, "document.querySelector('token-fare').clientHeight < 200").await?;
        page.mend_file("widget.wasm");
        run(page, "document.querySelector('token-fare').lang = 'vi'").await?;
        page.state_becomes("exact").await
    });
}
