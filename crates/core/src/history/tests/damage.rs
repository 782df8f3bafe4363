use proptest::prelude::*;
use serde_json::json;

use super::*;

const T: i64 = 1_790_000_000;

fn talk(id: &str, at: serde_json::Value) -> serde_json::Value {
    let nodes = [
        message("a", "root", &["b"], "user", "one", at.clone()),
        message("b", "a", &[], "assistant", "two", at),
    ];
    let mut talk = chatgpt(id, "b", &nodes);
    talk["create_time"] = serde_json::Value::Null;
    for name in ["a", "b"] {
        talk["mapping"][name]["message"]["id"] = json!(format!("{id}-{name}"));
    }
    talk
}

#[test]
fn a_damaged_part_is_named_and_the_others_are_kept() {
    let good = talk("good", json!(T));
    for (bad, named) in [
        (talk("f", json!(NOW + 90_000)), "request with a time in the future"),
        (talk("p", json!(5)), "request with a time before there were models"),
        (talk("n", json!(null)), "request without a time"),
        (
            json!({"mapping": {"x": {"id": "x", "parent": "y", "children": ["y"]}, "y": {"id": "y", "parent": "x", "children": ["x"]}}, "current_node": "x"}),
            "damaged conversation",
        ),
        (json!({"a": 1}), "entries of export.json that are of another kind"),
    ] {
        let history = read("export.json", &json!([bad, good]).to_string());
        assert_eq!(sums(&history), [(8, 1, 1)], "{named}");
        assert_eq!(left(&history), [format!("1 × {named}")]);
    }
    // A parent that is gone: what is there of the branch is read.
    let mut lost = talk("l", json!(T));
    lost["mapping"]["a"]["parent"] = json!("gone");
    assert_eq!(sums(&read("export.json", &json!([lost]).to_string())), [(8, 1, 1)]);
    // No way through the tree is walked twice.
    let mut knot = talk("k", json!(T));
    knot["mapping"]["b"]["children"] = json!(["a", "b", "root"]);
    let history =
        read_with(&[("k.json", &json!([knot]).to_string())], Options::with_branches(true), 9);
    assert_eq!(history.events.len(), 1);
}

#[test]
fn a_file_that_is_cut_short_or_something_else_is_named() {
    let whole = json!([talk("1", json!(T)), talk("2", json!(T + 9))]).to_string();
    let history = read("export.json", &whole[..whole.len() - 40]);
    assert_eq!(sums(&history), [(8, 1, 1)]);
    assert_eq!(left(&history), ["1 × end of export.json, which is cut short"]);
    let broken = format!(
        "{}\n{{\"type\":\"user\n{}\n",
        claude_code_line(
            "assistant",
            "1",
            "2026-10-01T10:00:05Z",
            json!({"id": "1", "model": "m", "usage": {"output_tokens": 3}})
        ),
        claude_code_line(
            "assistant",
            "2",
            "2026-10-01T10:00:06Z",
            json!({"id": "2", "model": "m", "usage": {"output_tokens": 4}})
        )
    );
    let history = read("log.jsonl", &broken);
    assert_eq!(sums(&history), [(0, 3, 0), (0, 4, 0)]);
    assert_eq!(left(&history), ["1 × broken line of log.jsonl"]);
    for (name, text) in [
        ("a.json", "[{\"name\":\"Ann\"}]"),
        ("b.csv", "name,age\nAnn,7\n"),
        ("c.json", "not JSON"),
        ("d.json", "<html>"),
    ] {
        let history = read(name, text);
        assert_eq!(
            left(&history),
            [format!("1 × {name}, which is no history that is known")],
            "{name}"
        );
    }
    // What always lies beside a history, and nothing at all, are no news.
    for (name, text) in [
        ("user.json", "{\"chatgpt_plus_user\":true}"),
        ("a.json", ""),
        ("a.json", " \n "),
        ("chat.html", "<html>"),
    ] {
        assert_eq!(left(&read(name, text)), [""; 0], "{name}");
    }
}

#[test]
fn gigabytes_of_nothing_are_held_by_nobody() {
    let mut reader = Reader::new(Time::from_seconds(NOW), Options::default(), words);
    reader.open("nothing.json");
    let nothing = vec![b' '; 1 << 20];
    for _ in 0..64 {
        reader.push(&nothing);
    }
    assert!(reader.wants_more());
    reader.push(&json!([talk("1", json!(T))]).to_string().into_bytes());
    assert_eq!(reader.finish().events.len(), 1);
}

#[test]
fn a_conversation_of_many_messages_is_read_in_one_pass() {
    let count = 20_000;
    let nodes: Vec<_> = (0..count)
        .map(|at| {
            let (id, parent, child) =
                (format!("n{at}"), format!("n{}", at - 1), format!("n{}", at + 1));
            let parent = if at == 0 { "root" } else { &parent };
            let mut node = message(
                &id,
                parent,
                &[&child],
                if at % 2 == 0 { "user" } else { "assistant" },
                "w",
                json!(T + at),
            );
            if at + 1 == count {
                node["children"] = json!([]);
            }
            node
        })
        .collect();
    let text = json!([chatgpt("1", &format!("n{}", count - 1), &nodes)]).to_string();
    let history = read_with(&[("c.json", &text)], Options::default(), 1 << 16);
    assert_eq!(history.events.len(), count as usize / 2);
    // Each message is a word and 4; the last reply is no part of what was sent.
    assert_eq!(history.events.last().unwrap().input, (count as u64 - 1) * 5 + 3);
}

proptest! {
    #[test]
    fn nothing_makes_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..200), step in 1_usize..50, at in 0_usize..400) {
        let mut text = json!([talk("1", json!(T))]).to_string().into_bytes();
        let at = at.min(text.len());
        text.splice(at..at, bytes);
        let mut reader = Reader::new(Time::from_seconds(NOW), Options::with_branches(true), words);
        reader.open("x");
        text.chunks(step).for_each(|part| reader.push(part));
        reader.finish();
    }
}
