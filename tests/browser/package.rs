//! The npm package, in projects of people who use it: installed by npm, built by their bundler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tokenfare_tests::Stage;
use xtask::dist;
use xtask::npm::{installed, npm};
use xtask::package::package;
use xtask::progress::Progress;
use xtask::server::{Options, Server};

use crate::cli::tokenfare;
use crate::post::holds;

/// The package, made once for all of these tests.
fn packed() -> &'static Path {
    static PACKED: OnceLock<PathBuf> = OnceLock::new();
    PACKED.get_or_init(|| package(&mut Progress::default()).expect("the package"))
}

/// A project in `target/` with these files, that depends on the package and on others.
fn project(name: &str, files: &[(&str, &str)], others: &[&str]) -> PathBuf {
    let folder = xtask::root().join("target/projects").join(name);
    let _ = fs::remove_dir_all(folder.join("node_modules/tokenfare"));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")
        .expect("a file");
    for (name, content) in files {
        fs::write(folder.join(name), content).expect("a file");
    }
    let mut install = npm();
    install.current_dir(&folder).arg("install").arg(packed()).args(others);
    works(&mut install);
    folder
}

/// Runs a program and returns what it prints.
pub(crate) fn works(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{text}\n{errors}");
    text
}

#[test]
fn a_quote_in_node_is_the_command_lines() {
    let script = "
        import { loadTokenizer, models, plans, quote, TokenfareError, version } from 'tokenfare';
        const text = process.argv[2];
        const scenario = JSON.parse(process.argv[3]);
        const tokenizer = await loadTokenizer({ model: 'gpt-5.4' });
        const refused = await quote({ text, scenario: { turn: 1 } }).catch((error) => error);
        console.log(JSON.stringify([
            await quote({ text, scenario }), await models(), await plans(), tokenizer.count(text),
            [refused instanceof TokenfareError, refused.code], version,
        ]));";
    let folder = project("node", &[("quote.js", script)], &[]);
    let texts = ["hello world", "User: How much?\nAssistant: Nothing.\nUser: Really? 真的吗？"];
    let scenarios = [
        (r#"{"messagesPerDay":75,"on":"2026-11-08"}"#, vec!["--messages-per-day=75"]),
        (
            r#"{"plan":["claude-pro"],"turns":20,"caching":"off","compare":true,"on":"2026-11-08"}"#,
            vec!["--plan=claude-pro", "--turns=20", "--caching=off", "--compare"],
        ),
    ];
    for text in texts {
        for (scenario, flags) in &scenarios {
            let printed =
                works(Command::new("node").current_dir(&folder).args(["quote.js", text, scenario]));
            let answers: Value = serde_json::from_str(&printed).expect("JSON");
            let flags = [&["cost", "--json", "--on=2026-11-08"], &flags[..]].concat();
            let native: Value = serde_json::from_str(&tokenfare(&flags, text)).expect("JSON");
            assert_eq!(answers[0], native, "{text} {scenario}");
            // The texts themselves, not only the values: the same numbers, written the same.
            assert_eq!(answers[0].to_string(), native.to_string());
            let listed = |what: &str| -> Value {
                serde_json::from_str(&tokenfare(&[what, "--json"], "")).expect("JSON")
            };
            assert_eq!((&answers[1], &answers[2]), (&listed("models"), &listed("plans")));
            assert_eq!(answers[4], serde_json::json!([true, "invalid-setting"]));
            assert_eq!(answers[5], env!("CARGO_PKG_VERSION"));
        }
    }
}

/// Deno takes a module by its address, as browsers do,.
#[test]
fn a_quote_in_deno_is_the_command_lines() {
    const DENO: &str = "2.9.6";
    let deno = installed("deno", DENO).expect("npm has Deno").join("bin.cjs");
    let site = Server::start(Options::new(dist())).expect("a server");
    let script = "
        const { loadTokenizer, quote } = await import(Deno.args[0]);
        const [text, scenario] = [Deno.args[1], JSON.parse(Deno.args[2])];
        const tokenizer = await loadTokenizer({ model: 'gpt-5.4' });
        console.log(JSON.stringify([await quote({ text, scenario }), tokenizer.count(text)]));";
    let folder = xtask::root().join("target/projects/deno");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("quote.js"), script).expect("a file");
    let mut run = Command::new("node");
    run.arg(deno).args([
        "run",
        "--quiet",
        "--no-config",
        "--allow-net=127.0.0.1",
        "--allow-import=127.0.0.1",
    ]);
    // What it has fetched must not answer for the site as it is now.
    run.env("DENO_DIR", folder.join("cache")).arg("--reload").arg(folder.join("quote.js"));
    run.args([&site.url("tokenfare.js"), "hello world", r#"{"turns":2,"on":"2026-11-08"}"#]);
    let answers: Value = serde_json::from_str(&works(&mut run)).expect("JSON");
    let flags = ["cost", "--json", "--on=2026-11-08", "--turns=2"];
    let native: Value = serde_json::from_str(&tokenfare(&flags, "hello world")).expect("JSON");
    assert_eq!(answers[0], native);
    assert_eq!(answers[1], 2);
}

#[test]
fn the_types_compile_in_a_strict_program() {
    let program = include_str!("../package/program.ts");
    let config = r#"{ "compilerOptions": { "strict": true, "noEmit": true, "target": "es2022",
        "module": "nodenext", "lib": ["es2022", "dom"], "exactOptionalPropertyTypes": true } }"#;
    let files = [("program.ts", program), ("tsconfig.json", config)];
    let folder = project("typescript", &files, &["typescript@5"]);
    works(npm().current_dir(&folder).args(["exec", "--", "tsc", "--project", "."]));
    // A check that cannot fail is none.
    let wrong = "import { quote } from 'tokenfare'; quote({ text: 1 });";
    let folder = project(
        "typescript-wrong",
        &[("wrong.ts", wrong), ("tsconfig.json", config)],
        &["typescript@5"],
    );
    let output = npm().current_dir(&folder).args(["exec", "--", "tsc", "--project", "."]).output();
    assert!(!output.expect("tsc starts").status.success());
}

