//! The element as a guest: it loads when it is needed, follows its host, and leaves nothing behind.

use axum::http::HeaderName;
use serde_json::json;
use tokenfare_tests::{Browser, Failure, Page, Stage};

use crate::post::{PATH, holds, overhear, page as plain, post, run};

const BELOW: &str = "<div style=\"block-size: 5000px\"></div>";

/// What a page may load before an element comes near: the script itself.
fn small(name: &str) -> bool {
    ["post.html", "tokenfare.js", "error.js", "locale.js", "progress.js"].contains(&name)
}

#[test]
fn nothing_but_the_script_is_loaded_until_it_is_near() {
    let body = format!("{BELOW}<token-fare>hello world</token-fare>");
    Stage::new().page(PATH, post(&body)).run(async |page| {
        page.open("post.html").await?;
        holds(page, "document.querySelector('token-fare').shadowRoot").await?;
        page.evaluate_async("await new Promise((done) => setTimeout(done, 500))", &[]).await?;
        let requested = page.requested();
        assert!(requested.iter().all(|name| small(name)), "{requested:?}");
        run(page, "document.querySelector('token-fare').scrollIntoView()").await?;
        page.state_becomes("exact").await
    });
}

#[test]
fn a_touch_starts_what_waits_for_one() {
    let body = "<token-fare loading=\"interaction\">hello world</token-fare>";
    Stage::new().page(PATH, post(body)).run(async |page| {
        page.open("post.html").await?;
        let start = page.find("[part=start]").await?;
        assert!(page.visible_text().await?.contains("hello world"));
        assert!(!page.requested().iter().any(|name| name == "widget.wasm"));
        start.click().await?;
        page.state_becomes("exact").await
    });
}

#[test]
fn it_follows_a_field_and_a_block_of_code() {
    let body = "<token-fare loading=\"eager\" for=\"there\"></token-fare>";
    Stage::new().page(PATH, post(body)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=tokens]", "0").await?;
        // Its own field is there only while there is no other.
        let has_a_field = async |there: bool| {
            let field = page.find("textarea").await?;
            let shown = async || Ok(field.is_displayed().await?);
            page.until("the field to come or go", shown, |shown| *shown == there).await.map(|_| ())
        };
        has_a_field(true).await?;
        // It comes later.
        run(
            page,
            "const field = document.createElement('textarea');
            field.id = 'there';
            field.value = 'hello world';
            document.body.append(field);",
        )
        .await?;
        page.shows("[data-figure=tokens]", "2").await?;
        run(
            page,
            "const field = document.getElementById('there');
            field.value += ', hello world';
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        )
        .await?;
        page.shows("[data-figure=tokens]", "5").await?;
        // It is exchanged for another.
        run(
            page,
            "const code = document.createElement('code');
            code.id = 'there';
            code.textContent = 'hello world\\n';
            document.getElementById('there').replaceWith(code);",
        )
        .await?;
        page.shows("[data-figure=tokens]", "2").await?;
        run(page, "document.getElementById('there').append('hello world')").await?;
        page.shows("[data-figure=tokens]", "5").await?;
        has_a_field(false).await?;
        run(page, "document.getElementById('there').remove()").await?;
        has_a_field(true).await?;
        let text = page.find("textarea").await?.prop("value").await?;
        assert_eq!(text.as_deref(), Some("hello world\nhello world"));
        Ok(())
    });
}

#[test]
fn one_line_puts_a_badge_on_every_block_of_code() {
    let body =
        "<pre><code>hello world\n</code></pre><pre><code>hello world, hello world\n</code></pre>
        <script type=\"module\" src=\"./badges.js\" data-selector=\"pre > code\"
            data-messages-per-day=\"7\"></script>";
    Stage::new().page(PATH, plain(body)).run(async |page| {
        page.open("post.html").await?;
        holds(page, "document.querySelectorAll('pre + token-fare[view=badge]').length === 2")
            .await?;
        let shown = "Array.from(document.querySelectorAll('token-fare'), (badge) =>
            badge.shadowRoot.querySelector('[data-state=exact] [data-figure=tokens]')?.textContent)
            .join()";
        holds(page, &format!("{shown} === '2,5'")).await?;
        holds(page, "document.querySelector('token-fare').report.scenario.messagesPerDay === 7")
            .await?;
        run(
            page,
            "document.querySelector('pre').remove();
            const later = document.createElement('pre');
            later.append(document.createElement('code'));
            later.firstChild.textContent = 'hello';
            document.body.append(later);",
        )
        .await?;
        holds(page, &format!("{shown} === '5,1'")).await
    });
}

#[test]
fn fifty_share_one_worker_and_one_vocabulary() {
    let body = "<token-fare loading=\"eager\" view=\"badge\">hello world</token-fare>".repeat(50);
    Stage::new().page(PATH, post(&body)).run(async |page| {
        page.open("post.html").await?;
        holds(
            page,
            "Array.from(document.querySelectorAll('token-fare')).filter((element) =>
                element.report?.tokens.basis.kind === 'exact').length === 50",
        )
        .await?;
        for name in ["worker.js", "widget.wasm", "engine.wasm", "vocab/o200k_base.vocab"] {
            let times = page.requested().iter().filter(|other| *other == name).count();
            assert_eq!(times, 1, "{name}");
        }
        Ok(())
    });
}

/// Bytes of the page and its worker once nothing is left to collect, the page's WebAssembly among them,
/// which a script at the page's beginning notes.
async fn memory(page: &Page) -> Result<u64, Failure> {
    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let script = "const { bytes } = await performance.measureUserAgentSpecificMemory();
        return instances.reduce((sum, { exports }) => sum + exports.memory.buffer.byteLength, bytes)";
    let bytes = page.evaluate_async(script, &[]).await?;
    Ok(bytes.as_f64().unwrap_or_default() as u64)
}

