//! Sessions of Claude Code: a line for each message, with the usage that the vendor logged.

use std::collections::HashMap;

use super::builder::{Builder, hash};
use super::{Event, Repeated, Time};
use crate::transcript::Kind;
use crate::transcript::json::{Json, Object};

/// What is known of the sessions so far.
#[derive(Default)]
pub(super) struct Sessions {
    /// The event of each message and request: a stream repeats its message, and a resumed session its past.
    events: HashMap<u64, Option<usize>>,
    /// The messages alone, of which side chains have copies.
    messages: HashMap<u64, ()>,
    /// Messages of a person that no request has carried yet, by session.
    asked: HashMap<u64, u32>,
}

pub(super) fn number(object: &Object<'_>, names: &[&str]) -> u64 {
    match object.get(names) {
        Some(Json::Bare(number)) => {
            number.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(0)
        }
        Some(Json::Text(text)) => text.replace(',', "").parse().unwrap_or(0),
        _ => 0,
    }
}

impl Sessions {
    pub(super) fn read(&mut self, builder: &mut Builder, line: &Object<'_>) {
        let session = hash(line.text(&["sessionId"]));
        if builder.is_new(("session", session)) && line.has("message") {
            builder.seen(Kind::ClaudeCode, 1, 0);
        }
        let Some(message) = line.object(&["message"]) else { return };
        let flag = |name| matches!(line.get(&[name]), Some(Json::Bare("true")));
        let side = flag("isSidechain");
        match line.text(&["type"]) {
            Some("user") => {
                let tool = |part: &Json<'_>| {
                    part.object().and_then(|part| part.text(&["type"])) == Some("tool_result")
                };
                let content = message.list(&["content"]);
                let person = !content.is_some_and(|parts| parts.iter().any(tool));
                if person
                    && !side
                    && !flag("isMeta")
                    && builder.is_new(("line", line.text(&["uuid"])))
                {
                    *self.asked.entry(session).or_default() += 1;
                    builder.history.shape.messages += 1;
                }
            }
            Some("assistant") => self.reply(builder, line, message, (session, side)),
            _ => {}
        }
    }

    fn reply(
        &mut self,
        builder: &mut Builder,
        line: &Object<'_>,
        message: &Object<'_>,
        (session, side): (u64, bool),
    ) {
        let Some(usage) = message.object(&["usage"]) else { return };
        let model = message.text(&["model"]).unwrap_or("Claude Code, model not recorded");
        // What the program itself says is no reply.
        if model == "<synthetic>" {
            return;
        }
        let (cached, fresh) =
            (number(usage, &["cache_read_input_tokens"]), number(usage, &["input_tokens"]));
        let all_written = number(usage, &["cache_creation_input_tokens"]);
        let written_long = usage.object(&["cache_creation"]);
        let written_long = written_long.map_or(0, |w| number(w, &["ephemeral_1h_input_tokens"]));
        let output = number(usage, &["output_tokens"]);
        let id = message.text(&["id"]);
        let key = match id {
            Some(id) => hash((id, line.text(&["requestId"]))),
            None => hash(("line", line.text(&["uuid"]), line.text(&["timestamp"]))),
        };
        if let Some(place) = self.events.get(&key) {
            // The last of a stream has all of its output.
            if let Some(event) = place.and_then(|place| builder.history.events.get_mut(place)) {
                event.output = event.output.max(output);
            }
            return;
        }
        let copied = id.is_some_and(|id| self.messages.insert(hash(id), ()).is_some());
        if side && copied {
            return;
        }
        let messages = if side { 0 } else { self.asked.remove(&session).unwrap_or(0) };
        let event = Event {
            at: Time::from_seconds(0),
            model: builder.model(model),
            requests: 1,
            messages,
            input: fresh + cached + all_written,
            repeated: Repeated::Logged {
                cached,
                written: all_written.saturating_sub(written_long),
                written_long: written_long.min(all_written),
            },
            output,
            reasoning: 0,
            logged: true,
        };
        let at = line.text(&["timestamp"]).and_then(Time::from_iso);
        let place = builder.add(Kind::ClaudeCode, at, event);
        self.events.insert(key, place);
    }
}
