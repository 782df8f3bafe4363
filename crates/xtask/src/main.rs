//! `cargo xtask`: one table of commands.

#![forbid(unsafe_code)]

use std::env;
use std::process::ExitCode;

use xtask::{Error, bench, build, catalog, package, serve, sizes, test};

struct Command {
    name: &'static str,
    summary: &'static str,
    run: fn(&[String]) -> Result<(), Error>,
}

const COMMANDS: [Command; 7] = [
    Command { name: "build", summary: "build the site into dist/", run: build::command },
    Command {
        name: "serve",
        summary: "build the site and serve it at http://127.0.0.1:8080/ [--port N]",
        run: serve::command,
    },
    Command {
        name: "test",
        summary: "every test: format, lints, types, Rust, JavaScript, browsers, sizes [javascript]",
        run: test::command,
    },
    Command {
        name: "package",
        summary: "make the npm package in target/ (needs npm)",
        run: package::command,
    },
    Command {
        name: "sizes",
        summary: "what a reader downloads of the built site, and what it may be",
        run: sizes::command,
    },
    Command {
        name: "bench",
        summary: "the tokenizer beside others [native | browser] [--update-readme]",
        run: bench::command,
    },
    Command {
        name: "catalog",
        summary: "the catalog and public price lists: check | compare | update [--write]",
        run: catalog::command,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print_commands();
        return ExitCode::SUCCESS;
    };
    let outcome = COMMANDS
        .iter()
        .find(|command| command.name == name)
        .ok_or_else(|| Error::UnknownCommand { name: name.clone() })
        .and_then(|command| (command.run)(rest));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.print();
            ExitCode::FAILURE
        }
    }
}

fn print_commands() {
    println!("cargo xtask <command>\n");
    for command in &COMMANDS {
        println!("  {:<8} {}", command.name, command.summary);
    }
}
