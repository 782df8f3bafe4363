//! Nothing moves: not while the widget loads, not when a section opens, not when a count arrives.

use serde_json::Value;
use tokenfare_tests::{Browser, Failure, Page, Rendering, Scheme, Stage};

use crate::dig::open_every_section;
use crate::post::page as plain;

/// Adds up what the browser itself calls layout shifts; those within half a second of something the
/// reader did are not among them.
pub(crate) const RECORD: &str = "<script>
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries()) {
            if (hadRecentInput) continue;
            shifts.push([value, sources.map(({ node }) => node?.localName ?? node?.textContent)]);
        }
    }).observe({ type: 'layout-shift', buffered: true });
    </script>";

/// A post in which the element, once it is defined, comes with a paragraph below it: whatever it does
/// not keep space for moves that.
fn post_with(view: &str) -> String {
    plain(&format!(
        "{RECORD}<main></main><script type=\"module\">
        import './tokenfare.js';
        const main = document.querySelector('main');
        const element = document.createElement('token-fare');
        element.setAttribute('view', '{view}');
        element.textContent = 'hello world';
        const below = document.createElement('p');
        below.textContent = 'below';
        main.append(element, below);
        </script>"
    ))
}

pub(crate) async fn nothing_has_moved(page: &Page, where_: &str) -> Result<(), Failure> {
    let settled = "await new Promise((done) => setTimeout(done, 300)); return shifts";
    let shifts = page.evaluate_async(settled, &[]).await?;
    assert_eq!(shifts, Value::Array(Vec::new()), "{where_}");
    Ok(())
}

/// A phone, a page, a short window, and one in which all is in sight.
const VIEWPORTS: [(u32, u32); 4] = [(360, 740), (1280, 800), (1280, 400), (1280, 1600)];

#[test]
fn nothing_moves_from_loading_to_the_exact_count_in_any_view() {
    const VIEWS: [&str; 5] = ["full", "compact", "badge", "tokens", "chart"];
    let stage = VIEWS.iter().fold(Stage::new().only_in(Browser::Chromium), |stage, view| {
        stage.page(&format!("/{view}.html"), post_with(view))
    });
    stage.run(async |page| {
        for (width, height) in VIEWPORTS {
            page.render(Rendering::new(width, Scheme::Light).height(height)).await?;
            for view in VIEWS {
                page.open(&format!("{view}.html")).await?;
                page.state_becomes("exact").await?;
                nothing_has_moved(page, &format!("{view} in {width} × {height}")).await?;
            }
        }
        Ok(())
    });
}

/// The recorder itself: what moves is seen.
#[test]
fn what_moves_is_recorded() {
    let body = format!("{RECORD}<div></div><p>below</p>");
    Stage::new().only_in(Browser::Chromium).page("/moving.html", plain(&body)).run(async |page| {
        page.open("moving.html").await?;
        page.evaluate_async(
            "await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
            document.querySelector('div').textContent = 'above'",
            &[],
        )
        .await?;
        let moved = async || page.evaluate("return shifts.length", &[]).await;
        page.until("a shift", moved, |count| count.as_u64() > Some(0)).await.map(|_| ())
    });
}

#[test]
fn nothing_moves_on_the_page_when_sections_open_and_a_text_is_typed() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        let script = RECORD.trim_start_matches("<script>").trim_end_matches("</script>");
        let script = serde_json::json!({ "source": script });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
        for (width, height) in VIEWPORTS {
            page.render(Rendering::new(width, Scheme::Light).height(height)).await?;
            page.open("index.html").await?;
            page.state_becomes("exact").await?;
            nothing_has_moved(page, &format!("the page in {width} × {height}")).await?;
            open_every_section(page).await?;
            page.find(".token-row .token").await?;
            page.type_text("hello world").await?;
            page.state_becomes("exact").await?;
            nothing_has_moved(page, &format!("the open page in {width} × {height}")).await?;
        }
        Ok(())
    });
}