#[test]
fn vite_finds_everything_without_a_setting() {
    let html =
        "<!doctype html><html lang=\"en\"><title>Vite</title><link rel=\"icon\" href=\"data:,\">
        <token-fare loading=\"eager\">hello world</token-fare>
        <script type=\"module\" src=\"./main.js\"></script>";
    let main = "import { quote } from 'tokenfare';
        window.report = await quote({ text: 'hello world' });";
    let folder = project("vite", &[("index.html", html), ("main.js", main)], &["vite@7"]);
    works(npm().current_dir(&folder).args([
        "exec",
        "--",
        "vite",
        "build",
        "--base=./",
        "--target=es2022",
    ]));
    Stage::files(folder.join("dist")).folder("/app/").run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=tokens]", "2").await?;
        holds(page, "window.report?.tokens.message === 2").await
    });
}

#[test]
fn react_renders_it_and_hears_it() {
    let html =
        "<!doctype html><html lang=\"en\"><title>React</title><link rel=\"icon\" href=\"data:,\">
        <main></main><script type=\"module\" src=\"./main.jsx\"></script>";
    let main = include_str!("../../examples/react/main.jsx");
    let config = "export default { esbuild: { jsx: 'automatic' } };";
    let files = [("index.html", html), ("main.jsx", main), ("vite.config.js", config)];
    let folder = project("react", &files, &["vite@7", "react@19", "react-dom@19"]);
    works(npm().current_dir(&folder).args([
        "exec",
        "--",
        "vite",
        "build",
        "--base=./",
        "--target=es2022",
    ]));
    Stage::files(folder.join("dist")).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        holds(page, "/a month/.test(document.querySelector('output').textContent)").await
    });
}
