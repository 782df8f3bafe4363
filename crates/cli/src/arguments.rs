//! The command line.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches};
use tokenfare_core::catalog::Date;
use tokenfare_core::scenario::{FIELDS, Field, Link, Scenario, Value};

use crate::catalog::CatalogOptions;
use crate::error::CliError;

/// What to do.
pub(crate) enum Command {
    Count(CountOptions),
    Cost(Box<CostOptions>),
    History(HistoryOptions),
    Models(ListOptions),
    Plans(ListOptions),
    /// Help or the version, asked for.
    Told(String),
}

pub(crate) struct CountOptions {
    pub(crate) encoding: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) ids: bool,
    pub(crate) json: bool,
    pub(crate) jsonl: bool,
    /// Whether a line of JSON that is no prompt ends the run.
    pub(crate) strict: bool,
    pub(crate) catalog: CatalogOptions,
    pub(crate) files: Vec<OsString>,
}

pub(crate) struct CostOptions {
    pub(crate) scenario: Scenario,
    pub(crate) format: Format,
    pub(crate) jsonl: bool,
    /// Whether a line of JSON that is no prompt ends the run.
    pub(crate) strict: bool,
    /// The text of a link, for when there is no file.
    pub(crate) text: Option<String>,
    /// Take the text as one message even if it looks like a conversation.
    pub(crate) plain: bool,
    pub(crate) system_file: Option<OsString>,
    pub(crate) reply_file: Option<OsString>,
    /// The language of the answer, by its tag.
    pub(crate) lang: String,
    pub(crate) catalog: CatalogOptions,
    pub(crate) files: Vec<OsString>,
}

pub(crate) struct HistoryOptions {
    /// Models on whose API all of it is priced too.
    pub(crate) models: Vec<String>,
    pub(crate) plans: Vec<String>,
    /// The model that answered where the source doesn't say.
    pub(crate) assume: Option<String>,
    /// Whether replies that were made anew count too.
    pub(crate) branches: bool,
    pub(crate) json: bool,
    /// The day whose prices are today's.
    pub(crate) on: Option<Date>,
    pub(crate) catalog: CatalogOptions,
    pub(crate) files: Vec<OsString>,
}

pub(crate) struct ListOptions {
    pub(crate) json: bool,
    /// The day whose prices are listed.
    pub(crate) on: Option<Date>,
    pub(crate) catalog: CatalogOptions,
}

/// What a report is printed as.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
    Markdown,
    Html,
    Explain,
}

/// Reads the program's arguments.
pub(crate) fn parse() -> Result<Command, CliError> {
    let matches = match command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            return match error.kind() {
                ErrorKind::DisplayHelp
                | ErrorKind::DisplayVersion
                | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                    Ok(Command::Told(error.render().to_string()))
                }
                _ => Err(CliError::Arguments(one_line(&error))),
            };
        }
    };
    let Some((name, matches)) = matches.subcommand() else {
        return Err(CliError::Arguments(
            "say what to do: count, cost, history, models or plans".to_owned(),
        ));
    };
    let json = matches.get_flag("json");
    let catalog = CatalogOptions {
        file: matches.get_one("catalog").cloned(),
        only: matches.get_flag("catalog-only"),
    };
    let link = match name {
        "cost" => {
            matches.get_one::<String>("from-link").map(|link| Link::read(link)).transpose()?
        }
        _ => None,
    };
    let link = link.unwrap_or_default();
    match name {
        "count" => Ok(Command::Count(CountOptions {
            encoding: matches.get_one("encoding").cloned(),
            model: matches.get_one("model").cloned(),
            ids: matches.get_flag("ids"),
            json,
            jsonl: matches.get_flag("jsonl"),
            strict: matches.get_flag("strict"),
            catalog,
            files: paths(matches),
        })),
        "cost" => Ok(Command::Cost(Box::new(CostOptions {
            scenario: scenario(matches, &link.settings)?,
            format: format(matches),
            jsonl: matches.get_flag("jsonl"),
            strict: matches.get_flag("strict"),
            text: link.text,
            plain: matches.get_flag("plain"),
            system_file: matches.get_one("system-file").cloned(),
            reply_file: matches.get_one("reply-file").cloned(),
            lang: matches.get_one("lang").cloned().unwrap_or_else(|| "en".to_owned()),
            catalog,
            files: paths(matches),
        }))),
        "history" => Ok(Command::History(HistoryOptions {
            models: strings(matches, "model"),
            plans: strings(matches, "plan"),
            assume: matches.get_one("assume").cloned(),
            branches: matches.get_flag("branches"),
            json,
            on: matches.get_one::<Date>("on").copied(),
            catalog,
            files: paths(matches),
        })),
        _ => {
            let on = matches.get_one::<Date>("on").copied();
            let options = ListOptions { json, on, catalog };
            Ok(if name == "models" { Command::Models(options) } else { Command::Plans(options) })
        }
    }
}

