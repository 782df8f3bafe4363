//! The JavaScript API, in a page and without the element.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokenfare_core::tokenizer::Encoding;
use tokenfare_tests::{Browser, Failure, Fault, Page, Stage};
use xtask::release::Release;

use crate::native::{TEXTS, tokenizer};
use crate::post::{PATH, page as plain};

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
                let ids = native.encode(text);
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
    // Firefox's driver loads the module in a sandbox, which ends with the script that asked for it.
    Stage::new().only_in(Browser::Chromium).run(async |page| {
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

/// What each of some expressions is refused with, in a page where `refusal` and `tokenizer` are there.
async fn refusals(page: &Page, expressions: &[&str]) -> Result<Vec<(String, String)>, Failure> {
    let all = expressions.iter().map(|one| format!("async () => {one}")).collect::<Vec<_>>();
    let body = format!(
        "const tokenizer = await api.loadTokenizer('o200k_base');
        const refused = [];
        for (const attempt of [{}]) {{
            await attempt().then(
                (answer) => refused.push(['', JSON.stringify(answer)?.slice(0, 80) ?? 'nothing']),
                (error) => refused.push([error.code ?? '', error.message]));
        }}
        return [refused, tokenizer.decode(tokenizer.encode(text))]",
        all.join(", ")
    );
    let answer = with_api(page, &body, TEXTS[0]).await?;
    assert_eq!(answer[1], TEXTS[0], "the tokenizer goes on");
    let refused = serde_json::from_value(answer[0].clone());
    Ok(refused.expect("pairs of a code and a message"))
}

#[test]
fn what_is_no_id_is_refused() {
    const IDS: [(&str, &str); 12] = [
        ("[4_000_000]", "4000000"),
        ("[2 ** 32]", "4294967296"),
        ("[24912, NaN]", "NaN, at place 1"),
        ("[1.5]", "1.5"),
        ("[-1]", "-1"),
        ("['24912']", "\"24912\""),
        ("[24912n]", "24912"),
        ("[, 24912]", "undefined"),
        ("new Set([24912])", "a Set"),
        ("{ length: 1e9 }", "undefined, at place 0"),
        ("{ length: -1 }", "an Object"),
        ("5", "5"),
    ];
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let attempts = IDS.map(|(ids, _)| format!("tokenizer.decode({ids})"));
        let attempts = attempts.each_ref().map(String::as_str);
        for ((code, message), (ids, named)) in refusals(page, &attempts).await?.iter().zip(IDS) {
            assert_eq!(code, "unknown-token", "{ids}: {message}");
            assert!(message.contains(named.trim_start_matches("an ")), "{ids}: {message}");
        }
        let lists = "const tokenizer = await api.loadTokenizer('o200k_base');
            return [[24912, 2375], { length: 1, 0: 24912 }, new Float64Array([24912]), []]
                .map((ids) => tokenizer.decode(ids))";
        let decoded = with_api(page, lists, "").await?;
        assert_eq!(decoded, json!(["hello world", "hello", "hello", ""]));
        Ok(())
    });
}

#[test]
fn a_hundred_tokenizers_share_a_vocabulary() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let engine = page.url(Release::built()?.path("engine.js"));
        let body = format!(
            "const encoding = 'cl100k_base';
            const first = await api.loadTokenizer(encoding);
            const exported = await (await import({engine:?})).default();
            const memory = Object.values(exported).find((one) => one instanceof WebAssembly.Memory);
            const before = memory.buffer.byteLength;
            const hundred = Array.from({{ length: 100 }}, () => api.loadTokenizer(encoding));
            const all = await Promise.all(hundred);
            const counts = all.map((tokenizer) => tokenizer.count(text));
            const grown = memory.buffer.byteLength - before;
            first.free();
            for (const tokenizer of all.slice(1)) tokenizer.free();
            const last = all[0].count(text);
            all[0].free();
            const again = await api.loadTokenizer(encoding);
            return [new Set(counts).size, grown, last === counts[0], again.count(text) === last]"
        );
        let answer = with_api(page, &body, TEXTS[1]).await?;
        println!("100 tokenizers more: {} bytes", answer[1]);
        assert_eq!((&answer[0], &answer[2], &answer[3]), (&json!(1), &json!(true), &json!(true)));
        assert!(answer[1].as_u64().is_some_and(|grown| grown < 1 << 20), "{answer}");
        let vocabularies = page.requested();
        let fetched = vocabularies.iter().filter(|name| *name == "vocab/cl100k_base.vocab");
        assert_eq!(fetched.count(), 2, "once for all that were open, and once after");
        Ok(())
    });
}

#[test]
fn a_tokenizer_that_was_freed_says_so() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let body = "const tokenizer = await api.loadTokenizer('o200k_base');
            tokenizer.free();
            tokenizer.free();
            return [() => tokenizer.count('a'), () => tokenizer.encode('a'), () => tokenizer.decode([1])]
                .map((use) => { try { return use(); } catch ({ code }) { return code; } })";
        assert_eq!(with_api(page, body, "").await?, json!(vec!["tokenizer-freed"; 3]));
        Ok(())
    });
}

