//! What Gemini leaves: sessions of its command line, prompts of AI Studio, the app's activity in Takeout.

use super::builder::{Builder, Said, State};
use super::claude_code::number;
use super::reader::Count;
use super::{Event, Repeated, Time};
use crate::transcript::json::{Json, Object};
use crate::transcript::{Kind, Role};

/// A session of Gemini CLI, in one value.
pub(super) fn session(builder: &mut Builder, session: &Object<'_>) {
    let id = session.text(&["sessionId"]).unwrap_or_default();
    let new = builder.is_new(("session", id));
    builder.seen(Kind::GeminiCli, u64::from(new), 0);
    let mut asked = 0;
    for message in session.list(&["messages"]).unwrap_or_default().iter().filter_map(Json::object) {
        line(builder, message, &mut asked);
    }
}

/// A message of such a session; a file of lines has one on each.
pub(super) fn line(builder: &mut Builder, message: &Object<'_>, asked: &mut u32) {
    let key = (message.text(&["id"]), message.text(&["timestamp"]));
    match message.text(&["type"]) {
        Some("user") if builder.is_new(("gemini", key)) => {
            *asked += 1;
            builder.history.shape.messages += 1;
        }
        Some("gemini") if builder.is_new(("gemini", key)) => {
            let Some(tokens) = message.object(&["tokens"]) else {
                return builder.leave_out("reply without usage");
            };
            let (input, cached) = (number(tokens, &["input"]), number(tokens, &["cached"]));
            let reasoning = number(tokens, &["thoughts"]);
            let event = Event {
                at: Time::from_seconds(0),
                model: builder
                    .model(message.text(&["model"]).unwrap_or("Gemini CLI, model not recorded")),
                requests: 1,
                messages: std::mem::take(asked),
                input,
                repeated: Repeated::Logged {
                    cached: cached.min(input),
                    written: 0,
                    written_long: 0,
                },
                output: number(tokens, &["output"]) + reasoning,
                reasoning,
                logged: true,
            };
            let at = message.text(&["timestamp"]).and_then(Time::from_iso);
            builder.add(Kind::GeminiCli, at, event);
        }
        _ => {}
    }
}

/// A prompt that AI Studio saved.
pub(super) fn prompt(builder: &mut Builder, prompt: &Object<'_>, count: &mut Count<'_>) {
    builder.seen(Kind::AiStudio, 1, 0);
    let settings = prompt.object(&["runSettings"]);
    let model = settings.and_then(|settings| settings.text(&["model"]));
    let model = model.unwrap_or("AI Studio, model not recorded");
    let model = model.strip_prefix("models/").unwrap_or(model);
    let mut state = State::default();
    let chunks =
        prompt.object(&["chunkedPrompt"]).and_then(|all| all.list(&["chunks"])).unwrap_or_default();
    let before = builder.history.shape.messages;
    let key = super::builder::hash(prompt.raw);
    for (place, chunk) in chunks.iter().filter_map(Json::object).enumerate() {
        let Some(text) = chunk.text(&["text"]) else {
            builder.leave_out("part that is no text");
            continue;
        };
        let person = chunk.text(&["role"]) != Some("model");
        let thought = matches!(chunk.get(&["isThought"]), Some(Json::Bare("true")));
        let tokens = match number(chunk, &["tokenCount"]) {
            0 => count(text),
            counted => counted,
        };
        let said = Said {
            role: if person { Role::User } else { Role::Assistant },
            person,
            tokens: if thought { 0 } else { tokens },
            reasoning: if thought { tokens } else { 0 },
            at: chunk.text(&["createTime"]).and_then(Time::from_iso),
            model,
            fresh: builder.is_new(("chunk", key, place)),
        };
        builder.say(&mut state, Kind::AiStudio, &said);
    }
    builder.history.shape.conversations += u64::from(builder.history.shape.messages > before);
}

/// An entry of the app's activity: one message and its reply, of no known conversation or model.
pub(super) fn activity(builder: &mut Builder, entry: &Object<'_>, count: &mut Count<'_>) {
    if !entry.text(&["header"]).is_some_and(|header| header.contains("Gemini")) {
        return builder.leave_out("activity of another product");
    }
    let title = entry.text(&["title"]).unwrap_or_default();
    let Some(asked) = title.strip_prefix("Prompted ") else {
        return builder.leave_out("activity that is no prompt");
    };
    let at = entry.text(&["time"]).and_then(Time::from_iso);
    let fresh = builder.is_new(("activity", title, entry.text(&["time"])));
    let mut reply = 0;
    for item in entry.list(&["safeHtmlItem"]).unwrap_or_default().iter().filter_map(Json::object) {
        if let Some(html) = item.text(&["html"]) {
            reply += count(&without_tags(html));
        }
    }
    for _ in entry.list(&["imageFile", "attachedFiles"]).unwrap_or_default() {
        builder.leave_out("attachment");
    }
    let mut state = State::default();
    builder.seen(Kind::Takeout, u64::from(fresh), 0);
    builder.history.shape.conversations += u64::from(fresh);
    let model = "Gemini app, model not recorded";
    let said = |role, tokens| Said {
        role,
        person: role == Role::User,
        tokens,
        reasoning: 0,
        at,
        model,
        fresh,
    };
    builder.say(&mut state, Kind::Takeout, &said(Role::User, count(asked)));
    builder.say(&mut state, Kind::Takeout, &said(Role::Assistant, reply));
}

/// The text of HTML: without tags, and with the five characters that HTML must escape.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = behind.split_once('>').unwrap_or((behind, ""));
        let block =
            ["p", "/p", "br", "br/", "br /", "li", "/li", "/tr", "/h1", "/h2", "/h3", "/pre"];
        if block.contains(&tag) {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    named.iter().fold(text, |text, (name, is)| text.replace(name, is)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_are_no_text() {
        let html = "<p>Bake it <b>longer</b> &amp; hotter.</p><p>1 &lt; 2</p>";
        assert_eq!(super::without_tags(html), "Bake it longer & hotter.\n\n1 < 2");
        assert_eq!(super::without_tags("a < b"), "a");
    }
}
