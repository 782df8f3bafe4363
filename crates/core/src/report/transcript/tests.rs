use super::*;

fn roles(transcript: &Transcript) -> Vec<(Role, &str)> {
    transcript.entries.iter().map(|entry| (entry.role, entry.texts[0].as_str())).collect()
}

#[test]
fn chat_completions_and_responses_are_read() {
    let expected = [(Role::System, "Be brief."), (Role::User, "Hi"), (Role::Assistant, "Hello")];
    for json in [
        r#"[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]"#,
        r#"{"model":"m","messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"image_url","image_url":{}}]},{"role":"assistant","content":"Hello","tool_calls":null}]}"#,
        r#"{"input":[{"type":"reasoning","summary":[]},{"role":"user","content":[{"type":"input_text","text":"Hi"}]},{"role":"assistant","content":[{"type":"output_text","text":"Hello"}]}],"instructions":"Be brief."}"#,
    ] {
        let transcript = Transcript::from_json(json).unwrap();
        assert_eq!(roles(&transcript), expected, "{json}");
    }
    let short = Transcript::from_json(r#"{"input":"Hi"}"#).unwrap();
    assert_eq!(roles(&short), [(Role::User, "Hi")]);
}

#[test]
fn other_json_is_not_a_conversation() {
    for json in ["[]", "{}", "[1,2]", r#"{"messages":[]}"#, r#"{"a":{"role":"user"}}"#, "3"] {
        assert!(Transcript::from_json(json).is_none(), "{json}");
    }
}

#[test]
fn lines_of_both_sides_are_read() {
    let text = "\n**User:** hi: you\nthere\n\n### ChatGPT: hello\n- a\nHuman: bye";
    let transcript = &Transcript::all_in(text)[0];
    assert_eq!(
        roles(transcript),
        [(Role::User, "hi: you\nthere"), (Role::Assistant, "hello\n- a"), (Role::User, "bye")]
    );
    for text in ["", "hello\nUser: x\nAssistant: y", "User: alone", "Note: x\nUser: y"] {
        assert!(Transcript::all_in(text).is_empty(), "{text:?}");
    }
}

#[test]
fn messages_of_one_side_in_a_row_are_one() {
    let json = r#"[{"role":"assistant","content":"a"},{"role":"user","content":"bb"},
        {"role":"tool","content":"c"},{"role":"system","content":"dddd"},
        {"role":"assistant","content":"ee"},{"role":"user","content":"f"}]"#;
    let transcript = Transcript::from_json(json).unwrap();
    let weights = transcript.weights(|text| text.len() as u64);
    let opening = weights.turns[0].opening.unwrap();
    assert_eq!((opening.tokens, opening.messages), (4, 1));
    let turns = weights.turns.iter();
    let found: Vec<_> = turns.map(|t| (t.message, t.messages, t.reply, t.replies)).collect();
    assert_eq!(found, [(0, 0, Some(1), 1), (3, 2, Some(2), 1), (1, 1, None, 1)]);
}

#[test]
fn every_kind_of_paste_is_recognised() {
    let messages = r#"[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]"#;
    for text in [
        messages.to_owned(),
        format!(r#"{{"messages":{messages}}}"#),
        format!(r#"{{"custom_id":"1","body":{{"messages":{messages}}}}}"#),
        format!(r#"{{"custom_id":"1","params":{{"messages":{messages}}}}}"#),
        r#"{"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello"}]}]}"#.to_owned(),
        r#"{"conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]}"#.to_owned(),
        "User: Hi\nAssistant: Hello".to_owned(),
    ] {
        let found = recognise(&format!("\n {text} \n"));
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(roles(&found[0]), [(Role::User, "Hi"), (Role::Assistant, "Hello")], "{text}");
    }
    let lines = format!("{messages}\n{{\"messages\":{messages}}}\n");
    assert_eq!(recognise(&lines).len(), 2);
    assert_eq!(recognise(&format!("[{messages},{messages}]")).len(), 2);
    // One line that is something else, and it is no log of conversations.
    assert!(recognise(&format!("{messages}\n{{\"a\":1}}")).is_empty());
    assert!(recognise("fn main() {}\n{ let a = [1]; }").is_empty());
    let long = format!(r#"[{{"role":"user","content":"{}"}}]"#, "x".repeat(2 << 20));
    assert!(recognise(&long).is_empty());
    assert_eq!(Transcript::all_in(&long).len(), 1);
}

#[test]
fn nothing_of_a_message_is_dropped_in_silence() {
    let json = r#"{"messages":[
        {"role":"user","name":"ada","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{}},
            {"type":"input_audio","input_audio":{}},{"type":"image_url","image_url":{}}]},
        {"role":"assistant","content":null,"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]},
        {"role":"tool","content":"b"},
        {"role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"c"}]}
    ],"tools":[{"type":"function","function":{"name":"f"}},{"type":"web_search"}],
    "response_format":{"type":"json_schema","json_schema":{}}}"#;
    let transcript = Transcript::from_json(json).unwrap();
    let texts: Vec<_> = transcript.entries.iter().map(|entry| entry.texts.join("|")).collect();
    assert_eq!(texts, ["ada|a", "f|{}", "b", "c"]);
    let left: Vec<_> = transcript.left_out.iter().map(ToString::to_string).collect();
    let expected = [
        "2 × image_url",
        "1 × input_audio",
        "1 × thinking",
        "1 × web_search",
        "1 × response_format",
    ];
    assert_eq!(left, expected);
    let weights = transcript.weights(|text| text.len() as u64);
    // ada, a, and one for the name.
    assert_eq!(weights.turns[0].message, 3 + 1 + 1);
    assert_eq!(weights.turns[0].opening.unwrap().functions, 1);
}
