//! What a JSON value is: a conversation, a request, or something that holds several.

use super::json::{Json, Object};
use super::message::all_messages;
use super::{Confidence, Kind, Omitted, Pasted, Recognition, Transcript};
use super::{request, wrapper};

/// What was found in a value.
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) transcripts: Vec<Transcript>,
    pub(super) prompts: Vec<String>,
    pub(super) left_out: Vec<Omitted>,
    /// Values of a list or lines that are something else, and named among what is left out.
    pub(super) records: usize,
}

impl Found {
    pub(super) fn one(kind: Kind, transcript: Transcript) -> Self {
        Self::all(kind, vec![transcript])
    }

    pub(super) fn all(kind: Kind, transcripts: Vec<Transcript>) -> Self {
        Self { kind, transcripts, prompts: Vec::new(), left_out: Vec::new(), records: 0 }
    }

    pub(super) fn prompts(kind: Kind, prompts: Vec<String>) -> Self {
        Self { prompts, ..Self::all(kind, Vec::new()) }
    }

    fn join(&mut self, other: Self) {
        self.transcripts.extend(other.transcripts);
        self.prompts.extend(other.prompts);
        for omitted in other.left_out {
            let Omitted { what, count, texts } = omitted;
            match self.left_out.iter_mut().find(|known| known.what == what) {
                Some(known) => {
                    known.count += count;
                    known.texts.extend(texts);
                }
                None => self.left_out.push(Omitted { what, count, texts }),
            }
        }
        self.records += other.records;
    }

    pub(super) fn pasted(self, relaxed: bool) -> Pasted {
        let confidence = if relaxed { Confidence::Likely } else { Confidence::Certain };
        let count = self.transcripts.len() + usize::from(!self.prompts.is_empty());
        Pasted {
            recognition: Recognition::new(self.kind, confidence, count.max(self.prompts.len())),
            transcripts: self.transcripts,
            prompts: self.prompts,
            left_out: self.left_out,
        }
    }
}

impl Pasted {
    /// A text that is counted as it stands.
    pub(super) fn named(recognition: Recognition) -> Self {
        let (transcripts, prompts, left_out) = Default::default();
        Self { recognition, transcripts, prompts, left_out }
    }
}

/// What a text is that begins and ends as a value does: one value, or a value a line.
pub(super) fn read(text: &str) -> Option<Pasted> {
    if let Some(pasted) = lines(text) {
        return Some(pasted);
    }
    let mut found: Option<Found> = None;
    let (mut relaxed, mut values, mut rest) = (false, 0, text);
    let mut last = None;
    while !rest.is_empty() {
        let first = Json::first(rest)?;
        values += 1;
        (relaxed, rest) = (relaxed | first.relaxed, first.rest);
        // Values of a list have commas between them, wherever they were cut out.
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        match (of(&first.value), &mut found) {
            (Some(new), Some(all)) => all.join(new),
            (Some(new), None) if values == 1 => found = Some(new),
            _ if values == 1 => {}
            _ => return None,
        }
        last = Some(first.value);
    }
    if let Some(found) = found {
        return Some(found.pasted(relaxed));
    }
    // A literal of a program may be anything; JSON to the letter is named.
    let value = last.filter(|_| values == 1 && !relaxed)?;
    let kind = if is_records(&value) { Kind::Records } else { Kind::Json };
    let count = value.list().map_or(1, <[_]>::len);
    (!value.is_empty()).then(|| Pasted::named(Recognition::new(kind, Confidence::Certain, count)))
}

