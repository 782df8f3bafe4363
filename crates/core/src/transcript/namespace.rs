//! Functions as OpenAI sent the older `functions` to its models: as types in a TypeScript namespace.
//!
//! Nobody documents it; two public suites measured it on the API and agree.

use super::json::{Json, Object};

/// Types of more bytes than this are cut short: definitions that refer to each other can unfold without end.
const LONGEST: usize = 1 << 20;
/// Descriptions of properties nested deeper than this many spaces are not sent.
const DESCRIBED: usize = 2;
/// Definitions are unfolded within one another at most so often.
const DEEPEST: usize = 8;

/// A namespace that is being written.
pub(super) struct Namespace {
    text: String,
    unsent: Vec<String>,
}

impl Default for Namespace {
    fn default() -> Self {
        Self { text: "namespace functions {\n\n".to_owned(), unsent: Vec::new() }
    }
}

impl Namespace {
    pub(super) fn add(&mut self, function: &Object<'_>) {
        let name = function.text(&["name"]).unwrap_or_default();
        if let Some(description) = described(function) {
            self.text += &format!("// {description}\n");
        }
        let parameters = function.object(&["parameters"]);
        let properties = parameters.and_then(|parameters| parameters.object(&["properties"]));
        match parameters.filter(|_| properties.is_some_and(|all| all.members().next().is_some())) {
            Some(parameters) => {
                self.text += &format!("type {name} = (_: {{\n");
                Types { root: parameters, namespace: self }.properties(parameters, 0, 0);
                self.text += "\n}) => any;\n\n";
            }
            None => self.text += &format!("type {name} = () => any;\n\n"),
        }
    }

    /// All of it, and the descriptions that are not part of it.
    pub(super) fn end(mut self) -> (String, Vec<String>) {
        self.text += "} // namespace functions";
        (self.text, self.unsent)
    }
}

fn described<'a>(object: &'a Object<'_>) -> Option<&'a str> {
    object.text(&["description"]).filter(|text| !text.is_empty())
}

/// The types of one function's parameters.
struct Types<'n, 'a> {
    /// Where what is referred to is defined.
    root: &'n Object<'a>,
    namespace: &'n mut Namespace,
}

impl Types<'_, '_> {
    fn write(&mut self, text: &str) {
        self.namespace.text += text;
    }

    fn properties(&mut self, schema: &Object<'_>, indent: usize, depth: usize) {
        let required = schema.list(&["required"]).unwrap_or_default();
        let members = schema.object(&["properties"]).into_iter().flat_map(Object::members);
        let margin = " ".repeat(indent);
        let mut between = "";
        for (name, property) in members {
            let Some(property) = property.object() else { continue };
            self.write(between);
            between = "\n";
            match described(property) {
                Some(text) if indent < DESCRIBED => self.write(&format!("{margin}// {text}\n")),
                Some(text) => self.namespace.unsent.push(text.to_owned()),
                None => {}
            }
            let optional = !required.iter().any(|wanted| wanted.text() == Some(name));
            self.write(&format!("{margin}{name}{}: ", if optional { "?" } else { "" }));
            self.kind(property, indent, depth);
            self.write(",");
        }
    }

    fn kind(&mut self, schema: &Object<'_>, indent: usize, depth: usize) {
        if self.namespace.text.len() > LONGEST {
            return self.write("any");
        }
        if let Some(choices) = schema.list(&["enum"]) {
            let choices: Vec<_> = choices.iter().map(literal).collect();
            return self.write(&choices.join(" | "));
        }
        if let Some(alternatives) = schema.list(&["anyOf", "oneOf"]) {
            for (at, alternative) in alternatives.iter().filter_map(Json::object).enumerate() {
                self.write(if at > 0 { " | " } else { "" });
                self.kind(alternative, indent, depth);
            }
            return;
        }
        if let Some(name) = schema.text(&["$ref"]) {
            let name = name.rsplit('/').next().unwrap_or_default();
            let defined = self.root.object(&["$defs", "definitions"]);
            return match defined.and_then(|all| all.object(&[name])).filter(|_| depth < DEEPEST) {
                Some(schema) => self.kind(schema, indent, depth + 1),
                None => self.write("any"),
            };
        }
        let kinds = match schema.get(&["type"]) {
            Some(Json::List(kinds)) => kinds.iter().filter_map(Json::text).collect(),
            Some(kind) => kind.text().into_iter().collect(),
            None if schema.has("properties") => vec!["object"],
            None => Vec::new(),
        };
        if kinds.is_empty() {
            self.write("any");
        }
        for (at, kind) in kinds.into_iter().enumerate() {
            self.write(if at > 0 { " | " } else { "" });
            match kind {
                "integer" | "number" => self.write("number"),
                "string" | "boolean" | "null" => self.write(kind),
                "array" => {
                    match schema.object(&["items"]) {
                        Some(items) => self.kind(items, indent, depth),
                        None => self.write("any"),
                    }
                    self.write("[]");
                }
                "object" => {
                    self.write("{\n");
                    self.properties(schema, indent + 2, depth);
                    self.write(&format!("\n{}}}", " ".repeat(indent)));
                }
                _ => self.write("any"),
            }
        }
    }
}

fn literal(value: &Json<'_>) -> String {
    let mut text = String::new();
    value.write(&mut text, &|_| true);
    text
}