#[test]
fn fifty_take_little_more_memory_than_one() {
    let one = "<token-fare loading=\"eager\" view=\"badge\">hello world</token-fare>";
    let isolated = |stage: Stage| {
        stage
            .header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin")
            .header(HeaderName::from_static("cross-origin-embedder-policy"), "require-corp")
    };
    let body = format!(
        "<script>
        window.instances = [];
        const {{ instantiateStreaming }} = WebAssembly;
        WebAssembly.instantiateStreaming = async (...given) => {{
            const made = await instantiateStreaming(...given);
            instances.push(made.instance);
            return made;
        }};
        </script>{one}"
    );
    let stage = isolated(Stage::new()).only_in(Browser::Chromium);
    stage.switch("--enable-blink-features=ForceEagerMeasureMemory").page(PATH, post(&body)).run(
        async |page| {
            page.open("post.html").await?;
            page.state_becomes("exact").await?;
            let first = memory(page).await?;
            run(
                page,
                &format!("document.body.insertAdjacentHTML('beforeend', `{}`)", one.repeat(49)),
            )
            .await?;
            holds(
                page,
                "Array.from(document.querySelectorAll('token-fare')).filter((element) =>
                    element.report?.tokens.basis.kind === 'exact').length === 50",
            )
            .await?;
            let fifty = memory(page).await?;
            println!("one: {first} bytes, fifty: {fifty} bytes");
            let each = fifty.saturating_sub(first) / 49;
            assert!(each < 50_000, "{each} bytes for each one more");
            holds(page, "instances.length === 1").await
        },
    );
}

#[test]
fn two_hundred_departures_leave_nothing_behind() {
    let body = "<main><token-fare loading=\"eager\">hello world</token-fare></main>";
    Stage::new().only_in(Browser::Chromium).page(PATH, post(body)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        let again = async |times: u32| {
            let script = "const main = document.querySelector('main');
                for (let at = 0; at < times; at += 1) {
                    main.replaceChildren();
                    await new Promise((done) => setTimeout(done));
                    const element = document.createElement('token-fare');
                    element.setAttribute('loading', 'eager');
                    element.textContent = 'hello world';
                    main.append(element);
                    await element.ready;
                }";
            page.evaluate_async(script, &[("times", json!(times))]).await?;
            heap(page).await
        };
        let before = again(50).await?;
        let after = again(200).await?;
        assert!(after < before + 1_000_000, "the heap grew from {before} to {after} bytes");
        let workers = page.requested().iter().filter(|name| *name == "worker.js").count();
        assert_eq!(workers, 1);
        Ok(())
    });
}

/// Bytes that live in the page's heap once nothing is left to collect.
async fn heap(page: &Page) -> Result<u64, Failure> {
    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let usage = page.devtools("Runtime.getHeapUsage", json!({})).await?;
    Ok(usage["usedSize"].as_f64().unwrap_or_default() as u64)
}

#[test]
fn the_worker_goes_with_the_last_of_them() {
    let body = "<token-fare loading=\"eager\">hello world</token-fare><script>
        window.workers = 0;
        const { terminate } = Worker.prototype;
        Worker.prototype.terminate = function () { workers -= 1; terminate.call(this); };
        window.Worker = new Proxy(Worker, { construct(to, given) {
            workers += 1; return Reflect.construct(to, given); } });
        </script>";
    Stage::new().page(PATH, post(body)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        holds(page, "workers === 1").await?;
        run(page, "document.querySelector('token-fare').remove()").await?;
        holds(page, "workers === 0").await
    });
}

#[test]
fn a_move_is_no_departure() {
    let body = "<main></main><token-fare loading=\"eager\">hello world</token-fare>";
    Stage::new().page(PATH, post(body)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(
            page,
            "const element = document.querySelector('token-fare');
            window.drawn = element.shadowRoot.querySelector('.layout');
            document.querySelector('main').append(element);",
        )
        .await?;
        holds(
            page,
            "document.querySelector('main > token-fare').shadowRoot.querySelector('.layout') === drawn",
        )
        .await?;
        page.state_becomes("exact").await
    });
}

#[test]
fn the_element_can_have_another_name_too() {
    let body = "<token-fare loading=\"eager\">hello</token-fare>
        <my-fare loading=\"eager\">hello world</my-fare>";
    Stage::new().page(PATH, post(body)).run(async |page| {
        page.open("post.html").await?;
        page.evaluate_async(
            "const { define } = await import('/tokenfare.js');
            if (define() !== customElements.get('token-fare')) throw new Error('defined twice');
            define('my-fare');",
            &[],
        )
        .await?;
        holds(page, "document.querySelector('my-fare').report?.tokens.message === 2").await?;
        holds(page, "document.querySelector('token-fare').report?.tokens.message === 1").await
    });
}

#[test]
fn prices_of_the_pages_own_lie_on_top() {
    let prices = json!({ "models": [{
        "id": "our-model", "vendor": "openai", "tokens": { "exact": "o200k_base" },
        "cards": [{ "from": "2026-01-01", "checked": "2026-11-20", "source": "litellm",
            "prices": { "input": "1", "output": "10" } }],
    }] });
    let body = "<token-fare loading=\"eager\" catalog=\"prices.json\" model=\"our-model\">hello
        world</token-fare>";
    Stage::new().page(PATH, post(body)).page("/prices.json", prices.to_string()).run(
        async |page| {
            page.open("post.html").await?;
            overhear(page).await?;
            page.state_becomes("exact").await?;
            holds(page, "document.querySelector('token-fare').report.model === 'our-model'").await
        },
    );
}