/// Whether a value is many records, or has what conversations and logs of them have.
fn is_records(value: &Json<'_>) -> bool {
    const SAID: &[&str] = &[
        "messages",
        "conversation",
        "conversations",
        "chat_messages",
        "mapping",
        "usage",
        "choices",
        "completion",
    ];
    let said = |object: &Object<'_>| SAID.iter().any(|name| object.has(name));
    match value {
        Json::List(list) => {
            let objects = list.iter().filter(|item| item.object().is_some()).count();
            objects > 1 && objects == list.len()
        }
        Json::Object(object) => {
            let inner = |(_, value): (&str, &Json<'_>)| value.object().is_some_and(said);
            said(object) || object.members().any(inner)
        }
        _ => false,
    }
}

/// What a value is.
pub(super) fn of(value: &Json<'_>) -> Option<Found> {
    match value {
        Json::List(list) => of_list(list),
        Json::Object(object) => of_object(object),
        _ => None,
    }
}

fn of_list(list: &[Json<'_>]) -> Option<Found> {
    if !list.is_empty() && all_messages(list) {
        let mut one = Transcript::default();
        one.add_messages(list);
        return Some(Found::one(Kind::Messages, one));
    }
    if let Some(one) = wrapper::lang_chain_list(list) {
        return Some(Found::one(Kind::LangChain, one));
    }
    let activity = |item: &Json<'_>| {
        let object = item.object();
        object.is_some_and(|item| ["header", "title", "time"].iter().all(|name| item.has(name)))
    };
    if !list.is_empty() && list.iter().all(activity) {
        let mut found = Found::all(Kind::Takeout, Vec::new());
        found.records = list.len();
        return Some(found);
    }
    all_of(list)
}

/// Several conversations or requests: of one kind, each named that is something else.
pub(super) fn all_of(list: &[Json<'_>]) -> Option<Found> {
    let mut all: Option<Found> = None;
    let mut others = Vec::new();
    for item in list {
        match (of(item), &mut all) {
            (Some(found), Some(all)) => all.join(found),
            (Some(found), None) => all = Some(found),
            (None, _) => others.push(item),
        }
    }
    let mut all = all?;
    if others.len() > list.len() / 2 {
        return None;
    }
    for other in others {
        all.records += 1;
        Omitted::add_value(&mut all.left_out, "entry of another kind", other);
    }
    Some(all)
}

pub(super) fn of_object(object: &Object<'_>) -> Option<Found> {
    if let Some(one) = wrapper::chatgpt(object) {
        return Some(Found::one(Kind::ChatGptExport, one));
    }
    if let Some(one) = wrapper::claude(object) {
        return Some(Found::one(Kind::ClaudeExport, one));
    }
    if let Some(one) = wrapper::ai_studio(object) {
        return Some(Found::one(Kind::AiStudio, one));
    }
    if let Some(kind) = wrapper::logged(object) {
        let mut one = Transcript::default();
        wrapper::add_logged(&mut one, kind, object);
        return Some(Found::one(kind, one));
    }
    if object.has("sessionId") && object.list(&["messages"]).is_some() {
        return Some(Found::all(Kind::GeminiCli, Vec::new()));
    }
    let messages = object.list(&["messages"]);
    if let Some(one) = messages.and_then(wrapper::lang_chain_list) {
        return Some(Found::one(Kind::LangChain, one));
    }
    request::read(object).or_else(|| wrapper::batched(object)).or_else(|| wrapper::batch(object))
}

/// Values of which each stands on a line of its own. A line that is none is named and left out.
fn lines(text: &str) -> Option<Pasted> {
    let (first, _) = text.split_once('\n')?;
    let value = Json::first(first)?;
    if !value.rest.is_empty() || !matches!(value.value, Json::Object(_) | Json::List(_)) {
        return None;
    }
    let mut all: Option<Found> = None;
    let (mut relaxed, mut records, mut broken) = (false, 0_usize, Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let first = Json::first(line).filter(|first| first.rest.is_empty());
        let value = first.map(|first| (first.relaxed, first.value));
        let found = value.as_ref().and_then(|(_, value)| of(value));
        match (found, &mut all) {
            (Some(found), Some(all)) if found.kind == all.kind && is_log(all.kind) => {
                let entries = found.transcripts.into_iter().flat_map(|one| {
                    all.left_out.extend(one.left_out);
                    one.entries
                });
                if let Some(one) = all.transcripts.first_mut() {
                    one.entries.extend(entries);
                }
            }
            (Some(found), Some(all)) => all.join(found),
            (Some(found), None) => all = Some(found),
            (None, _) => {
                records += usize::from(value.is_some());
                broken.push((at + 1, line));
            }
        }
        relaxed |= value.is_some_and(|(relaxed, _)| relaxed);
    }
    let count = text.lines().filter(|line| !line.trim().is_empty()).count();
    let others = if all.as_ref().is_some_and(|all| is_log(all.kind)) { 0 } else { broken.len() };
    match all.filter(|_| others <= count / 2) {
        Some(mut all) => {
            for (number, line) in broken {
                let what = format!("line {number}, not understood");
                Omitted::add_texts(&mut all.left_out, &what, vec![line.to_owned()]);
            }
            Some(all.pasted(relaxed))
        }
        None if records == count && !relaxed => {
            Some(Pasted::named(Recognition::new(Kind::Records, Confidence::Certain, count)))
        }
        None => None,
    }
}

/// Whether the lines of a kind are one conversation together.
fn is_log(kind: Kind) -> bool {
    matches!(kind, Kind::ClaudeCode | Kind::Codex)
}
