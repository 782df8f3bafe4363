//! Files of all kinds, part by part.

use super::builder::Builder;
use super::claude_code::Sessions;
use super::codex::Session;
use super::csv::Table;
use super::split::{Cut, Splitter};
use super::{History, Time, chatgpt, claude, gemini};
use crate::transcript::json::{Json, Object};
use crate::transcript::{Kind, table_kind};

/// Counts the tokens of a text.
pub(super) type Count<'c> = dyn FnMut(&str) -> u64 + 'c;

/// The longest first line of a table.
const HEADER: usize = 4_096;

/// How to read.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Options {
    /// Whether replies that were made anew count too: they were billed, though the export's open branch
    /// doesn't have them.
    pub branches: bool,
}

impl Options {
    /// With the branches that were left, or without.
    pub fn with_branches(branches: bool) -> Self {
        Self { branches }
    }
}

/// Reads a history, file by file and part by part.
///
/// ```
/// use tokenfare_core::history::{Options, Reader, Time};
///
/// let now = Time::from_iso("2026-11-25T00:00:00Z").unwrap();
/// let mut reader = Reader::new(now, Options::default(), |text| text.len() as u64);
/// reader.open("usage.csv");
/// reader.push(b"date,model_permaslug,requests,prompt_tokens,completion_tokens\n");
/// reader.push(b"2026-11-01,openai/gpt-4o,2,1000,200\n");
/// let history = reader.finish();
/// assert_eq!((history.events[0].requests, history.events[0].input), (2, 1000));
/// ```
pub struct Reader<'c> {
    builder: Builder,
    options: Options,
    count: Box<Count<'c>>,
    sessions: Sessions,
    file: File,
}

/// The file at hand.
#[derive(Default)]
struct File {
    name: String,
    /// Its first bytes, until it is known what it is.
    head: Vec<u8>,
    body: Body,
    session: Session,
    asked: u32,
    /// Values that are of no known kind.
    unknown: u64,
    known: u64,
}

#[derive(Default)]
enum Body {
    /// Nothing has come yet that says.
    #[default]
    Unknown,
    Values(Splitter),
    Table(Kind, Table),
    /// No history.
    Other,
}

impl<'c> Reader<'c> {
    /// Nothing read yet. `now` tells times of the future from others; `count` counts texts.
    pub fn new(now: Time, options: Options, count: impl FnMut(&str) -> u64 + 'c) -> Self {
        let (sessions, file) = Default::default();
        Self { builder: Builder::new(now), options, count: Box::new(count), sessions, file }
    }

    /// Begins a file.
    pub fn open(&mut self, name: &str) {
        self.close();
        self.file.name = name.to_owned();
    }

    /// Reads the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        if matches!(self.file.body, Body::Unknown) {
            // Whatever begins with gigabytes of nothing is not held for it.
            let blank = self.file.head.iter().all(u8::is_ascii_whitespace);
            let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
            match start.filter(|_| blank) {
                Some(start) => self.file.head = bytes.get(start..).unwrap_or_default().to_vec(),
                None if blank => return,
                None => self.file.head.extend_from_slice(bytes),
            }
            let Some(body) = body_of(&self.file.head, false) else { return };
            self.file.body = body;
            let head = std::mem::take(&mut self.file.head);
            return self.feed(&head);
        }
        self.feed(bytes);
    }

    fn feed(&mut self, bytes: &[u8]) {
        let Self { builder, options, count, sessions, file } = self;
        let File { name, body, session, asked, unknown, known, .. } = file;
        match body {
            Body::Values(splitter) => {
                let mut state = State { sessions, session, asked };
                splitter.push(bytes, &mut |cut| match cut {
                    Cut::Value(bytes) => {
                        let text = String::from_utf8_lossy(bytes);
                        match value(builder, &mut state, &text, options, count) {
                            Heard::Known => *known += 1,
                            Heard::Unknown => *unknown += 1,
                            Heard::Damaged => {
                                *known += 1;
                                builder.leave_out(&format!("damaged entry of {name}"));
                            }
                        }
                    }
                    Cut::Overlong => {
                        builder.leave_out(&format!("entry of {name} that is too long to be held"));
                    }
                    Cut::Broken => builder.leave_out(&format!("broken line of {name}")),
                });
            }
            Body::Table(kind, table) => table.push(builder, *kind, bytes),
            Body::Unknown | Body::Other => {}
        }
    }

    /// Ends the file at hand, and names what of it was not read.
    pub fn close(&mut self) {
        if matches!(self.file.body, Body::Unknown) && !self.file.head.is_empty() {
            self.file.body = body_of(&self.file.head, true).unwrap_or(Body::Other);
            let head = std::mem::take(&mut self.file.head);
            self.feed(&head);
        }
        let mut file = std::mem::take(&mut self.file);
        let name = &file.name;
        match &mut file.body {
            Body::Table(kind, table) => table.end(&mut self.builder, *kind),
            Body::Values(splitter) => {
                if splitter.is_cut_short() {
                    self.builder.leave_out(&format!("end of {name}, which is cut short"));
                }
                if file.unknown > 0 && !is_beside(name) {
                    let what = match file.known {
                        0 => format!("{name}, which is no history that is known"),
                        _ => format!("entries of {name} that are of another kind"),
                    };
                    self.builder.leave_out(&what);
                }
            }
            Body::Other if !is_beside(name) => {
                self.builder.leave_out(&format!("{name}, which is no history that is known"));
            }
            Body::Other | Body::Unknown => {}
        }
    }

    /// Names something that could not be read, such as a file of an archive.
    pub fn leave_out(&mut self, what: &str) {
        self.builder.leave_out(what);
    }

    /// Whether more of the file at hand would be read: not of one that is no history.
    pub fn wants_more(&self) -> bool {
        !matches!(self.file.body, Body::Other)
    }

    /// How many requests were read so far.
    pub fn requests(&self) -> usize {
        self.builder.history.events.len()
    }

    /// All that was read.
    pub fn finish(mut self) -> History {
        self.close();
        self.builder.end()
    }
}

