//! Models by the names that people use.
//!
//! A name is looked for as it is written; then without regard to case and to what separates its
//! parts; then without what routers and clouds put before it, and the day of a snapshot behind it:
//! `GPT-4o`, `openai/gpt-4o`, `gpt-4o-2024-08-06`, `us.anthropic.claude-opus-4-5-20251101-v1:0` and
//! `claude-opus-4-5@20251101` each lead to one model. What sells a model at prices of its own (a
//! fine-tuned model, a host's) leads to none.

mod nearest;

#[cfg(test)]
mod tests;

use crate::sentence::Sentence;
use serde::{Deserialize, Serialize};

use super::{Catalog, Model, Tokens};

/// A name whose tokens can be counted, though it has no price here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CountedName {
    /// The name, or how it begins.
    pub name: String,
    /// Whether every name that begins so is meant.
    #[serde(default)]
    pub prefix: bool,
    /// The encoding by its tiktoken name: `cl100k_base`.
    pub encoding: String,
}

impl CountedName {
    fn means(&self, asked: &str) -> bool {
        match self.prefix {
            true => asked.starts_with(&self.name),
            false => asked == self.name,
        }
    }
}

/// Why a name leads to no model with a price.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoModel {
    /// Its tokens can be counted, but nobody recorded what they cost.
    #[error("`{asked}` has no price here, though its tokens can be counted{}", proposal(.nearest))]
    Unpriced {
        /// The name as it was asked for.
        asked: String,
        /// The encoding that counts it.
        encoding: String,
        /// The most similar name with a price, where one is similar enough.
        nearest: Option<String>,
    },
    /// Nothing is known of it.
    #[error("no model is called `{asked}`{}", proposal(.nearest))]
    Unknown {
        /// The name as it was asked for.
        asked: String,
        /// The most similar name, where one is similar enough.
        nearest: Option<String>,
    },
}

impl NoModel {
    /// Why, for a reader in any language.
    pub fn sentence(&self) -> Sentence {
        let (near, alone, asked, nearest) = match self {
            Self::Unpriced { asked, nearest, .. } => {
                ("refused.unpriced-model-near", "refused.unpriced-model", asked, nearest)
            }
            Self::Unknown { asked, nearest } => {
                ("refused.unknown-model-near", "refused.unknown-model", asked, nearest)
            }
        };
        match nearest {
            Some(nearest) => Sentence::new(near).with("value", asked).with("nearest", nearest),
            None => Sentence::new(alone).with("value", asked),
        }
    }
}

fn proposal(nearest: &Option<String>) -> String {
    nearest.as_ref().map_or_else(String::new, |nearest| format!("; the nearest is `{nearest}`"))
}

impl Catalog {
    /// The model that a name means.
    ///
    /// # Errors
    ///
    /// That there is none with a price, and the most similar name that has one.
    pub fn find(&self, asked: &str) -> Result<&Model, NoModel> {
        let counted = || self.counted.iter().find(|counted| counted.means(asked));
        let exact = self.models.iter().find(|model| model.names().any(|name| name == asked));
        // What is counted under this very name is no snapshot of another model.
        let named = exact.is_none().then(counted).flatten().filter(|counted| !counted.prefix);
        let found = match named {
            Some(_) => None,
            None => exact.or_else(|| self.by_spelling(asked)),
        };
        found.ok_or_else(|| {
            let asked = asked.to_owned();
            let nearest = nearest::of(&asked, &self.model_names());
            match counted() {
                Some(counted) => {
                    NoModel::Unpriced { asked, encoding: counted.encoding.clone(), nearest }
                }
                None => NoModel::Unknown { asked, nearest },
            }
        })
    }

    /// The model whose id, alias or title is spelt like this, one way or another.
    fn by_spelling(&self, asked: &str) -> Option<&Model> {
        let by_name =
            |name: &str| self.models.iter().find(|model| model.names().any(|own| own == name));
        let titled = |model: &&Model| plain(model.title()) == plain(asked);
        let named = resolve(asked, &self.model_names()).and_then(by_name);
        named.or_else(|| self.models.iter().find(titled))
    }

    fn model_names(&self) -> Vec<&str> {
        self.models.iter().flat_map(Model::names).collect()
    }

