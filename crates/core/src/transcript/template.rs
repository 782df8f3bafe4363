//! Prompts in the template that a model was trained on, as logs of local models have them.

use super::{Confidence, Entry, Kind, Omitted, Pasted, Recognition, Role, Transcript};

/// How a template sets its messages off: before the role, behind it, and behind the message.
struct Template {
    open: &'static str,
    named: &'static str,
    close: &'static [&'static str],
}

const TEMPLATES: [Template; 3] = [
    // ChatML.
    Template { open: "<|im_start|>", named: "\n", close: &["<|im_end|>"] },
    // Llama 3.
    Template {
        open: "<|start_header_id|>",
        named: "<|end_header_id|>",
        close: &["<|eot_id|>", "<|eom_id|>"],
    },
    // Harmony.
    Template {
        open: "<|start|>",
        named: "<|message|>",
        close: &["<|end|>", "<|return|>", "<|call|>"],
    },
];
/// What may stand before all messages.
const BEGIN: [&str; 2] = ["<|begin_of_text|>", "<s>"];

pub(super) fn begins(text: &str) -> bool {
    let text = text.trim_start();
    TEMPLATES.iter().any(|template| text.starts_with(template.open))
        || BEGIN.iter().any(|begin| text.starts_with(begin))
        || text.starts_with("[INST]")
}

/// The conversation that a text in a template is.
pub(super) fn read(text: &str) -> Option<Pasted> {
    let text = text.trim_start();
    let text = BEGIN.iter().find_map(|begin| text.strip_prefix(begin)).unwrap_or(text).trim_start();
    let found = TEMPLATES.iter().find(|template| text.starts_with(template.open));
    let one = match found {
        Some(template) => template.read(text)?,
        None => instructions(text)?,
    };
    Some(Pasted {
        recognition: Recognition::new(Kind::Template, Confidence::Certain, 1),
        transcripts: vec![one],
        prompts: Vec::new(),
        left_out: Vec::new(),
    })
}

impl Template {
    fn read(&self, text: &str) -> Option<Transcript> {
        let mut one = Transcript::default();
        for message in text.split(self.open).skip(1) {
            // What opens the reply has no text yet.
            let Some((head, body)) = message.split_once(self.named) else {
                Role::named(message.split(|c: char| !c.is_alphanumeric()).next()?)?;
                continue;
            };
            let name = head.split(|c: char| !c.is_alphanumeric()).next()?;
            let role = Role::named(name)?;
            let ends =
                self.close.iter().filter_map(|close| body.split_once(close)).map(|(body, _)| body);
            let body = ends.min_by_key(|body| body.len()).unwrap_or(body);
            let body = body.strip_prefix("\n\n").unwrap_or(body);
            if body.trim().is_empty() {
                continue;
            }
            if head.contains("analysis") {
                Omitted::add_texts(&mut one.left_out, "analysis", vec![body.to_owned()]);
            } else {
                one.entries.push(Entry::of(role, body));
            }
        }
        (!one.entries.is_empty()).then_some(one)
    }
}

/// `[INST] … [/INST] …`, of Llama 2 and Mistral.
fn instructions(text: &str) -> Option<Transcript> {
    let mut one = Transcript::default();
    for turn in text.strip_prefix("[INST]")?.split("[INST]") {
        let (message, reply) = turn.split_once("[/INST]")?;
        let message =
            match message.trim().strip_prefix("<<SYS>>").and_then(|m| m.split_once("<</SYS>>")) {
                Some((system, message)) => {
                    one.entries.push(Entry::of(Role::System, system.trim()));
                    message
                }
                None => message,
            };
        one.entries.push(Entry::of(Role::User, message.trim()));
        let reply = reply.trim().trim_end_matches("<s>").trim_end().trim_end_matches("</s>").trim();
        if !reply.is_empty() {
            one.entries.push(Entry::of(Role::Assistant, reply));
        }
    }
    Some(one)
}
