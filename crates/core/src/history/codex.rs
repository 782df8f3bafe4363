//! Sessions of Codex: a line for each event, with the usage and the plan's limits as the vendor says them.

use super::builder::{Builder, hash};
use super::claude_code::number;
use super::{Event, Repeated, Sample, Time};
use crate::transcript::Kind;
use crate::transcript::json::{Json, Object};

/// A session as far as it has been read.
#[derive(Default)]
pub(super) struct Session {
    id: u64,
    model: Option<String>,
    asked: u32,
    /// Input, cached input, output and reasoning of all requests so far.
    total: [u64; 4],
    /// Tokens of this session's own requests.
    used: u64,
}

const USAGE: [&str; 4] =
    ["input_tokens", "cached_input_tokens", "output_tokens", "reasoning_output_tokens"];

impl Session {
    pub(super) fn read(&mut self, builder: &mut Builder, line: &Object<'_>) {
        let Some(payload) = line.object(&["payload"]) else { return };
        let at = line.text(&["timestamp"]).and_then(Time::from_iso);
        match (line.text(&["type"]), payload.text(&["type"])) {
            (Some("session_meta"), _) => {
                let id = payload.text(&["id"]).or(line.text(&["timestamp"]));
                if self.id == 0 {
                    self.id = hash(id);
                    let new = builder.is_new(("session", self.id));
                    builder.seen(Kind::Codex, u64::from(new), 0);
                }
            }
            (Some("turn_context"), _) => self.model = payload.text(&["model"]).map(str::to_owned),
            (Some("event_msg"), Some("user_message")) => {
                self.asked += 1;
                builder.history.shape.messages += 1;
            }
            (Some("event_msg"), Some("token_count")) => self.count(builder, line, payload, at),
            _ => {}
        }
    }

    fn count(
        &mut self,
        builder: &mut Builder,
        line: &Object<'_>,
        payload: &Object<'_>,
        at: Option<Time>,
    ) {
        if let Some(info) = payload.object(&["info"]) {
            let of = |usage: &Object<'_>| USAGE.map(|name| number(usage, &[name]));
            let total = info.object(&["total_token_usage"]).map(of);
            let last = info.object(&["last_token_usage"]).map(of);
            let delta = total.map(|total| {
                let mut delta = total;
                delta
                    .iter_mut()
                    .zip(self.total)
                    .for_each(|(now, before)| *now = now.saturating_sub(before));
                delta
            });
            // The same total once more is the same request; a forked session says its past again.
            let repeated = total.is_some_and(|total| total == self.total);
            let known = !builder.is_new(("codex", line.text(&["timestamp"]), total, last));
            self.total = total.unwrap_or(self.total);
            if let Some([input, cached, output, reasoning]) =
                last.or(delta).filter(|_| !repeated && !known)
            {
                self.used += input + output;
                let model = self.model.as_deref().unwrap_or("Codex, model not recorded");
                let event = Event {
                    at: Time::from_seconds(0),
                    model: builder.model(model),
                    requests: 1,
                    messages: std::mem::take(&mut self.asked),
                    input,
                    repeated: Repeated::Logged {
                        cached: cached.min(input),
                        written: 0,
                        written_long: 0,
                    },
                    output,
                    reasoning,
                    logged: true,
                };
                builder.add(Kind::Codex, at, event);
            }
        }
        if let (Some(limits), Some(at)) = (payload.object(&["rate_limits"]), at) {
            self.limits(builder, limits, at);
        }
    }

    fn limits(&self, builder: &mut Builder, limits: &Object<'_>, at: Time) {
        if let Some(plan) = limits.text(&["plan_type"]) {
            builder.history.limits.plan = Some(plan.to_owned());
        }
        for window in ["primary", "secondary"].iter().filter_map(|name| limits.object(&[name])) {
            let Some(Json::Bare(used)) = window.get(&["used_percent"]) else { continue };
            let resets = match window.get(&["resets_at"]) {
                Some(Json::Bare(number)) => Time::from_number(number),
                Some(Json::Text(text)) => Time::from_iso(text),
                _ => {
                    let seconds =
                        i64::try_from(number(window, &["resets_in_seconds"])).unwrap_or(0);
                    Some(Time::from_seconds(at.seconds() + seconds))
                }
            };
            let Some(resets) = resets else { continue };
            builder.history.limits.samples.push(Sample {
                at,
                minutes: number(window, &["window_minutes"]),
                resets,
                used: hundredths(used),
                tokens: self.used,
                session: self.id,
            });
        }
    }
}

/// A decimal number in hundredths.
fn hundredths(text: &str) -> u32 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = part.chars().chain("00".chars()).take(2).collect();
    let whole: u32 = whole.parse().unwrap_or(0);
    whole.saturating_mul(100).saturating_add(digits.parse().unwrap_or(0))
}