/// Files of exports and logs that say nothing of requests.
fn is_beside(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "user.json",
        "users.json",
        "message_feedback.json",
        "shared_conversations.json",
        "projects.json",
        "memories.json",
        "model_comparisons.json",
        "export_manifest.json",
        "user_settings.json",
        "sora.json",
        "group_chats.json",
        "shopping.json",
        "conversation_asset_file_names.json",
        "logs.json",
    ];
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    NAMES.contains(&file)
        || name.contains("projects/")
        || !matches!(extension.to_ascii_lowercase().as_str(), "json" | "jsonl" | "csv" | "")
}

/// What a file is by its first bytes; nothing while they don't say.
fn body_of(head: &[u8], all: bool) -> Option<Body> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{' | b'[') => return Some(Body::Values(Splitter::default())),
        None if !all => return None,
        _ => {}
    }
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if line.len() == text.len() && line.len() < HEADER && !all {
        return None;
    }
    let line = line.get(..line.len().min(HEADER)).unwrap_or_default();
    let kind = table_kind(String::from_utf8_lossy(line).trim_end());
    Some(kind.map_or(Body::Other, |kind| Body::Table(kind, Table::default())))
}

struct State<'s> {
    sessions: &'s mut Sessions,
    session: &'s mut Session,
    asked: &'s mut u32,
}

/// What a value was.
enum Heard {
    Known,
    Unknown,
    Damaged,
}

/// Reads one value of a file.
fn value(
    builder: &mut Builder,
    state: &mut State<'_>,
    text: &str,
    options: &Options,
    count: &mut Count<'_>,
) -> Heard {
    let Some(Json::Object(object)) = Json::only(text) else {
        return if text.starts_with('{') { Heard::Damaged } else { Heard::Unknown };
    };
    let has = |names: &[&str]| names.iter().all(|name| object.has(name));
    if has(&["mapping"]) {
        chatgpt::read(builder, &object, options, count);
    } else if has(&["chat_messages"]) {
        claude::read(builder, &object, count);
    } else if has(&["payload", "type"]) {
        state.session.read(builder, &object);
    } else if has(&["chunkedPrompt"]) {
        gemini::prompt(builder, &object, count);
    } else if has(&["sessionId", "messages"]) {
        gemini::session(builder, &object);
    } else if has(&["header", "title", "time"]) {
        gemini::activity(builder, &object, count);
    } else if is_claude_code(&object) {
        state.sessions.read(builder, &object);
    } else if matches!(object.text(&["type"]), Some("user" | "gemini")) && has(&["timestamp"]) {
        gemini::line(builder, &object, state.asked);
    } else {
        return Heard::Unknown;
    }
    Heard::Known
}

/// Whether an object is a line of Claude Code, which has many without a message.
fn is_claude_code(line: &Object<'_>) -> bool {
    let session = ["sessionId", "uuid", "leafUuid", "requestId", "parentUuid"];
    line.has("type")
        && session.iter().any(|name| line.has(name))
        && !(line.text(&["type"]) == Some("gemini") || line.object(&["tokens"]).is_some())
}
