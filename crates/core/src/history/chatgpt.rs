//! Conversations as ChatGPT exports them: a tree of messages, of which one branch is open.

use std::collections::{HashMap, HashSet};

use super::Time;
use super::builder::{Builder, Said, State};
use super::reader::{Count, Options};
use crate::transcript::Kind;
use crate::transcript::Role;
use crate::transcript::json::{Json, Object};

/// The nodes of a conversation, by their id.
type Nodes<'v, 'a> = HashMap<&'v str, &'v Object<'a>>;

/// A message on its way through the tree.
struct Visit<'v> {
    id: &'v str,
    state: State,
    model: &'v str,
}

pub(super) fn read(
    builder: &mut Builder,
    conversation: &Object<'_>,
    options: &Options,
    count: &mut Count<'_>,
) {
    let Some(mapping) = conversation.object(&["mapping"]) else { return };
    let nodes: Nodes<'_, '_> =
        mapping.members().filter_map(|(id, node)| Some((id, node.object()?))).collect();
    let id = conversation.text(&["conversation_id", "id"]).unwrap_or_default();
    let new = !id.is_empty() && builder.is_new(("conversation", id));
    let open = branch(conversation, &nodes);
    if open.is_empty() && !nodes.is_empty() {
        builder.leave_out("damaged conversation");
    }
    builder.seen(Kind::ChatGptExport, u64::from(new || id.is_empty()), 0);
    let before = builder.history.shape.messages;
    let started = conversation.get(&["create_time"]).and_then(time);
    let default =
        conversation.text(&["default_model_slug"]).unwrap_or("ChatGPT, model not recorded");
    let on_branch: HashSet<&str> = open.iter().copied().collect();
    let regenerated = nodes.iter().filter(|(id, node)| is_reply(node) && !on_branch.contains(**id));
    if !options.branches {
        for _ in regenerated {
            builder.leave_out("message of another branch");
        }
    }
    if options.branches {
        everything(builder, mapping, &nodes, (default, started), count);
    } else {
        let mut state = State::default();
        let mut model = default;
        for (id, node) in open.iter().rev().filter_map(|id| Some((*id, *nodes.get(id)?))) {
            if let Some(message) = node.object(&["message"]) {
                model = slug(message).unwrap_or(model);
                say(builder, &mut state, message, (id, model), started, count);
            }
        }
    }
    builder.history.shape.conversations += u64::from(builder.history.shape.messages > before);
}

/// Follows every branch: what was said before it forks is part of each.
fn everything<'v>(
    builder: &mut Builder,
    mapping: &'v Object<'_>,
    nodes: &Nodes<'v, '_>,
    (default, started): (&'v str, Option<Time>),
    count: &mut Count<'_>,
) {
    // What a node says of its children may be wrong; each node has one parent.
    let mut children: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut visits = Vec::new();
    for (id, node) in mapping.members() {
        let parent = node.object().and_then(|node| node.text(&["parent"]));
        match parent.filter(|parent| nodes.contains_key(parent)) {
            Some(parent) => children.entry(parent).or_default().push(id),
            None => visits.push(Visit { id, state: State::default(), model: default }),
        }
    }
    // Nodes that go in a circle have no way to them from a root.
    while let Some(Visit { id, mut state, mut model }) = visits.pop() {
        let message = nodes.get(id).and_then(|node| node.object(&["message"]));
        if let Some(message) = message {
            model = slug(message).unwrap_or(model);
            say(builder, &mut state, message, (id, model), started, count);
        }
        let below = children.remove(id).unwrap_or_default();
        visits.extend(below.into_iter().map(|id| Visit { id, state, model }));
    }
}