fn format(matches: &ArgMatches) -> Format {
    let formats = [
        ("json", Format::Json),
        ("csv", Format::Csv),
        ("markdown", Format::Markdown),
        ("html", Format::Html),
        ("explain", Format::Explain),
    ];
    let asked = formats.into_iter().find(|(name, _)| matches.get_flag(name));
    asked.map_or(Format::Table, |(_, format)| format)
}

fn paths(matches: &ArgMatches) -> Vec<OsString> {
    matches.get_many("FILE").into_iter().flatten().cloned().collect()
}

fn strings(matches: &ArgMatches, id: &str) -> Vec<String> {
    matches.get_many::<String>(id).into_iter().flatten().cloned().collect()
}

fn command() -> clap::Command {
    let list = |name: &'static str, about: &'static str| {
        let on = option("on", "DATE", "The day whose prices are listed [default: today]");
        let on = on.value_parser(clap::value_parser!(Date));
        let json = flag("json", "Print JSON, with the prices of every day");
        with_catalog(clap::Command::new(name).about(about).arg(on).arg(json))
    };
    clap::Command::new("tokenfare")
        .about("What a text costs, per message and per month, under each way of paying for a model")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(count_command())
        .subcommand(cost_command())
        .subcommand(history_command())
        .subcommand(list("models", "List the models of the catalog"))
        .subcommand(list("plans", "List the plans of the catalog"))
}

fn count_command() -> clap::Command {
    let count = clap::Command::new("count")
        .about("Count the tokens of texts: a number and nothing else for one text")
        .arg(option("encoding", "ENCODING", "Count with this encoding, by its tiktoken name"))
        .arg(
            option("model", "MODEL", "Count with this model's encoding [default: gpt-5.4]")
                .conflicts_with("encoding"),
        )
        .arg(flag("ids", "Print the ids of the tokens instead, one line for each text"))
        .arg(
            flag("jsonl", "Count each line of JSON as a text; print how many and how long")
                .conflicts_with("ids"),
        )
        .arg(strict())
        .arg(flag("json", "Print JSON"));
    with_catalog(count).arg(files())
}

fn cost_command() -> clap::Command {
    let cost = clap::Command::new("cost")
        .about("Say what a text costs under each way of paying for a model")
        .args(FIELDS.iter().map(setting))
        .arg(path("system-file", "A system prompt, sent before every message"))
        .arg(path("reply-file", "An example of a reply; its length counts"))
        .arg(option("from-link", "LINK", "A link from the page: its settings, unless flags say otherwise, and its text, unless there are files"))
        .arg(flag("plain", "Take the text as one message even if it looks like a conversation"))
        .arg(flag("jsonl", "Take each line of JSON as a text; price all of them and the average"))
        .arg(strict())
        .arg(option("lang", "TAG", "The language of the answer, such as zh-Hans [default: en]"))
        .arg(flag("explain", "Open every figure down to counts × rates"))
        .arg(flag("json", "Print JSON"))
        .arg(flag("csv", "Print comma-separated values"))
        .arg(flag("markdown", "Print Markdown"))
        .arg(flag("html", "Print a table in HTML, to stand in a page where no script runs"))
        .group(ArgGroup::new("format").args(["explain", "json", "csv", "markdown", "html"]));
    with_catalog(cost).arg(files())
}

