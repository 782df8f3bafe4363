//! The space of the widget: kept before any script is there, and given back where nobody sees it.

use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

use crate::post::{PATH, holds, page as plain, run};
use crate::still::{RECORD, nothing_has_moved};

const VIEWS: [&str; 5] = ["full", "compact", "badge", "tokens", "chart"];

/// A page with the style sheet that the README tells people to use, and every view in it.
fn early(script: &str) -> String {
    let views = VIEWS.map(|view| {
        format!("<token-fare view=\"{view}\" model=\"gpt-5.4\">hello world</token-fare><p>below {view}</p>")
    });
    plain(&format!(
        "{RECORD}<link rel=\"stylesheet\" href=\"./reserve.css\">{}{script}",
        views.concat()
    ))
}

const SPACE: &str = "return Array.from(document.querySelectorAll('token-fare'), (element) =>
    [getComputedStyle(element).minBlockSize, getComputedStyle(element).display].join(' ')).join(', ')";

#[test]
fn the_space_is_the_same_before_and_after_it_is_defined() {
    Stage::new().only_in(Browser::Chromium).page(PATH, early("")).run(async |page| {
        for width in [360, 1280] {
            page.render(Rendering::new(width, Scheme::Light)).await?;
            page.open("post.html").await?;
            let before = page.evaluate(SPACE, &[]).await?;
            let text = page.evaluate("return document.body.innerText", &[]).await?;
            assert!(
                !text.as_str().unwrap_or_default().contains("hello world\nbelow badge"),
                "{text}"
            );
            let after = page
                .evaluate_async(&format!("await import('/tokenfare.js'); {SPACE}"), &[])
                .await?;
            assert_eq!(before, after, "{width}");
        }
        Ok(())
    });
}

async fn all_are_ready(page: &Page) -> Result<(), Failure> {
    holds(
        page,
        "Array.from(document.querySelectorAll('token-fare')).every((element) =>
            element.report?.tokens.basis.kind === 'exact')",
    )
    .await
}

/// From the first paint on, with a script that comes late, in one page that has every view.
#[test]
fn nothing_moves_when_the_script_comes_late() {
    let late = "<script type=\"module\">
        await new Promise((done) => setTimeout(done, 400));
        await import('./tokenfare.js');
        for (const element of document.querySelectorAll('token-fare')) element.loading = 'eager';
        </script>";
    Stage::new().only_in(Browser::Chromium).page(PATH, early(late)).run(async |page| {
        for (width, height) in [(360, 740), (1280, 800)] {
            page.render(Rendering::new(width, Scheme::Light).height(height)).await?;
            page.open("post.html").await?;
            holds(page, "customElements.get('token-fare')").await?;
            all_are_ready(page).await?;
            nothing_has_moved(page, &format!("{width} × {height}")).await?;
        }
        Ok(())
    });
}

/// What is too much is given back: at once where what follows is out of sight, else when the reader does
/// something in the widget.
#[test]
fn space_that_is_not_needed_is_given_back() {
    let body = format!(
        "{RECORD}<link rel=\"stylesheet\" href=\"./reserve.css\">
        <script type=\"module\" src=\"./tokenfare.js\"></script>
        <token-fare loading=\"eager\" style=\"--tokenfare-reserve: 2500px\">hello world</token-fare><p>below</p>"
    );
    Stage::new().only_in(Browser::Chromium).page(PATH, plain(&body)).run(async |page| {
        let fits = "(({ shadowRoot, clientHeight }) =>
            Math.abs(shadowRoot.querySelector('.tokenfare').offsetHeight - clientHeight) < 2)
            (document.querySelector('token-fare'))";
        page.render(Rendering::new(360, Scheme::Light).height(600)).await?;
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        holds(page, fits).await?;
        nothing_has_moved(page, "out of sight").await?;
        // All of it is in sight.
        page.render(Rendering::new(1280, Scheme::Light).height(2800)).await?;
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        nothing_has_moved(page, "in sight").await?;
        holds(page, "document.querySelector('token-fare').clientHeight === 2500").await?;
        page.find("textarea").await?.click().await?;
        holds(page, fits).await?;
        nothing_has_moved(page, "after a click").await
    });
}

/// Where no script ever comes, nothing is kept for it.
#[test]
fn paper_keeps_no_space_for_what_is_not_there() {
    let body = plain(
        "<link rel=\"stylesheet\" href=\"./reserve.css\"><script type=\"module\" src=\"./tokenfare.js\"></script>
        <div style=\"block-size: 5000px\"></div><token-fare>hello world</token-fare>",
    );
    Stage::new().only_in(Browser::Chromium).page(PATH, body).run(async |page| {
        page.open("post.html").await?;
        holds(page, "document.querySelector('token-fare').shadowRoot").await?;
        holds(page, "document.querySelector('token-fare').offsetHeight > 1000").await?;
        page.render(Rendering::new(760, Scheme::Light).print()).await?;
        holds(page, "document.querySelector('token-fare').offsetHeight < 100").await?;
        run(page, "document.querySelector('token-fare').scrollIntoView()").await
    });
}
