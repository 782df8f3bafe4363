//! Tokenizers in headless Chromium, each measurement in a browser of its own: a browser keeps compiled
//! code, and shares it between workers.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use axum::http::HeaderName;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokenfare_tests::Driver;
use xtask::server::{Options, Server};

use crate::corpora::{Corpora, Corpus};
use crate::failure::Failure;
use crate::figures::{Keystrokes, Kind, Outcome, Rates, Row, median};
use crate::native::Reference;
use crate::site::{TOKENIZERS, Tokenizer, Wire};

/// Each figure is the median of this many browsers.
const RUNS: usize = 3;

/// A tokenizer that needs more milliseconds to open is measured once.
const SLOW: f64 = 5_000.0;

/// How long any measurement but that of a hard text may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Counts memory now instead of after some later garbage collection.
const MEASURE_MEMORY_NOW: &str = "--enable-blink-features=ForceEagerMeasureMemory";

/// What the browser says.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) rows: Vec<Row>,
    pub(crate) widget: Widget,
}

/// tokenfare as a page with the widget has it: the worker with its documents, beside the row of the
/// tokenizer as a library.
#[derive(Debug)]
pub(crate) struct Widget {
    /// Milliseconds from the worker's start to the first exact count.
    pub(crate) start: f64,
    /// Milliseconds for each real text, from the paste to the exact count.
    pub(crate) pastes: Vec<f64>,
    pub(crate) keystrokes: Keystrokes,
}

#[derive(Debug, Deserialize)]
struct Passes {
    opened: f64,
    cold: f64,
    repeat: f64,
    unseen: f64,
    tokens: usize,
    hash: u32,
}

#[derive(Debug, Deserialize)]
struct Paste {
    opened: f64,
    took: f64,
    tokens: usize,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Hard {
    Took { took: f64 },
    Failed { failed: String },
}

#[derive(Debug, Deserialize)]
struct Memory {
    bytes: f64,
}

/// Measures everything.
pub(crate) fn measure(
    site: &Path,
    corpora: &Corpora,
    references: &[Reference],
) -> Result<Browser, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(Failure::file("start", Path::new("the event loop")))?;
    runtime.block_on(async {
        // Isolated from other origins, a page has a fine clock and may measure its memory.
        let options = Options::new(site)
            .header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin")
            .header(HeaderName::from_static("cross-origin-embedder-policy"), "require-corp");
        let stage = Stage {
            server: Server::start(options)?,
            driver: Driver::start(tokenfare_tests::Browser::Chromium, &[MEASURE_MEMORY_NOW])?,
        };
        let widget = stage.widget(corpora, references).await?;
        let rows = stage.rows(site, corpora, references).await?;
        Ok(Browser { rows, widget })
    })
}

struct Stage {
    server: Server,
    driver: Driver,
}

impl Stage {
    async fn rows(
        &self,
        site: &Path,
        corpora: &Corpora,
        references: &[Reference],
    ) -> Result<Vec<Row>, Failure> {
        let mut runs: Vec<Vec<Vec<Passes>>> =
            TOKENIZERS.iter().map(|_| corpora.real.iter().map(|_| Vec::new()).collect()).collect();
        for run in 1..=RUNS {
            eprintln!("   browser: run {run} of {RUNS}");
            for (tokenizer, texts) in TOKENIZERS.iter().zip(&mut runs) {
                if texts.iter().flatten().any(|passes| passes.opened > SLOW) {
                    continue;
                }
                for (corpus, passes) in corpora.real.iter().zip(texts) {
                    passes.push(self.passes(tokenizer, corpus).await?);
                }
            }
        }
        eprintln!("   browser: hard texts");
        let mut rows = Vec::new();
        let mut wire = Wire::new(site);
        for (tokenizer, texts) in TOKENIZERS.iter().zip(runs) {
            let rates = corpora.real.iter().zip(&texts).zip(references);
            let rates = rates.map(|((corpus, runs), reference)| {
                let runs: Vec<_> = runs.iter().map(|run| run.rates(corpus, reference)).collect();
                Rates::median(&runs)
            });
            let mut hard = Vec::new();
            for text in &corpora.hard {
                hard.push(self.hard(tokenizer, &text.text.file).await?);
            }
            let asked = self.server.requests().len();
            let memory: Memory = self.call("memory", &[json!(tokenizer.script)]).await?;
            rows.push(Row {
                name: tokenizer.name.into(),
                kind: tokenizer.kind,
                start: median(texts.iter().flatten().map(|run| run.opened)),
                memory: memory.bytes / 1e6,
                wire: Some(self.wire_since(asked, &mut wire)?),
                texts: rates.collect(),
                hard,
            });
        }
        Ok(rows)
    }