    /// How the tokens of what a name means are counted, whether or not it has a price.
    ///
    /// # Errors
    ///
    /// That nothing is known of it, and the most similar name.
    pub fn tokens_of(&self, asked: &str) -> Result<Tokens, NoModel> {
        match self.find(asked) {
            Ok(model) => Ok(model.tokens.clone()),
            Err(NoModel::Unpriced { encoding, .. }) => Ok(Tokens::Exact(encoding)),
            Err(unknown) => Err(unknown),
        }
    }
}

/// The one of `names` that `asked` means.
pub fn resolve<'a>(asked: &str, names: &[&'a str]) -> Option<&'a str> {
    let find = |wanted: &str, form: fn(&str) -> String| {
        names.iter().copied().find(|name| form(name) == wanted)
    };
    let plain = plain(asked);
    let bare = without_seller(&plain);
    let family = without_snapshot(&bare);
    let exact = names.iter().copied().find(|name| *name == asked);
    exact
        .or_else(|| find(&plain, self::plain))
        .or_else(|| find(&bare, self::plain))
        .or_else(|| find(&family, self::plain))
        .or_else(|| find(&family, |name| without_snapshot(&self::plain(name))))
}

/// A name without regard to case and to what separates its parts.
pub(super) fn plain(name: &str) -> String {
    let separator = |c: char| if matches!(c, '.' | '_' | ' ') { '-' } else { c };
    name.trim().to_ascii_lowercase().chars().map(separator).collect()
}

/// Vendors by the names that routers and clouds put before a model's.
const SELLERS: [&str; 35] = [
    "ai21",
    "alibaba",
    "anthropic",
    "azure",
    "azure-ai",
    "bedrock",
    "cohere",
    "converse",
    "dashscope",
    "deepseek",
    "deepseek-ai",
    "gemini",
    "google",
    "litellm",
    "meta",
    "minimax",
    "mistral",
    "mistralai",
    "models",
    "moonshot",
    "moonshotai",
    "openai",
    "openrouter",
    "publishers",
    "qwen",
    "responses",
    "tencent",
    "vercel",
    "vertex",
    "vertex-ai",
    "x-ai",
    "xai",
    "z-ai",
    "zai",
    "zai-org",
];
/// The regions that Amazon Bedrock puts before that.
const REGIONS: [&str; 7] = ["us", "eu", "apac", "au", "global", "jp", "us-gov"];

/// A plain name without who sells it: `openai/gpt-4o`, `us-anthropic-claude-opus-4-5-v1:0`.
fn without_seller(plain: &str) -> String {
    let mut rest = plain;
    while let Some((seller, name)) = rest.split_once('/') {
        if !SELLERS.contains(&seller) && !REGIONS.contains(&seller) {
            return rest.to_owned();
        }
        rest = name;
    }
    // Amazon Bedrock separates by points, which are hyphens by now, and ends with a version.
    let Some(name) = rest.strip_suffix(":0") else { return rest.to_owned() };
    let name =
        ["-v1", "-v2"].into_iter().find_map(|version| name.strip_suffix(version)).unwrap_or(name);
    let after = |name: &'_ str, beginnings: &[&str]| {
        let mut found = beginnings.iter().filter_map(|beginning| {
            name.strip_prefix(beginning)?.strip_prefix('-').map(str::to_owned)
        });
        found.next()
    };
    let name = after(name, &REGIONS).unwrap_or_else(|| name.to_owned());
    after(&name, &SELLERS).unwrap_or(name)
}

/// A plain name without the day of a snapshot: `-2024-08-06`, `-20250929`, `@20250929`, `-latest`,
/// `-001`.
fn without_snapshot(plain: &str) -> String {
    let name = plain.split_once('@').map_or(plain, |(name, _)| name);
    let name = name.strip_suffix("-latest").unwrap_or(name);
    let mut parts: Vec<&str> = name.split('-').collect();
    let digits =
        |part: &&&str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let ends = |widths: &[usize]| {
        parts.len() > widths.len()
            && parts.iter().rev().zip(widths).all(|(part, width)| digits(&part, *width))
    };
    let days = match () {
        () if ends(&[2, 2, 4]) => 3,
        () if ends(&[8]) || ends(&[3]) => 1,
        () => 0,
    };
    parts.truncate(parts.len() - days);
    parts.join("-")
}
