//! What the JSON Schemas say, for JavaScript: TypeScript's types, and the usual values of settings.
//!
//! The schemas are made from the core's types, and a test keeps them so.

use serde_json::{Map, Value, json};

/// Every definition of a schema, and the schema itself under `name`, as exported types.
pub(crate) fn declarations(schema: &Value, name: &str) -> String {
    let mut text = String::from("// Written by `cargo xtask build` from the JSON Schema.\n");
    let defined = schema["$defs"].as_object().into_iter().flatten();
    for (name, definition) in defined.map(|(name, definition)| (name.as_str(), definition)) {
        text += &declaration(name, definition);
    }
    text + &declaration(name, schema)
}

fn declaration(name: &str, schema: &Value) -> String {
    format!("\n{}export type {name} = {};\n", comment(schema, ""), type_of(schema, ""))
}

fn comment(schema: &Value, indent: &str) -> String {
    match schema["description"].as_str() {
        Some(text) => {
            format!("/** {} */\n{indent}", text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        None => String::new(),
    }
}

fn type_of(schema: &Value, indent: &str) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or("unknown").into();
    }
    if !schema["const"].is_null() {
        return schema["const"].to_string();
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let types: Vec<_> = choices.iter().map(|one| type_of(one, indent)).collect();
            return types.join(" | ");
        }
    }
    match &schema["type"] {
        Value::Array(kinds) => {
            let one = |kind: &Value| {
                let mut schema = schema.clone();
                if let Some(schema) = schema.as_object_mut() {
                    schema.insert("type".into(), kind.clone());
                }
                type_of(&schema, indent)
            };
            kinds.iter().map(one).collect::<Vec<_>>().join(" | ")
        }
        Value::String(kind) => match kind.as_str() {
            "integer" | "number" => "number".into(),
            "array" => match &schema["items"] {
                Value::Null => "string[]".into(),
                items => format!("Array<{}>", type_of(items, indent)),
            },
            "object" => object(schema, indent),
            other => other.into(),
        },
        _ => "unknown".into(),
    }
}

fn object(schema: &Value, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let required: Vec<_> = schema["required"].as_array().into_iter().flatten().collect();
    let none = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&none);
    let lines: String = properties
        .iter()
        .map(|(key, property)| {
            let mark = if required.iter().any(|name| *name == key) { "" } else { "?" };
            format!(
                "{inner}{}{key}{mark}: {};\n",
                comment(property, &inner),
                type_of(property, &inner)
            )
        })
        .collect();
    format!("{{\n{lines}{indent}}}")
}

/// The module with the usual value of every setting, null for what is usually not set; and with the
/// settings that are numbers.
pub(crate) fn standard(report: &Value) -> String {
    let settings = report.pointer("/$defs/Scenario/properties").and_then(Value::as_object);
    let settings = || settings.into_iter().flatten();
    let lines: String =
        settings().map(|(key, setting)| format!("  {key}: {},\n", setting["default"])).collect();
    let is_number = |setting: &Value| {
        let kind = &setting["type"];
        [kind]
            .into_iter()
            .chain(kind.as_array().into_iter().flatten())
            .any(|kind| kind == "integer")
    };
    let numbers: Vec<_> =
        settings().filter(|(_, setting)| is_number(setting)).map(|(key, _)| key).collect();
    format!(
        "// Every setting with its usual value. Written by `cargo xtask build` from the core's table.\n\
        /** @type {{Record<string, number | boolean | string | string[] | null>}} */\n\
        export const standard = {{\n{lines}}};\n\
        /** The settings that are numbers where they are set. */\n\
        export const numbers = new Set({});\n",
        json!(numbers)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_of_the_schema() {
        let schema = json!({
            "$defs": { "Fit": { "oneOf": [{ "const": "yes" }, { "const": "no" }] } },
            "description": "An answer.",
            "type": "object",
            "required": ["fit"],
            "properties": {
                "fit": { "$ref": "#/$defs/Fit" },
                "ids": { "type": "array", "items": { "type": "integer" } },
                "note": { "type": ["string", "null"], "description": "Why." },
            },
        });
        let text = declarations(&schema, "Answer");
        assert!(text.contains("export type Fit = \"yes\" | \"no\";"), "{text}");
        let answer = "/** An answer. */\nexport type Answer = {\n  fit: Fit;\n  \
            ids?: Array<number>;\n  /** Why. */\n  note?: string | null;\n};\n";
        assert!(text.contains(answer), "{text}");
    }

    #[test]
    fn every_setting_has_its_usual_value() {
        let report = json!({ "$defs": { "Scenario": { "properties": {
            "credit": { "type": "string" }, "turns": { "default": 1, "type": "integer" },
        } } } });
        assert!(standard(&report).contains("{\n  credit: null,\n  turns: 1,\n}"));
    }
}
