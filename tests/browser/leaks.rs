//! What is taken out of a page leaves nothing behind: no worker, no listener, no node.

use serde_json::{Value, json};
use tokenfare_tests::{Browser, Failure, Page, Stage};

use crate::post::{PATH, post};

/// Which workers there are, and a stream of numbers that is the same each time.
const SCRIPT: &str = "<script>
    window.workers = new Set();
    const Native = Worker;
    window.Worker = class extends Native {
        constructor(...given) { super(...given); workers.add(this); }
        terminate() { super.terminate(); workers.delete(this); }
    };
    let seed = 2026;
    window.below = (limit) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor((seed / 2 ** 32) * limit);
    };
    window.pause = (time = 0) => new Promise((later) => setTimeout(later, time));
    window.addEventListener('unhandledrejection', ({ reason }) => (window.unhandled ??= []).push(String(reason)));
    </script>";

/// The listeners and nodes that there are once nothing is left to collect, and the workers.
async fn left(page: &Page) -> Result<[u64; 3], Failure> {
    // The worker outlives the last element by some seconds.
    page.evaluate_async("await pause(6000)", &[]).await?;
    for _ in 0..3 {
        page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        page.evaluate_async("await pause(50)", &[]).await?;
    }
    let metrics = page.devtools("Performance.getMetrics", json!({})).await?;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().expect("a list of metrics");
        let metric = all.iter().find(|metric| metric["name"] == name).expect("a metric");
        metric["value"].as_f64().unwrap_or_default() as u64
    };
    let workers = page.evaluate("return workers.size", &[]).await?;
    Ok([metric("JSEventListeners"), metric("Nodes"), workers.as_u64().unwrap_or_default()])
}

/// Operations on at most so many elements at a time, and then none is left.
const OPERATIONS: &str = "
    const host = document.body;
    const random = (list) => list[below(list.length)];
    const all = () => Array.from(document.querySelectorAll('token-fare'));
    const operations = [
        () => {
            if (all().length >= 4) return;
            const element = document.createElement('token-fare');
            element.setAttribute('loading', 'eager');
            element.setAttribute('view', random(['full', 'compact', 'badge', 'tokens', 'chart']));
            element.textContent = 'hello world';
            host.append(element);
        },
        (element) => element?.remove(),
        (element) => element && host.prepend(element),
        (element) => element?.setAttribute('lang', random(['en', 'ar', 'zh-Hans', 'vi', 'en_US'])),
        (element) => element?.setAttribute('view', random(['full', 'compact', 'badge', 'tokens'])),
        (element) => element?.setAttribute('model', random(['gpt-5.4', 'gpt-4', 'claude-sonnet-4.5'])),
        (element) => element && (element.text = `hello ${below(1000)} times`),
        (element) => element?.setAttribute('catalog', './nowhere.json'),
        (element) => element?.removeAttribute('catalog'),
        (element) => random([...(element?.shadowRoot?.querySelectorAll('.opener') ?? [null])])?.click(),
        (element) => element?.replaceWith(element.cloneNode(true)),
        () => pause(below(60)),
    ];
    for (let done = 0; done < times; done += 1) {
        await random(operations)(random(all()));
        if (below(3) === 0) await pause();
    }
    for (const element of all()) element.remove();
    return window.unhandled ?? []";

async fn operate(page: &Page, times: u32) -> Result<(), Failure> {
    // In parts: a script has so many seconds.
    for part in (0..times).step_by(250) {
        let times = (times - part).min(250);
        let unhandled = page.evaluate_async(OPERATIONS, &[("times", json!(times))]).await?;
        assert_eq!(unhandled, json!([]), "after {part} operations");
    }
    Ok(())
}

#[test]
fn three_thousand_operations_leave_nothing() {
    Stage::new().only_in(Browser::Chromium).page(PATH, post(SCRIPT)).run(async |page| {
        page.expect_failed_requests("status of 404");
        page.open("post.html").await?;
        page.devtools("Performance.enable", json!({})).await?;
        // What is loaded once, and the nodes that are used again, are there by then.
        operate(page, 250).await?;
        let before = left(page).await?;
        operate(page, 3_000).await?;
        let after = left(page).await?;
        println!("[listeners, nodes, workers] before {before:?}, after 3,000 operations {after:?}");
        assert_eq!(after[2], 0, "workers");
        assert!(after[0] <= before[0], "listeners");
        // As many roots wait for the next widget as were ever on a page at once (root.js).
        assert!(after[1] <= before[1] + 16, "nodes");
        Ok(())
    });
}

/// A start that fails, however often its element is moved, has no worker and no counter afterwards.
#[test]
fn a_failed_start_leaves_nothing() {
    Stage::new().only_in(Browser::Chromium).page(PATH, post(SCRIPT)).run(async |page| {
        page.open("post.html").await?;
        page.devtools("Performance.enable", json!({})).await?;
        let fail = "
            const { NumberFormat } = Intl;
            Intl.NumberFormat = function () { throw new Error('no numbers'); };
            for (let time = 0; time < times; time += 1) {
                const element = document.createElement('token-fare');
                element.setAttribute('loading', 'eager');
                element.textContent = 'hello world';
                document.body.append(element);
                const reason = await element.ready.then(() => 'started', ({ message }) => message);
                if (!reason.includes('no numbers')) throw new Error(reason);
                document.body.prepend(element);
                await pause(20);
                element.remove();
            }
            Intl.NumberFormat = NumberFormat";
        let run = async |times: u32| -> Result<Value, Failure> {
            page.evaluate_async(fail, &[("times", json!(times))]).await
        };
        run(3).await?;
        let before = left(page).await?;
        run(30).await?;
        let after = left(page).await?;
        println!("[listeners, nodes, workers] before {before:?}, after 30 failed starts {after:?}");
        assert_eq!(after[2], 0, "workers");
        assert!(after[0] <= before[0] && after[1] <= before[1], "{before:?} {after:?}");
        let text = "
            const element = document.createElement('token-fare');
            element.textContent = 'hello world';
            document.body.append(element);
            await element.ready;
            return element.text";
        assert_eq!(page.evaluate_async(text, &[]).await?, "hello world");
        Ok(())
    });
}