/// A page may have replaced what encodes its strings; no byte of it is taken for text unseen.
#[test]
fn a_replaced_text_encoder_is_refused() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let body = "const tokenizer = await api.loadTokenizer('o200k_base');
            const { encodeInto } = TextEncoder.prototype;
            const lies = [
                (into) => (into.fill(0xff, 0, 11), { read: 11, written: 11 }),
                (into) => (into.set([0xe6, 0xbc]), { read: 11, written: 2 }),
                (into) => ({ read: 11, written: into.length }),
                (into) => ({ read: 11, written: 1e9 }),
                () => ({ read: 11, written: NaN }),
                () => ({}),
            ];
            const tried = lies.map((lie) => {
                TextEncoder.prototype.encodeInto = (_, into) => lie(into);
                try { return tokenizer.count(text); } catch ({ code }) { return code; }
            });
            TextEncoder.prototype.encodeInto = encodeInto;
            return [tried, tokenizer.count(text)]";
        let answer = with_api(page, body, TEXTS[0]).await?;
        assert_eq!(answer, json!([vec!["engine-failed"; 6], 2]));
        Ok(())
    });
}

/// A caller's mistake never becomes the price of something else.
#[test]
fn what_a_quote_does_not_know_is_refused_by_name() {
    const SETTINGS: [(&str, &str); 12] = [
        ("{ turns: NaN }", "turns: "),
        ("{ turns: Infinity }", "turns: "),
        ("{ messagesPerDay: -Infinity }", "messagesPerDay: "),
        ("{ turns: () => 5 }", "turns: "),
        ("{ turns: Symbol() }", "turns: "),
        ("{ turns: { at: 5 } }", "turns: "),
        ("{ turns: 5.5 }", "`turns` can't be `5.5"),
        ("{ turn: 5 }", "`turn`"),
        ("{ plans: ['chatgpt-plus', NaN] }", "plans[1]: "),
        ("{ plans: [5] }", "plans"),
        ("'turns=5'", "an object of settings"),
        ("null", "an object of settings"),
    ];
    const CATALOGS: [(&str, &str); 7] = [
        ("{ model: [] }", "`model`"),
        ("{ models: [{ id: 'x', nmae: 'y' }] }", "models[0]"),
        ("{ models: [NaN] }", "models[0]: "),
        ("{ plans: () => [] }", "plans: "),
        ("5", "5"),
        ("'{'", "JSON"),
        ("(() => { const all = { models: [] }; all.models.push(all); return all; })()", "deeper"),
    ];
    const REQUESTS: [(&str, &str); 5] = [
        ("api.quote()", "string"),
        ("api.quote({ text: 5 })", "number"),
        ("api.quote({ text, scenari: {} })", "`scenari`"),
        ("api.models({ catalogue: {} })", "`catalogue`"),
        ("api.plans(null)", "null"),
    ];
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        let mut expected = Vec::new();
        for (settings, named) in SETTINGS {
            let attempt = format!("api.quote({{ text, scenario: {settings} }})");
            expected.push((attempt, "invalid-setting", named));
        }
        for (catalog, named) in CATALOGS {
            expected.push((format!("api.models({{ catalog: {catalog} }})"), "invalid-catalog", named));
        }
        for (attempt, named) in REQUESTS {
            expected.push((attempt.to_owned(), "invalid-request", named));
        }
        let attempts: Vec<_> = expected.iter().map(|(attempt, ..)| attempt.as_str()).collect();
        for ((is, message), (attempt, code, named)) in
            refusals(page, &attempts).await?.iter().zip(&expected)
        {
            assert_eq!(is, code, "{attempt}: {message}");
            assert!(message.contains(named), "{attempt}: {message}");
        }
        // What is undefined was not given, as everywhere in JavaScript.
        let body = "const on = '2026-11-22';
            const [one, two] = [{ on, turns: undefined, model: null }, { on }];
            return [await api.quote({ text, scenario: one }), await api.quote({ text, scenario: two })]";
        let answers = with_api(page, body, TEXTS[0]).await?;
        assert_eq!(answers[0], answers[1]);
        Ok(())
    });
}

/// The report as plain objects, without the counting: what a program pays for each change. More than half
/// of it is the making of the objects.
#[test]
fn a_report_with_two_hundred_models_takes_about_two_milliseconds() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        let release = Release::built()?;
        let path = |name: &str| json!(page.url(release.path(name)));
        let body = "const { default: open, Prices, Settings } = await import(module);
            await open({ module_or_path: wasm });
            const builtin = new Prices();
            const settings = new Settings({ compare: true }, day);
            const known = new Set(
                builtin.quote('', settings, () => 1).whatIf.map(({ model }) => model));
            const sold = builtin.models().filter(({ id }) => known.has(id));
            const more = sold.slice(0, 200 - sold.length)
                .map((model) => ({ ...model, id: `${model.id}-again`, aliases: [] }));
            const prices = new Prices({ models: more });
            const report = () => prices.quote('text', settings, () => 1000);
            const models = report().whatIf.length;
            let best = Infinity;
            for (let run = 0; run < 400; run++) {
                const start = performance.now();
                for (let each = 0; each < 5; each++) report();
                best = Math.min(best, (performance.now() - start) / 5);
            }
            return [models, best]";
        let arguments = [
            ("module", path("quote.js")),
            ("wasm", path("quote.wasm")),
            ("day", json!("2026-11-22")),
        ];
        let answer = page.evaluate_async(body, &arguments).await?;
        assert_eq!(answer[0], 200, "models in the report");
        // The best of many runs: a busy machine slows most of them.
        let milliseconds = answer[1].as_f64().unwrap_or(f64::INFINITY);
        println!("a report with 200 models: {milliseconds:.2} ms");
        assert!(milliseconds <= 3.0, "{milliseconds} ms");
        Ok(())
    });
}

#[test]
fn a_worker_can_ask_for_a_quote() {
    // Not the site's own page, whose policy passes no worker but the product's.
    Stage::new().page(PATH, plain("")).run(async |page| {
        page.open("post.html").await?;
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