fn history_command() -> clap::Command {
    let many = |name, value, help| option(name, value, help).action(ArgAction::Append);
    let on = option("on", "DATE", "The day whose prices are today's [default: today]");
    let plans = "A plan to compare; several by repeating it [default: those for one person of the vendors used]";
    let history = clap::Command::new("history")
        .about("Say what exports and logs of past use would have cost under each way of paying")
        .arg(many("model", "MODEL", "Price all of it on this model's API too"))
        .arg(many("plan", "PLAN", plans).value_delimiter(','))
        .arg(option(
            "assume",
            "MODEL",
            "The model that answered where a source doesn't say which did",
        ))
        .arg(flag("branches", "Count replies too that were made anew and left"))
        .arg(on.value_parser(clap::value_parser!(Date)))
        .arg(flag("json", "Print JSON"));
    let help = "Exports, logs, tables, archives and folders of them; - or none for standard input";
    with_catalog(history).arg(files().help(help))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn strict() -> Arg {
    flag("strict", "Stop at a line of JSON that is no prompt, in place of leaving it out")
        .requires("jsonl")
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// A file, whose name may be any bytes that the system allows.
fn path(name: &'static str, help: &'static str) -> Arg {
    option(name, "FILE", help).value_parser(clap::value_parser!(OsString))
}

fn files() -> Arg {
    let help = "Files to read; - or none for standard input";
    let path = clap::value_parser!(OsString);
    Arg::new("FILE").help(help).action(ArgAction::Append).num_args(0..).value_parser(path)
}

fn with_catalog(command: clap::Command) -> clap::Command {
    let own = "A catalog of your own, TOML or JSON, laid over the one that ships";
    let only = "Use your own catalog alone";
    command.arg(path("catalog", own)).arg(flag("catalog-only", only).requires("catalog"))
}

/// A scenario's setting as a flag. What its value may be is for the scenario to say.
fn setting(field: &Field) -> Arg {
    let standard = field.value(&Scenario::default());
    let help = match &standard {
        Value::Absent | Value::Switch(false) => field.help().doc.trim().to_owned(),
        value => format!("{} [default: {value}]", field.help().doc.trim()),
    };
    let arg = Arg::new(field.name).long(field.name).help(help);
    match standard {
        Value::Switch(false) => arg.action(ArgAction::SetTrue),
        Value::List(_) => {
            let arg = arg.value_name(field.help().placeholder).action(ArgAction::Append);
            if field.name == "plans" { arg.alias("plan") } else { arg }
        }
        _ => arg.value_name(field.help().placeholder).allow_negative_numbers(true),
    }
}

/// The settings of a link, and over them those of the flags.
fn scenario(matches: &ArgMatches, linked: &[(String, String)]) -> Result<Scenario, CliError> {
    let mut scenario = Scenario::default();
    for (name, value) in linked {
        scenario.set(name, value)?;
    }
    for field in FIELDS {
        if matches.value_source(field.name) != Some(ValueSource::CommandLine) {
            continue;
        }
        let value = match field.value(&Scenario::default()) {
            Value::Switch(false) => "on".to_owned(),
            _ => strings(matches, field.name).join(","),
        };
        scenario.set(field.name, &value)?;
    }
    Ok(scenario)
}

/// The first line of clap's message, and its tip where it has one.
fn one_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("can't read the arguments");
    let first = first.strip_prefix("error: ").unwrap_or(first);
    // What a colon announces stands on the next line.
    let first = match first.strip_suffix(':').zip(lines.clone().next()) {
        Some((announced, what)) => format!("{announced}: {what}"),
        None => first.to_owned(),
    };
    match lines.find_map(|line| line.strip_prefix("tip: ")) {
        Some(tip) => format!("{first}; {tip}"),
        None => first,
    }
}
