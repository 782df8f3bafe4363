//! A worker that dies, hangs or never comes: no number that is not exact is called so, and what is counted goes on.

use axum::http::StatusCode;
use serde_json::json;
use tokenfare_tests::{Browser, Failure, Fault, Page, Stage};

use crate::post::{PATH, holds, overhear, page as plain, run};

/// Has the page look more often at whether the worker answers, so that a hundred deaths take no quarter of an hour.
const FASTER: &str = "
    const { setTimeout: later } = window;
    window.setTimeout = (run, time, ...given) => later(run, time === 500 ? 100 : time, ...given);";

/// A page that inserts its element once it listens, and whose workers do as they are told.
fn stage(workers: &str) -> Stage {
    // Each worker is the product's own, with one ear more.
    let own = "
        window.started = [];
        const Native = Worker;
        const obedient = (url) => URL.createObjectURL(new Blob([`
            addEventListener('message', ({ data }) => {
                if (data === 'die') close();
                while (data === 'hang');
            });
            import ${JSON.stringify(String(url))};`], { type: 'text/javascript' }));
        window.Worker = class extends Native {
            constructor(url, options) {
                super(obedient(url), options);
                started.push(this);
            }
        };";
    let workers = if workers.is_empty() { own } else { workers };
    Stage::new().page(PATH, plain(&format!("<script>{FASTER}{workers}</script>")))
}

/// Opens the page and puts an element into it.
async fn open(page: &Page) -> Result<(), Failure> {
    page.open("post.html").await?;
    overhear(page).await?;
    let insert = "await import(module);
        document.body.insertAdjacentHTML(
            'beforeend', '<token-fare loading=\"eager\">hello world</token-fare>')";
    page.evaluate_async(insert, &[("module", json!(page.url("tokenfare.js")))]).await?;
    Ok(())
}

/// From now on counts in `wrong` how often the element has called a number exact that is not the text's.
async fn watch(page: &Page) -> Result<(), Failure> {
    let body = "
        const { loadTokenizer } = await import(module);
        const tokenizer = await loadTokenizer('o200k_base');
        const element = document.querySelector('token-fare');
        const root = element.shadowRoot;
        window.wrong = [];
        window.looks = 0;
        const look = () => {
            looks += 1;
            if (!root.querySelector('[data-state=exact]')) return;
            const tokens = tokenizer.count(root.querySelector('textarea').value);
            const said = Number(root.querySelector('[data-figure=tokens]').textContent);
            if (said !== tokens) wrong.push(`${said} for ${tokens}`);
            const report = element.report.tokens;
            if (report.basis.kind === 'exact' && report.message !== tokens)
                wrong.push(`${report.message} reported for ${tokens}`);
        };
        new MutationObserver(look).observe(
            root, { subtree: true, childList: true, characterData: true, attributes: true });
        const frame = () => (look(), requestAnimationFrame(frame));
        frame();
        window.type = async (text) => {
            const field = root.querySelector('textarea');
            field.value += text;
            field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            // Whatever is drawn is drawn before anybody else has a turn.
            await null;
            await null;
            look();
        };
        window.exact = async () => {
            while (!root.querySelector('[data-state=exact]')) {
                if (root.querySelector('[data-state=failed]')) return 'failed';
                await new Promise(requestAnimationFrame);
            }
            return 'exact';
        }";
    page.evaluate_async(body, &[("module", json!(page.url("tokenfare.js")))]).await?;
    Ok(())
}

/// How often the test kills.
const TIMES: u32 = 100;

#[test]
fn a_worker_that_is_killed_again_and_again_leaves_no_wrong_number() {
    // Firefox's driver loads the module in a sandbox, which ends with the script that asked for it.
    stage("").only_in(Browser::Chromium).run(async |page| {
        open(page).await?;
        page.state_becomes("exact").await?;
        watch(page).await?;
        for time in 0..TIMES {
            let kill = "
                await type(` and ${time}`);
                await new Promise((later) => setTimeout(later, (time * 7) % 23));
                started.at(-1).postMessage('die');
                await type(' more');
                await new Promise((later) => setTimeout(later, (time * 5) % 31));
                await type(' words');
                return exact()";
            let state = page.evaluate_async(kill, &[("time", json!(time))]).await?;
            assert_eq!(state, "exact", "after {time} workers");
        }
        let seen = page.evaluate("return [wrong, looks, started.length]", &[]).await?;
        println!("{seen}");
        assert_eq!(seen[0], json!([]), "of {} looks", seen[1]);
        assert!(seen[2].as_u64() > Some(u64::from(TIMES)), "{seen}");
        holds(page, "said.some(([, detail]) => detail?.code === 'worker-lost')").await
    });
}

