//! The JavaScript API, in a page and without the element.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokenfare_core::tokenizer::Encoding;
use tokenfare_tests::{Browser, Failure, Fault, Page, Stage};
use xtask::release::Release;

use crate::native::{TEXTS, tokenizer};

/// Runs a function body with `api`, the module, and `text`.
async fn with_api(page: &Page, body: &str, text: &str) -> Result<Value, Failure> {
    let module = json!(page.url("tokenfare.js"));
    let body = format!("const api = await import(module); {body}");
    page.evaluate_async(&body, &[("module", module), ("text", json!(text))]).await
}

#[test]
fn counts_encodes_and_decodes_as_natively() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        for encoding in [Encoding::O200kBase, Encoding::Cl100kBase] {
            let native = tokenizer(encoding);
            for text in TEXTS {
                let body = format!(
                    "const tokenizer = await api.loadTokenizer('{}');
                    const ids = tokenizer.encode(text);
                    const answer = [tokenizer.count(text), Array.from(ids), tokenizer.decode(ids),
                        ids.constructor.name];
                    tokenizer.free();
                    return answer",
                    encoding.name()
                );
                let ids = native.encode(text).unwrap();
                let expected = json!([ids.len(), ids, text, "Uint32Array"]);
                assert_eq!(with_api(page, &body, text).await?, expected, "{encoding:?} {text:?}");
            }
        }
        Ok(())
    });
}

#[test]
fn known_ids() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let body = "const tokenizer = await api.loadTokenizer('o200k_base');
            return Array.from(tokenizer.encode(text))";
        assert_eq!(with_api(page, body, "hello world").await?, json!([24912, 2375]));
        Ok(())
    });
}

#[test]
fn lone_surrogates_count_as_the_replacement_character() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        // Neither WebDriver nor UTF-8 can carry them, so the page makes them itself.
        let body = r"const tokenizer = await api.loadTokenizer('o200k_base');
            const encode = (text) => Array.from(tokenizer.encode(text));
            const lone = ['\ud83d', '\ude00', 'a\ud83d b', '\ude00\ud83d', '\ud83d'.repeat(1000)];
            return lone.map((text) => [
                encode(text), encode(text.toWellFormed()), tokenizer.count(text),
            ])";
        let answers = with_api(page, body, "").await?;
        let answers = answers.as_array().cloned().unwrap_or_default();
        assert_eq!(answers.len(), 5);
        for answer in answers {
            assert_eq!(answer[0], answer[1]);
            assert_eq!(answer[0].as_array().map(Vec::len), answer[2].as_u64().map(|n| n as usize));
        }
        Ok(())
    });
}

#[test]
fn an_unknown_encoding_is_refused_by_name() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let body = "return api.loadTokenizer('o300k').then(
            () => 'loaded', (error) => [error instanceof api.TokenfareError, error.code, error.message])";
        let answer = with_api(page, body, "").await?;
        assert_eq!((&answer[0], &answer[1]), (&json!(true), &json!("unknown-encoding")));
        assert!(answer[2].as_str().is_some_and(|message| message.contains("o300k")), "{answer}");
        Ok(())
    });
}

#[test]
fn a_broken_vocabulary_is_refused_and_a_second_try_succeeds() {
    Stage::new().run(async |page| {
        page.expect_failed_requests("status of 404");
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let body = "return api.loadTokenizer('cl100k_base').then(
            (tokenizer) => tokenizer.count('hello world'), (error) => error.code)";
        let file = "vocab/cl100k_base.vocab";
        for (fault, code) in [
            (Fault::Status(StatusCode::NOT_FOUND), "vocabulary-missing"),
            (Fault::Truncated { keep: 1_000 }, "vocabulary-damaged"),
            (Fault::Corrupt, "vocabulary-damaged"),
        ] {
            page.break_file(file, fault);
            assert_eq!(with_api(page, body, "").await?, json!(code));
        }
        page.mend_file(file);
        assert_eq!(with_api(page, body, "").await?, json!(2));
        Ok(())
    });
}

#[test]
fn an_id_that_is_not_in_the_encoding_is_refused() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let body = "const tokenizer = await api.loadTokenizer('o200k_base');
            try { return tokenizer.decode([4_000_000]); } catch (error) { return error.code; }";
        assert_eq!(with_api(page, body, "").await?, json!("unknown-token"));
        Ok(())
    });
}

/// The report and its way to JavaScript, without the counting: what a page pays for each change.
#[test]
fn a_report_with_two_hundred_models_takes_a_millisecond() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        let release = Release::built()?;
        let path = |name: &str| json!(page.url(release.path(name)));
        let body = "const { default: open, Prices } = await import(module);
            await open({ module_or_path: wasm });
            const builtin = new Prices();
            const known = new Set(JSON.parse(builtin.quote('', '{\"compare\":true}', day, () => 1))
                .whatIf.map(({ model }) => model));
            const sold = JSON.parse(builtin.models()).filter(({ id }) => known.has(id));
            const more = sold.slice(0, 200 - sold.length)
                .map((model) => ({ ...model, id: `${model.id}-again`, aliases: [] }));
            const prices = new Prices(JSON.stringify({ models: more }));
            const report = () => prices.quote('text', '{\"compare\":true}', day, () => 1000);
            const models = JSON.parse(report()).whatIf.length;
            let best = Infinity;
            for (let run = 0; run < 400; run++) {
                const start = performance.now();
                for (let each = 0; each < 5; each++) report();
                best = Math.min(best, (performance.now() - start) / 5);
            }
            return [models, best]";
        let arguments = [
            ("module", path("fares.js")),
            ("wasm", path("fares.wasm")),
            ("day", json!("2026-11-22")),
        ];
        let answer = page.evaluate_async(body, &arguments).await?;
        assert_eq!(answer[0], 200, "models in the report");
        // The best of many runs: a busy machine slows most of them.
        let milliseconds = answer[1].as_f64().unwrap_or(f64::INFINITY);
        println!("a report with 200 models: {milliseconds:.2} ms");
        assert!(milliseconds <= 1.0, "{milliseconds} ms");
        Ok(())
    });
}

#[test]
fn a_worker_can_ask_for_a_quote() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let ask = "const quote = async (module, text) => {
                const api = await import(module);
                const scenario = { model: 'gpt-4', turns: 3, on: '2026-11-22' };
                const tokenizer = await api.loadTokenizer('cl100k_base');
                return [await api.quote({ text, scenario }), tokenizer.count(text)];
            };";
        let body = format!(
            "const source = `{ask}
                onmessage = async ({{ data }}) => postMessage(await quote(...data));`;
            const worker = new Worker(
                URL.createObjectURL(new Blob([source], {{ type: 'text/javascript' }})),
                {{ type: 'module' }});
            const answer = new Promise((resolve) => {{
                worker.onmessage = ({{ data }}) => resolve(data);
            }});
            worker.postMessage([module, text]);
            {ask}
            return [await answer, await quote(module, text)]"
        );
        let answers = with_api(page, &body, TEXTS[0]).await?;
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0][0]["tokens"]["basis"]["encoding"], "cl100k_base");
        assert_eq!(answers[0][0]["scenario"]["turns"], 3);
        Ok(())
    });
}
