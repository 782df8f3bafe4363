//! The names that products have for models, and the model of the catalog that is meant.

use crate::catalog::{Catalog, Model};

/// What the apps call models that the API calls otherwise.
const CALLED: &[(&str, &str)] = &[
    ("text-davinci-002-render-sha", "gpt-3.5-turbo"),
    ("text-davinci-002-render", "gpt-3.5-turbo"),
    ("gpt-4-5", "gpt-4.5-preview"),
    ("gpt-4.5", "gpt-4.5-preview"),
    ("o1-preview", "o1"),
    ("chatgpt-4o-latest", "gpt-4o"),
];
/// What apps append to a model's name, for a way of using it.
const ENDS: &[&str] = &[
    "-plugins",
    "-browsing",
    "-code-interpreter",
    "-dalle",
    "-canmore",
    "-jawbone",
    "-gizmo",
    "-mobile",
    "-paid",
    "-instant",
    "-thinking",
    "-auto",
    "-high",
    "-medium",
    "-low",
    "-xhigh",
    "-latest",
    "-max",
    "-fast",
    "-chat",
    "-t",
    "-ab",
    "-search",
    "-agent-mode",
];

/// The model of the catalog that a source means by `name`; nothing where that isn't known.
///
/// The name is looked for as the catalog looks for any, then without what an app appends to it:
/// `gpt-5-2-thinking` is `gpt-5.2`.
pub fn model_called<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Model> {
    let mut tried = name.trim().to_ascii_lowercase();
    loop {
        let known = CALLED.iter().find(|(called, _)| *called == tried).map(|(_, id)| *id);
        if let Ok(model) = catalog.find(known.unwrap_or(&tried)) {
            return Some(model);
        }
        let shorter = ENDS.iter().find_map(|end| tried.strip_suffix(end))?;
        tried = shorter.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_apps_append() {
        let model = |id: &str| serde_json::json!({"id": id, "vendor": "v", "tokens": {"exact": "o200k_base"}, "cards": []});
        let all = serde_json::json!({"models": [model("gpt-5.2"), model("gpt-4o"), model("gpt-3.5-turbo")]});
        let catalog: Catalog = serde_json::from_value(all).unwrap();
        let called = |name: &str| model_called(&catalog, name).map(|model| model.id.as_str());
        for (name, id) in [
            ("gpt-5-2-thinking", Some("gpt-5.2")),
            ("gpt-4o-canmore", Some("gpt-4o")),
            ("openai/gpt-4o-2024-08-06", Some("gpt-4o")),
            ("text-davinci-002-render-sha", Some("gpt-3.5-turbo")),
            ("gpt-99", None),
            ("Claude.ai, model not recorded", None),
        ] {
            assert_eq!(called(name), id, "{name}");
        }
    }
}