/// One that is idle when it dies is not missed before there is something to count.
#[test]
fn an_idle_worker_may_die() {
    stage("").only_in(Browser::Chromium).run(async |page| {
        open(page).await?;
        page.state_becomes("exact").await?;
        watch(page).await?;
        run(page, "started.at(-1).postMessage('die')").await?;
        page.evaluate_async("await new Promise((later) => setTimeout(later, 300))", &[]).await?;
        page.state_becomes("exact").await?;
        let state = page.evaluate_async("await type(', again'); return exact()", &[]).await?;
        assert_eq!(state, "exact");
        assert_eq!(page.evaluate("return [wrong, started.length]", &[]).await?, json!([[], 2]));
        Ok(())
    });
}

#[test]
fn a_worker_that_hangs_is_replaced() {
    // Firefox's driver loads the module in a sandbox, which ends with the script that asked for it.
    stage("").only_in(Browser::Chromium).run(async |page| {
        open(page).await?;
        page.state_becomes("exact").await?;
        watch(page).await?;
        run(page, "started.at(-1).postMessage('hang')").await?;
        page.type_text(", again").await?;
        page.state_becomes("exact").await?;
        assert_eq!(page.evaluate("return wrong", &[]).await?, json!([]));
        holds(page, "said.some(([, detail]) => detail?.code === 'worker-lost')").await
    });
}

/// Whatever kills it each time is told in the end, and may be tried again.
#[test]
fn a_worker_that_always_dies_is_told() {
    let deadly = "
        window.deadly = true;
        const Native = Worker;
        const weak = (url) => URL.createObjectURL(new Blob([`
            addEventListener('message', ({ data }) => data.type === 'edit' && close());
            import ${JSON.stringify(String(url))};`], { type: 'text/javascript' }));
        window.Worker = class extends Native {
            constructor(url, options) { super(deadly ? weak(url) : url, options); }
        };";
    stage(deadly).only_in(Browser::Chromium).run(async |page| {
        open(page).await?;
        page.state_becomes("failed").await?;
        assert!(page.shown("[role=alert]").await?.contains("stopped"));
        run(page, "deadly = false").await?;
        page.find("[data-action=retry]").await?.click().await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=tokens]", "2").await
    });
}

/// The page counts where no worker starts, whichever way it does not.
#[test]
fn a_worker_that_never_starts_leaves_the_page_to_count() {
    for stub in [
        "window.Worker = class { postMessage() {} terminate() {} };",
        "window.Worker = class {};",
        "window.Worker = class { constructor() { throw new Error('no'); } };",
    ] {
        stage(stub).run(async |page| {
            open(page).await?;
            page.state_becomes("exact").await?;
            page.shows("[data-figure=tokens]", "2").await?;
            assert!(page.shown("[part=notice]").await?.contains("no worker"));
            holds(page, "said.some(([, detail]) => detail?.code === 'worker-blocked')").await
        });
    }
}

#[test]
fn an_empty_file_of_the_worker_leaves_the_page_to_count() {
    stage("window.plain = true;").run(async |page| {
        page.replace_file("worker.js", String::new());
        open(page).await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=tokens]", "2").await
    });
}

/// A page hears of what its reader is told.
#[test]
fn a_vocabulary_that_fails_is_told_to_the_page() {
    // Firefox's driver loads the module in a sandbox, which ends with the script that asked for it.
    stage("window.plain = true;").only_in(Browser::Chromium).run(async |page| {
        page.break_file("vocab/o200k_base.vocab", Fault::Status(StatusCode::NOT_FOUND));
        open(page).await?;
        page.state_becomes("failed").await?;
        holds(page, "said.some(([, detail]) => detail?.code === 'vocabulary-missing')").await?;
        page.mend_file("vocab/o200k_base.vocab");
        page.find("[data-action=retry]").await?.click().await?;
        page.state_becomes("exact").await
    });
}
