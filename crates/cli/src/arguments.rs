//! The command line.

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use tokenfare_core::scenario::{FIELDS, Field, Scenario, Value};

use crate::error::CliError;

/// What to do.
pub(crate) enum Command {
    Count(CountOptions),
    Cost(CostOptions),
    Models {
        json: bool,
    },
    Plans {
        json: bool,
    },
    /// Help or the version, asked for.
    Told(String),
}

pub(crate) struct CountOptions {
    pub(crate) encoding: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) ids: bool,
    pub(crate) json: bool,
    pub(crate) files: Vec<String>,
}

pub(crate) struct CostOptions {
    pub(crate) scenario: Scenario,
    pub(crate) json: bool,
    pub(crate) file: Vec<String>,
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
        return Err(CliError::Arguments("say what to do: count, cost, models or plans".to_owned()));
    };
    let json = matches.get_flag("json");
    match name {
        "count" => Ok(Command::Count(CountOptions {
            encoding: matches.get_one("encoding").cloned(),
            model: matches.get_one("model").cloned(),
            ids: matches.get_flag("ids"),
            json,
            files: strings(matches, "FILE"),
        })),
        "cost" => Ok(Command::Cost(CostOptions {
            scenario: scenario(matches)?,
            json,
            file: strings(matches, "FILE"),
        })),
        "models" => Ok(Command::Models { json }),
        _ => Ok(Command::Plans { json }),
    }
}

fn strings(matches: &ArgMatches, id: &str) -> Vec<String> {
    matches.get_many::<String>(id).into_iter().flatten().cloned().collect()
}

fn command() -> clap::Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
    };
    let files = |many: bool| {
        let files = Arg::new("FILE").help("Files to read; - or none for standard input");
        files.action(ArgAction::Append).num_args(if many { 0..=usize::MAX } else { 0..=1 })
    };
    let json = || flag("json", "Print JSON");
    let count = clap::Command::new("count")
        .about("Count the tokens of texts: a number and nothing else for one text")
        .arg(
            Arg::new("encoding")
                .long("encoding")
                .value_name("ENCODING")
                .help("Count with this encoding, by its tiktoken name"),
        )
        .arg(
            Arg::new("model")
                .long("model")
                .value_name("MODEL")
                .help("Count with this model's encoding [default: gpt-5.4]")
                .conflicts_with("encoding"),
        )
        .arg(flag("ids", "Print the ids of the tokens instead, one line for each text"))
        .arg(json())
        .arg(files(true));
    let cost = clap::Command::new("cost")
        .about("Say what a text costs under each way of paying for a model")
        .args(FIELDS.iter().map(setting))
        .arg(json())
        .arg(files(false));
    clap::Command::new("tokenfare")
        .about("What a text costs, per message and per month, under each way of paying for a model")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(count)
        .subcommand(cost)
        .subcommand(
            clap::Command::new("models").about("List the models of the catalog").arg(json()),
        )
        .subcommand(clap::Command::new("plans").about("List the plans of the catalog").arg(json()))
}

/// A scenario's setting as a flag. What it may be is for the scenario to say.
fn setting(field: &Field) -> Arg {
    let arg = Arg::new(field.name).long(field.name).allow_negative_numbers(true);
    let standard = field.value(&Scenario::default());
    let help = match &standard {
        Value::Absent | Value::Switch(false) => field.doc.trim().to_owned(),
        value => format!("{} [default: {value}]", field.doc.trim()),
    };
    let arg = arg.help(help).value_name(field.placeholder).value_parser(value_parser!(String));
    match standard {
        Value::Switch(false) => arg.num_args(0).default_missing_value("on"),
        Value::List(_) => arg.action(ArgAction::Append).alias("plan"),
        _ => arg,
    }
}

fn scenario(matches: &ArgMatches) -> Result<Scenario, CliError> {
    let mut scenario = Scenario::default();
    for field in FIELDS {
        if matches.contains_id(field.name) {
            scenario.set(field.name, &strings(matches, field.name).join(","))?;
        }
    }
    Ok(scenario)
}

/// The first line of clap's message, and its tip where it has one.
fn one_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("can't read the arguments");
    let first = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    match lines.find_map(|line| line.strip_prefix("tip: ")) {
        Some(tip) => format!("{first}; {tip}"),
        None => first,
    }
}
