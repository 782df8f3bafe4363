//! Dialogues as people write and copy them: lines that begin `User:`, `You said:`, or a heading of one.

use super::{Confidence, Entry, Kind, Omitted, Pasted, Recognition, Role, Transcript};

/// Names of speakers. `Model`, `Tool` and `Function` are none: data sheets and settings begin so.
const SPEAKERS: [(&str, Role); 24] = [
    ("user", Role::User),
    ("human", Role::User),
    ("you", Role::User),
    ("me", Role::User),
    ("prompt", Role::User),
    ("用户", Role::User),
    ("người dùng", Role::User),
    ("المستخدم", Role::User),
    ("assistant", Role::Assistant),
    ("ai", Role::Assistant),
    ("gpt", Role::Assistant),
    ("bot", Role::Assistant),
    ("chatgpt", Role::Assistant),
    ("claude", Role::Assistant),
    ("gemini", Role::Assistant),
    ("copilot", Role::Assistant),
    ("grok", Role::Assistant),
    ("deepseek", Role::Assistant),
    ("response", Role::Assistant),
    ("助手", Role::Assistant),
    ("trợ lý", Role::Assistant),
    ("المساعد", Role::Assistant),
    ("system", Role::System),
    ("系统", Role::System),
];
/// A longer line before its colon is no name.
const LONGEST: usize = 48;
/// Lines before the first speaker that a copied page or an export may have.
const PREAMBLE: usize = 24;

/// How a speaker is set off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `User: Hi`
    Colon,
    /// `You said:`, `### User`, `**User:**`
    Strong,
}

/// The dialogue that a text is: nothing unless it begins with a speaker's line and both sides speak.
pub(super) fn read(text: &str) -> Option<Pasted> {
    let (preamble, body, strong) = beginning(text)?;
    let mut spoken: Vec<(Role, String)> = Vec::new();
    let (mut lowercase, mut fenced, mut others) = (true, false, false);
    for line in body.lines() {
        fenced ^= line.trim_start().starts_with("```");
        // Among strong marks, a line with a colon is text.
        let heard =
            speaker(line).filter(|heard| !fenced && (!strong || heard.mark == Mark::Strong));
        match (heard, spoken.last_mut()) {
            (Some(heard), _) => {
                // The system speaks first or never.
                if heard.role == Role::System
                    && spoken.iter().any(|(role, _)| *role != Role::System)
                {
                    return None;
                }
                lowercase &= heard.lowercase;
                spoken.push((heard.role, heard.rest.to_owned()));
            }
            (None, Some((_, text))) => {
                others |= line.split_once(':').is_some();
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => return None,
        }
    }
    let spoke = |side| spoken.iter().any(|(role, _)| *role == side);
    // `user: admin` among other keys is a file of settings.
    if !(spoke(Role::User) && spoke(Role::Assistant)) || (lowercase && others && !strong) {
        return None;
    }
    let entries = spoken.into_iter().map(|(role, text)| Entry::of(role, text.trim())).collect();
    let mut left_out = Vec::new();
    if !preamble.trim().is_empty() {
        Omitted::add_texts(&mut left_out, "title", vec![preamble.trim().to_owned()]);
    }
    let kind = if strong { Kind::CopiedChat } else { Kind::Dialogue };
    Some(Pasted {
        recognition: Recognition::new(kind, Confidence::Likely, 1),
        transcripts: vec![Transcript { entries, left_out, ..Transcript::default() }],
        prompts: Vec::new(),
        left_out: Vec::new(),
    })
}

/// Whether a text begins as a dialogue does.
pub(super) fn begins(text: &str) -> bool {
    beginning(text).is_some()
}

/// What stands before the first speaker, the rest, and whether speakers are strongly marked.
fn beginning(text: &str) -> Option<(&str, &str, bool)> {
    let mut at = 0;
    let matter = front_matter(text);
    for line in text.split_inclusive('\n').take(PREAMBLE + matter.lines().count()) {
        if at >= matter.len() {
            let heard = speaker(line).filter(|heard| heard.role != Role::System || at == 0);
            match heard {
                Some(heard) if heard.mark == Mark::Strong || at == 0 => {
                    let (before, body) = text.split_at_checked(at)?;
                    return Some((before, body, heard.mark == Mark::Strong));
                }
                _ => {}
            }
        }
        at += line.len();
    }
    None
}

/// The lines between `---` that a document may begin with.
fn front_matter(text: &str) -> &str {
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    text.get(..end.map_or(0, |end| end + 8)).unwrap_or_default()
}

struct Heard<'a> {
    role: Role,
    rest: &'a str,
    mark: Mark,
    lowercase: bool,
}

/// The speaker whom a line names at its beginning, and the rest of the line.
fn speaker(line: &str) -> Option<Heard<'_>> {
    let line = line.trim();
    let bare = line.trim_start_matches(['#', '*', '_', ' ', '>']);
    let (heading, bold) = (line.starts_with('#'), line.starts_with("**") || line.starts_with("__"));
    let (name, rest, colon) = match bare.split_once([':', '：']) {
        Some((name, rest)) => (name, rest, true),
        None => (bare, "", false),
    };
    let name = name.trim_end_matches(['*', '_', ' ', '#']);
    if name.len() > LONGEST {
        return None;
    }
    let said = name.strip_suffix(" said").filter(|_| colon);
    let who = said.unwrap_or(name);
    let same = |(known, _): &&(&str, Role)| known.eq_ignore_ascii_case(who);
    let (_, role) = SPEAKERS.iter().find(same)?;
    let rest = rest.trim_start_matches(['*', '_', ' ']);
    let alone = rest.is_empty();
    let strong =
        (said.is_some() && alone) || (heading && (colon || alone)) || (bold && (colon || alone));
    if !strong && !colon {
        return None;
    }
    let mark = if strong { Mark::Strong } else { Mark::Colon };
    Some(Heard { role: *role, rest, mark, lowercase: !who.contains(|c: char| !c.is_lowercase()) })
}
