//! Functions that a request offers to the model, by the constants of OpenAI's cookbook.

use super::Opening;
use super::json::{Json, Object};

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

/// The definitions of functions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tools {
    functions: Vec<Function>,
}

/// The texts of one definition, and the tokens between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Function {
    texts: Vec<String>,
    framing: u64,
}

impl Tools {
    pub(super) fn add(&mut self, function: Function) {
        self.functions.push(function);
    }

    /// A definition, as chat completions (inside `function`), responses and others (flat) write it;
    /// nothing for a tool of the vendor's own.
    pub(super) fn function(tool: &Object<'_>) -> Option<Function> {
        let tool = tool.get(&["function"]).and_then(Json::object).unwrap_or(tool);
        let name = tool.text(&["name"])?;
        let parameters = tool.get(&["parameters", "input_schema"]).and_then(Json::object);
        let text = |object: &Object<'_>| {
            let text = object.text(&["description"]).unwrap_or_default();
            text.trim_end_matches('.').to_owned()
        };
        let mut function = Function { texts: vec![format!("{name}:{}", text(tool))], framing: 0 };
        let properties = parameters.and_then(|all| all.get(&["properties"])).and_then(Json::object);
        let mut properties = properties.into_iter().flat_map(Object::members).peekable();
        if properties.peek().is_some() {
            function.framing += PROPERTIES;
        }
        for (name, property) in properties {
            function.framing += PROPERTY;
            let Some(property) = property.object() else { continue };
            if let Some(items) = property.list(&["enum"]) {
                function.framing += (ITEM * items.len() as u64).saturating_sub(ENUM);
                function.texts.extend(items.iter().filter_map(Json::text).map(str::to_owned));
            }
            let kind = property.text(&["type"]).unwrap_or_default();
            function.texts.push(format!("{name}:{kind}:{}", text(property)));
        }
        Some(function)
    }

    /// What they add to the beginning of a conversation.
    pub(super) fn weigh(&self, count: &mut impl FnMut(&str) -> u64) -> Opening {
        let mut opening = Opening::default();
        for function in &self.functions {
            opening.functions += 1;
            opening.framing += function.framing;
            opening.tokens += function.texts.iter().map(|text| count(text)).sum::<u64>();
        }
        opening.framing += if self.functions.is_empty() { 0 } else { END };
        opening
    }
}
