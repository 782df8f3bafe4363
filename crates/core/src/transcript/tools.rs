//! Functions that a request offers to the model.
//!
//! OpenAI's cookbook documents constants for `tools` and their properties; what is nested deeper is counted
//! by the same. The older `functions` are counted as the TypeScript that they were measured to be sent as.

use super::json::{Json, Object};
use super::namespace::Namespace;
use super::{Entry, Omitted, Role};
use crate::report::{FunctionBasis, Opening};

/// Tokens where the properties of a function begin.
const PROPERTIES: u64 = 3;
/// Tokens for each of them.
const PROPERTY: u64 = 3;
/// Tokens that an enum saves where it begins, and tokens for each of its items: a list of no items
/// would be shorter than nothing, so at least as many are counted as saved.
const ENUM: u64 = 3;
const ITEM: u64 = 3;
/// Tokens where the list of functions ends.
const END: u64 = 12;
/// Members of a schema that cost nothing beside what is read of it.
const QUIET: &[&str] = &[
    "type",
    "description",
    "enum",
    "properties",
    "items",
    "prefixItems",
    "anyOf",
    "oneOf",
    "allOf",
    "$defs",
    "definitions",
    "$ref",
    "required",
    "additionalProperties",
    "$schema",
    "nullable",
    "propertyOrdering",
];

/// The definitions of functions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tools {
    functions: Vec<Function>,
    /// The definitions of the older kind, as they are sent.
    namespace: Option<String>,
    /// Which function has to be called, or that none may be: for the older kind.
    chosen: Option<String>,
    nested: bool,
}

/// The texts of one definition, and the tokens between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Function {
    texts: Vec<String>,
    /// Nothing where the vendor's format isn't OpenAI's.
    framing: Option<u64>,
}

impl Tools {
    /// Reads a tool as chat completions (inside `function`), responses and Anthropic (flat) write it;
    /// false for a tool of the vendor's own.
    pub(super) fn add(&mut self, tool: &Object<'_>, left_out: &mut Vec<Omitted>) -> bool {
        let tool = tool.object(&["function"]).unwrap_or(tool);
        let parameters = ["parameters", "input_schema", "inputSchema"];
        let kind = tool.text(&["type"]);
        let own = kind.is_some_and(|kind| !matches!(kind, "function" | "custom"));
        if own && tool.object(&parameters).is_none() {
            return false;
        }
        let Some(function) = self.function(tool, &parameters, left_out) else { return false };
        self.functions.push(function);
        true
    }

    /// Reads a tool of a vendor whose format is published by nobody: its texts count.
    pub(super) fn add_texts(&mut self, tool: &Object<'_>, left_out: &mut Vec<Omitted>) -> bool {
        let schemas = ["parameters", "parametersJsonSchema", "inputSchema"];
        let Some(mut function) = self.function(tool, &schemas, left_out) else { return false };
        function.framing = None;
        self.functions.push(function);
        true
    }

    fn function(
        &mut self,
        tool: &Object<'_>,
        schemas: &[&str],
        left_out: &mut Vec<Omitted>,
    ) -> Option<Function> {
        let name = tool.text(&["name"])?;
        let parameters = tool.object(schemas);
        let parameters = parameters.map(|schema| schema.object(&["json"]).unwrap_or(schema));
        let mut reading = Reading { function: Function::default(), left_out, nested: false };
        reading.function.texts.push(format!("{name}:{}", description(tool)));
        if let Some(parameters) = parameters {
            reading.others(parameters, &["title"]);
            reading.inside(parameters, 0);
        }
        let known = ["name", "description", "type", "strict", "cache_control", "defer_loading"];
        Omitted::add_others(reading.left_out, tool, &[&known, schemas]);
        let Reading { mut function, nested, .. } = reading;
        self.nested |= nested;
        function.framing.get_or_insert(0);
        Some(function)
    }