/// The open branch, from its last message to the first.
fn branch<'v>(conversation: &'v Object<'_>, nodes: &Nodes<'v, '_>) -> Vec<&'v str> {
    let leaf = || {
        let open = |(_, node): &(&&'v str, &&Object<'_>)| {
            node.list(&["children"]).is_none_or(<[_]>::is_empty)
        };
        nodes.iter().filter(open).map(|(id, _)| *id).max()
    };
    let current = conversation.text(&["current_node"]).filter(|id| nodes.contains_key(id));
    let mut at = current.or_else(leaf);
    let mut branch = Vec::new();
    while let Some(id) = at.filter(|id| nodes.contains_key(id) && branch.len() <= nodes.len()) {
        branch.push(id);
        at = nodes.get(id).and_then(|node| node.text(&["parent"]));
    }
    // One that goes in a circle has no first message.
    if branch.len() > nodes.len() { Vec::new() } else { branch }
}

fn author<'m>(message: &'m Object<'_>) -> Option<&'m str> {
    message.object(&["author"])?.text(&["role"])
}

fn is_reply(node: &Object<'_>) -> bool {
    node.object(&["message"]).and_then(author) == Some("assistant")
}

fn slug<'m>(message: &'m Object<'_>) -> Option<&'m str> {
    message.object(&["metadata"])?.text(&["model_slug"]).filter(|slug| !slug.is_empty())
}

fn time(value: &Json<'_>) -> Option<Time> {
    match value {
        Json::Bare(number) => Time::from_number(number),
        Json::Text(text) => Time::from_iso(text).or_else(|| Time::from_number(text)),
        _ => None,
    }
}

fn say(
    builder: &mut Builder,
    state: &mut State,
    message: &Object<'_>,
    (id, model): (&str, &str),
    started: Option<Time>,
    count: &mut Count<'_>,
) {
    let (Some(author), Some(content)) = (author(message), message.object(&["content"])) else {
        return;
    };
    let metadata = message.object(&["metadata"]);
    let flag =
        |name| metadata.and_then(|all| all.get(&[name])).is_some_and(|value| !value.is_empty());
    let kind = content.text(&["content_type"]).unwrap_or("text");
    let context = matches!(kind, "user_editable_context" | "model_editable_context");
    if flag("is_visually_hidden_from_conversation") && !context {
        return;
    }
    let role = match author {
        "assistant" => Role::Assistant,
        "system" => Role::System,
        _ if context => Role::System,
        _ => Role::User,
    };
    let (mut tokens, mut reasoning) = (0, 0);
    let mut empty = true;
    match kind {
        "thoughts" | "reasoning_recap" => {
            content.members().filter(|(name, _)| *name != "content_type").for_each(|(_, value)| {
                value.texts(&mut |text| reasoning += count(text));
            });
            empty = reasoning == 0;
        }
        _ => {
            for (name, value) in content.members() {
                let words = [
                    "parts",
                    "text",
                    "result",
                    "user_profile",
                    "user_instructions",
                    "model_set_context",
                ];
                if words.contains(&name) {
                    parts(builder, value, &mut |text| {
                        empty &= text.is_empty();
                        tokens += count(text);
                    });
                }
            }
        }
    }
    let files = metadata.and_then(|all| all.list(&["attachments"])).unwrap_or_default();
    for file in files.iter().filter_map(Json::object) {
        match file.get(&["file_token_size"]) {
            Some(Json::Bare(size)) => tokens += size.parse::<u64>().unwrap_or(0),
            _ => builder.leave_out("attachment"),
        }
    }
    if empty && tokens == 0 && role != Role::Assistant {
        return;
    }
    if empty && role == Role::Assistant && kind == "text" {
        return;
    }
    let id = message.text(&["id"]).unwrap_or(id);
    let said = Said {
        role,
        person: author == "user",
        tokens,
        reasoning,
        at: message.get(&["create_time"]).and_then(time).or(started),
        model,
        fresh: builder.is_new(("message", id)),
    };
    builder.say(state, Kind::ChatGptExport, &said);
}

/// The texts among parts; what is no text is named.
fn parts(builder: &mut Builder, value: &Json<'_>, each: &mut impl FnMut(&str)) {
    match value {
        Json::Text(text) => each(text),
        Json::List(list) => list.iter().for_each(|part| parts(builder, part, each)),
        Json::Object(part) => match part.text(&["text"]) {
            Some(text) => each(text),
            None => builder.leave_out(part.text(&["content_type"]).unwrap_or("part")),
        },
        Json::Bare(_) => {}
    }
}