    async fn passes(&self, tokenizer: &Tokenizer, corpus: &Corpus) -> Result<Passes, Failure> {
        let texts = [&corpus.cold, &corpus.unseen].map(|text| json!(self.text(&text.file)));
        let limit = PATIENCE.as_millis() as u64;
        let [cold, unseen] = texts;
        let task = [json!(tokenizer.script), json!(limit), json!("passes"), cold, unseen];
        self.call("run", &task).await
    }

    /// The median of three for tokenfare, so that the goals do not hang on one; once for the rivals,
    /// who may take seconds.
    async fn hard(&self, tokenizer: &Tokenizer, file: &str) -> Result<Outcome, Failure> {
        let limit = crate::LIMIT.as_millis() as u64;
        let arguments = [json!(tokenizer.script), json!(limit), json!(self.text(file))];
        let mut times = Vec::new();
        for _ in 0..if tokenizer.kind == Kind::Tokenfare { RUNS } else { 1 } {
            match self.call("hard", &arguments).await? {
                Hard::Took { took } => times.push(took),
                Hard::Failed { failed } if failed.contains("time is up") => {
                    return Ok(Outcome::TooLong);
                }
                Hard::Failed { .. } => return Ok(Outcome::Failed),
            }
        }
        Ok(Outcome::within_limit(median(times.into_iter())))
    }

    async fn widget(&self, corpora: &Corpora, references: &[Reference]) -> Result<Widget, Failure> {
        eprintln!("   browser: the widget's worker");
        let mut starts = Vec::new();
        let mut pastes = Vec::new();
        let limit = json!(PATIENCE.as_millis() as u64);
        for (corpus, reference) in corpora.real.iter().zip(references) {
            let mut times = Vec::new();
            for _ in 0..RUNS {
                let text = json!(self.text(&corpus.cold.file));
                let paste: Paste = self.call("paste", &[limit.clone(), text]).await?;
                if paste.tokens != reference.tokens {
                    return Err(Failure::InBrowser {
                        tokenizer: "the widget's worker".into(),
                        task: format!("an exact count of {}", corpus.name),
                        reason: format!("{} tokens, not {}", paste.tokens, reference.tokens),
                    });
                }
                starts.push(paste.opened);
                times.push(paste.took);
            }
            pastes.push(median(times.into_iter()));
        }
        let long = json!(self.text(&corpora.long.file));
        Ok(Widget {
            start: median(starts.into_iter()),
            pastes,
            keystrokes: self.call("keystrokes", &[limit, long]).await?,
        })
    }

    /// Calls a function of `bench/pages/page.js` in a new browser.
    async fn call<T: DeserializeOwned>(
        &self,
        function: &str,
        arguments: &[Value],
    ) -> Result<T, Failure> {
        let failed = |reason: String| Failure::InBrowser {
            tokenizer: arguments.first().map_or_else(String::new, Value::to_string),
            task: function.into(),
            reason,
        };
        let driver = self.driver.open().await?;
        let answer = async {
            driver.goto(self.server.url("index.html")).await?;
            driver.set_script_timeout(PATIENCE * 2).await?;
            let script = "const [name, values, done] = arguments;
                page[name](...values).then((value) => done({ value }), (error) => done({ error: String(error) }));";
            driver.execute_async(script, [json!(function), json!(arguments)]).await
        }
        .await;
        // The browser's goodbye says nothing about the measurement.
        let _ = driver.quit().await;
        let answer = answer?;
        let answer = answer.json();
        match answer.get("value") {
            Some(value) => {
                T::deserialize(value).map_err(|error| failed(format!("{error}: {answer}")))
            }
            None => Err(failed(answer.get("error").unwrap_or(answer).to_string())),
        }
    }

    fn text(&self, file: &str) -> String {
        self.server.url(&format!("texts/{file}"))
    }

    /// Bytes of what was asked for after the first `asked` requests, but for the page that measures.
    fn wire_since(&self, asked: usize, wire: &mut Wire) -> Result<usize, Failure> {
        const PAGE: [&str; 3] = ["index.html", "page.js", "measure.js"];
        let requests = self.server.requests();
        let paths: BTreeSet<&str> = requests
            .iter()
            .skip(asked)
            .map(|request| request.uri.path().trim_start_matches('/'))
            .filter(|path| !PAGE.contains(path))
            .collect();
        wire.sum(&Vec::from_iter(paths))
    }
}

impl Passes {
    fn rates(&self, corpus: &Corpus, reference: &Reference) -> Rates {
        let rate = |bytes: usize, milliseconds: f64| bytes as f64 / 1e3 / milliseconds;
        Rates {
            cold: rate(corpus.cold.bytes, self.cold),
            unseen: rate(corpus.unseen.bytes, self.unseen),
            repeat: rate(corpus.cold.bytes, self.repeat),
            exact: self.hash == reference.hash && self.tokens == reference.tokens,
        }
    }
}