    /// Reads the older `functions`.
    pub(super) fn add_functions(&mut self, functions: &[Json<'_>], left_out: &mut Vec<Omitted>) {
        let mut namespace = Namespace::default();
        for function in functions {
            match function.object().filter(|function| function.text(&["name"]).is_some()) {
                Some(function) => namespace.add(function),
                None => Omitted::add_value(left_out, "functions", function),
            }
        }
        let (text, unsent) = namespace.end();
        for description in unsent {
            Omitted::add_texts(left_out, "nested description", vec![description]);
        }
        self.namespace = Some(text);
    }

    /// Reads `function_call`, which says what has to be called.
    pub(super) fn choose(&mut self, choice: &Json<'_>) {
        self.chosen = match choice {
            Json::Object(choice) => choice.text(&["name"]).map(str::to_owned),
            other => other.text().filter(|word| *word == "none").map(|_| String::new()),
        };
    }

    /// What the count of the definitions rests on.
    pub(super) fn basis(&self) -> Option<FunctionBasis> {
        if self.namespace.is_some() {
            return Some(FunctionBasis::Measured);
        }
        let foreign = self.functions.iter().any(|function| function.framing.is_none());
        match self.functions.as_slice() {
            [] => None,
            _ if self.nested || foreign => Some(FunctionBasis::Assumed),
            _ => Some(FunctionBasis::Documented),
        }
    }

    /// What they add to the beginning of a conversation.
    pub(super) fn weigh(&self, entries: &[Entry], count: &mut impl FnMut(&str) -> u64) -> Opening {
        let mut opening = Opening::default();
        for function in &self.functions {
            opening.tokens += function.texts.iter().map(|text| count(text)).sum::<u64>();
            if let Some(framing) = function.framing {
                opening.functions += 1;
                opening.framing += framing;
            }
        }
        opening.framing += if opening.functions == 0 { 0 } else { END };
        if let Some(namespace) = &self.namespace {
            // A system message is there anyway, or is there for the functions alone. The first is
            // parted from them by a line end.
            const ALONE: u64 = 9;
            const BESIDE: u64 = 5;
            opening.tokens += count(namespace);
            let system = entries.iter().find(|entry| entry.role == Role::System);
            opening.framing += if system.is_some() { BESIDE } else { ALONE };
            let parted = |text: &&String| !text.is_empty() && !text.ends_with('\n');
            if let Some(text) = system.and_then(|entry| entry.texts.last()).filter(parted) {
                opening.tokens += count(&format!("{text}\n")).saturating_sub(count(text));
            }
        }
        match self.chosen.as_deref() {
            None => {}
            Some("") => opening.framing += 1,
            Some(name) => opening.framing += 4 + count(name),
        }
        opening
    }
}

fn description<'a>(object: &'a Object<'_>) -> &'a str {
    object.text(&["description"]).unwrap_or_default().trim_end_matches('.')
}

/// A schema on its way into a [`Function`].
struct Reading<'l> {
    function: Function,
    left_out: &'l mut Vec<Omitted>,
    /// Whether there was more than properties of the function itself.
    nested: bool,
}

impl Reading<'_> {
    /// Reads what a schema is made of; `depth` is 0 for a function's parameters.
    fn inside(&mut self, schema: &Object<'_>, depth: usize) {
        for names in ["properties", "$defs", "definitions"] {
            let members = schema.object(&[names]);
            let mut members = members.into_iter().flat_map(Object::members).peekable();
            if members.peek().is_some() {
                self.frame(PROPERTIES);
                self.nested |= depth > 0;
            }
            for (name, property) in members {
                self.frame(PROPERTY);
                let Some(property) = property.object() else { continue };
                self.choices(property);
                let text = format!("{name}:{}:{}", kind(property), description(property));
                self.function.texts.push(text);
                self.others(property, &[]);
                self.inside(property, depth + 1);
            }
        }
        for name in ["items", "additionalProperties", "anyOf", "oneOf", "allOf", "prefixItems"] {
            let below = match schema.get(&[name]) {
                Some(one @ Json::Object(_)) => std::slice::from_ref(one),
                Some(Json::List(all)) => all,
                _ => continue,
            };
            for schema in below.iter().filter_map(Json::object) {
                self.choices(schema);
                let text = [kind(schema), description(schema).to_owned()];
                if schema.has("description") || schema.has("$ref") {
                    self.nested = true;
                    self.function.texts.push(text.join(":"));
                }
                self.others(schema, &[]);
                self.inside(schema, depth + 1);
            }
        }
    }

    fn choices(&mut self, schema: &Object<'_>) {
        if let Some(items) = schema.list(&["enum"]) {
            self.frame((ITEM * items.len() as u64).saturating_sub(ENUM));
            for item in items {
                match item {
                    Json::Text(text) => self.function.texts.push(text.clone().into_owned()),
                    Json::Bare(word) => self.function.texts.push((*word).to_owned()),
                    _ => {}
                }
            }
        }
    }

    /// Names the texts of a schema that nobody documents to be sent.
    fn others(&mut self, schema: &Object<'_>, known: &[&str]) {
        for (name, value) in schema.members() {
            let text = matches!(value, Json::Text(_) | Json::List(_) | Json::Object(_));
            if text && !value.is_empty() && !QUIET.contains(&name) && !known.contains(&name) {
                Omitted::add_value(self.left_out, &format!("schema {name}"), value);
            }
        }
    }

    fn frame(&mut self, tokens: u64) {
        *self.function.framing.get_or_insert(0) += tokens;
    }
}

/// The type of a schema in a word; that of one which refers to another is its name.
fn kind(schema: &Object<'_>) -> String {
    match schema.get(&["type"]) {
        Some(Json::Text(kind)) => kind.clone().into_owned(),
        Some(Json::List(kinds)) => {
            kinds.iter().filter_map(Json::text).collect::<Vec<_>>().join("|")
        }
        _ => {
            let name = schema.text(&["$ref"]).unwrap_or_default();
            name.rsplit('/').next().unwrap_or_default().to_owned()
        }
    }
}
