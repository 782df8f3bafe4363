use super::*;

const TALK: [(Role, &str); 2] = [(Role::User, "Hi"), (Role::Assistant, "Hello")];
const MESSAGES: &str = r#"[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]"#;

#[test]
fn every_kind_of_conversation_is_read() {
    let lang = r#"{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"Hi"}}"#;
    let reply = r#"{"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessage"],"kwargs":{"content":"Hello"}}"#;
    for (kind, text) in [
        (Kind::Messages, MESSAGES.to_owned()),
        (Kind::ChatCompletions, format!(r#"{{"model":"m","messages":{MESSAGES}}}"#)),
        (Kind::ChatCompletions, format!(r#"{{"custom_id":"1","body":{{"messages":{MESSAGES}}}}}"#)),
        (Kind::ChatCompletions, format!(r#"{{"custom_id":"1","params":{{"messages":{MESSAGES}}}}}"#)),
        (Kind::ChatCompletions, format!(r#"{{"requests":[{{"custom_id":"1","params":{{"messages":{MESSAGES}}}}}]}}"#)),
        (Kind::Responses, format!(r#"{{"model":"m","input":{MESSAGES}}}"#)),
        (Kind::Ollama, format!(r#"{{"model":"m","messages":{MESSAGES},"options":{{"num_ctx":1}}}}"#)),
        (Kind::Bedrock, r#"{"messages":[{"role":"user","content":[{"text":"Hi"}]},{"role":"assistant","content":[{"text":"Hello"}]}]}"#.to_owned()),
        (Kind::Gemini, r#"{"contents":[{"parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello"}]}]}"#.to_owned()),
        (Kind::Gemini, r#"{"key":"1","request":{"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello"}]}]}}"#.to_owned()),
        (Kind::ShareGpt, r#"{"id":"7","conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]}"#.to_owned()),
        (Kind::LangChain, r#"[{"type":"human","content":"Hi"},{"type":"ai","content":"Hello"}]"#.to_owned()),
        (Kind::LangChain, r#"[{"type":"human","data":{"content":"Hi"}},{"type":"ai","data":{"content":"Hello"}}]"#.to_owned()),
        (Kind::LangChain, format!("[{lang},{reply}]")),
        (Kind::LangChain, "[HumanMessage(content='Hi', additional_kwargs={}), AIMessage(content='Hello')]".to_owned()),
        (Kind::Messages, "messages = [\n  {'role': 'user', 'content': 'Hi'},\n  {'role': 'assistant', 'content': 'Hello'},\n]".to_owned()),
        (Kind::Messages, "const messages = [{role: 'user', content: `Hi`}, {role: 'assistant', content: 'Hello'}];".to_owned()),
        (Kind::Messages, format!("```json\n{MESSAGES}\n```")),
        (Kind::ChatCompletions, format!("client.chat.completions.create(model='m', messages={MESSAGES})")),
        (Kind::Completion, r#"{"prompt":"Hi","completion":"Hello"}"#.to_owned()),
        (Kind::Dialogue, "User: Hi\nAssistant: Hello".to_owned()),
        (Kind::Dialogue, "用户：Hi\n助手：Hello".to_owned()),
        (Kind::CopiedChat, "You said:\nHi\nChatGPT said:\nHello\n".to_owned()),
        (Kind::CopiedChat, "#### You:\nHi\n\n#### ChatGPT:\n\nHello\n".to_owned()),
        (Kind::CopiedChat, "**User:** Hi\n\n### ChatGPT\nHello\n".to_owned()),
        (Kind::Template, "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n".to_owned()),
        (Kind::Template, "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHello<|eot_id|>".to_owned()),
        (Kind::Template, "<|start|>user<|message|>Hi<|end|><|start|>assistant<|channel|>final<|message|>Hello<|return|>".to_owned()),
        (Kind::Template, "<s>[INST] Hi [/INST] Hello</s>".to_owned()),
        (Kind::AiStudio, r#"{"runSettings":{},"chunkedPrompt":{"chunks":[{"role":"user","text":"Hi","tokenCount":1},{"role":"model","text":"Hello"}]}}"#.to_owned()),
        (Kind::ClaudeExport, r#"[{"uuid":"c","name":"n","chat_messages":[{"sender":"human","text":"Hi","content":[]},{"sender":"assistant","text":"","content":[{"type":"text","text":"Hello"}]}]}]"#.to_owned()),
    ] {
        for text in [text.clone(), format!("\u{feff}\n {text} \n")] {
            let pasted = read(&text).unwrap_or_else(|| panic!("not read: {text}"));
            assert!(may_be_pasted(&text), "{text}");
            assert_eq!(pasted.recognition.kind, kind, "{text}");
            assert_eq!(roles(&pasted.transcripts[0]), TALK, "{text}");
            assert!(pasted.transcripts[0].left_out.is_empty(), "{text}: {pasted:?}");
        }
    }
    let cohere = one(
        r#"{"chat_history":[{"role":"USER","message":"Hi"},{"role":"CHATBOT","message":"Hello"}],"message":"Why?"}"#,
    );
    assert_eq!(roles(&cohere), [TALK[0], TALK[1], (Role::User, "Why?")]);
    let short = one(r#"{"model":"m","input":"Hi"}"#);
    assert_eq!(roles(&short), [(Role::User, "Hi")]);
}

#[test]
fn a_word_alone_makes_no_conversation() {
    for text in [
        "",
        "Hi",
        "User: alone",
        "hello\nUser: x\nAssistant: y",
        "Note: x\nUser: y",
        "Model: Lamp 200\nFunction: reading light with a dimmer\nTool: none needed\nSystem: 230 V",
        "model: gpt-4o\ntemperature: 0\nuser: admin\nsystem: staging",
        "user: root\nhost: db\nassistant: off",
        "User: admin\nSystem: staging\nAssistant: x",
        "System: the heart and its vessels.\nThe user: nobody.",
        "fn main() {}\n{ let a = [1]; }",
        "[see below]",
        "(User: x)",
        "---\ntitle: x\n---\nSome prose: and more.\n",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    for (kind, text) in [
        (
            Kind::Json,
            r#"{"input": "src/main.js", "output": {"dir": "dist"}, "plugins": ["terser"]}"#,
        ),
        (Kind::Json, r#"{"input":"Hi"}"#),
        (Kind::Json, r#"{"name":"a","role":"user"}"#),
        (Kind::Json, "[1, 2]"),
        (Kind::Records, r#"[{"name":"Ann","role":"admin"},{"name":"Bo","role":"user"}]"#),
        (
            Kind::Records,
            "{\"instruction\":\"a\",\"input\":\"b\",\"output\":\"c\"}\n{\"instruction\":\"a\",\"input\":\"b\",\"output\":\"c\"}",
        ),
        (Kind::Records, r#"{"messages":[{"role":"admin","content":"x"}]}"#),
    ] {
        let pasted = read(text).unwrap();
        assert_eq!((pasted.recognition.kind, pasted.transcripts.len()), (kind, 0), "{text}");
        let weights = pasted.weights(text, |text| text.len() as u64);
        assert_eq!(weights.message, text.len() as u64, "all of it is counted");
    }
}

#[test]
fn several_are_each_a_conversation() {
    for text in [
        format!("{MESSAGES}\n{{\"messages\":{MESSAGES}}}\n"),
        format!("[{MESSAGES},{MESSAGES}]"),
        format!("{{\n \"messages\":{MESSAGES}\n}}\n{{\n \"messages\":{MESSAGES}\n}}"),
    ] {
        assert_eq!(read(&text).unwrap().transcripts.len(), 2, "{text}");
    }
    // A line that is something else is named, by its number.
    let pasted = read(&format!("{MESSAGES}\n{{\"a\":\n\n{MESSAGES}")).unwrap();
    assert_eq!(pasted.transcripts.len(), 2);
    assert_eq!(pasted.left_out[0].what, "line 2, not understood");
    // More lines of something else than not, and it is nobody's log of conversations.
    let mostly = format!("{MESSAGES}\n{{\"a\":1}}\n{{\"a\":1}}\n{{\"a\":1}}");
    assert!(read(&mostly).is_none_or(|pasted| pasted.transcripts.is_empty()));
}

#[test]
fn nothing_of_a_message_is_dropped_in_silence() {
    let json = r#"{"messages":[
        {"role":"user","name":"ada","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://x"}},
            {"type":"input_audio","input_audio":{}},{"type":"image_url","image_url":{}}]},
        {"role":"assistant","content":null,"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]},
        {"role":"tool","content":"b","tool_call_id":"1"},
        {"role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"c"}],"note":"new"}
    ],"tools":[{"type":"function","function":{"name":"f"}},{"type":"web_search"}],"temperature":1,
    "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object","required":["a"]}}},
    "prediction":{"type":"content","content":"a long file"},"cached_file":"id-1"}"#;
    let transcript = one(json);
    let texts: Vec<_> = transcript.entries.iter().map(|entry| entry.texts.join("|")).collect();
    assert_eq!(texts, ["ada|a", "f|{}", "b", "c"]);
    let weights = transcript.weights(|text| text.len() as u64);
    let left: Vec<_> = weights.left_out.iter().map(ToString::to_string).collect();
    let expected = [
        "2 × image_url",
        "1 × input_audio",
        "1 × thinking (2 tokens)",
        "1 × note (3 tokens)",
        "1 × web_search (10 tokens)",
        r#"1 × response_format (17 tokens)"#,
        "1 × prediction (18 tokens)",
        "1 × cached_file (4 tokens)",
    ];
    assert_eq!(left, expected);
    // ada, a, and one for the name.
    assert_eq!(weights.turns[0].message, 3 + 1 + 1);
    assert_eq!(weights.turns[0].opening.unwrap().functions, 1);
}

#[test]
fn requests_name_what_the_vendor_adds_elsewhere() {
    for (name, text) in [
        ("previous_response_id", r#"{"model":"m","previous_response_id":"r","input":"Hi"}"#),
        ("conversation", r#"{"model":"m","conversation":"conv_1","input":"Hi"}"#),
        ("prompt", r#"{"model":"m","prompt":{"id":"pmpt_1"},"input":"Hi"}"#),
        (
            "text.format",
            r#"{"model":"m","input":"Hi","text":{"format":{"type":"json_schema","schema":{"type":"object"}}}}"#,
        ),
        (
            "generation_config.response_schema",
            r#"{"contents":[{"parts":[{"text":"a"}]}],"generation_config":{"response_schema":{"type":"object"}}}"#,
        ),
        (
            "generationConfig.responseSchema",
            r#"{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"temperature":1,"responseSchema":{"type":"object"}}}"#,
        ),
        (
            "cachedContent",
            r#"{"contents":[{"parts":[{"text":"a"}]}],"cachedContent":"cachedContents/1"}"#,
        ),
        (
            "format",
            r#"{"model":"m","messages":[{"role":"user","content":"a"}],"format":{"type":"object"}}"#,
        ),
        (
            "web_search_options",
            r#"{"messages":[{"role":"user","content":"a"}],"web_search_options":{"a":1}}"#,
        ),
        (
            "mcp_servers",
            r#"{"system":"s","messages":[{"role":"user","content":"a"}],"mcp_servers":[{"url":"https://x"}]}"#,
        ),
        ("documents", r#"{"message":"a","documents":[{"text":"b"}]}"#),
        (
            "inlineData",
            r#"{"contents":[{"parts":[{"inlineData":{"data":"aaaa"}}, {"text":"a"}]}]}"#,
        ),
        (
            "item_reference",
            r#"{"model":"m","input":[{"role":"user","content":"a"},{"type":"item_reference","id":"x"}]}"#,
        ),
        (
            "reasoning",
            r#"{"model":"m","input":[{"type":"reasoning","summary":[]},{"role":"user","content":"a"}]}"#,
        ),
        ("suffix", r#"{"model":"m","prompt":"a","suffix":"b"}"#),
    ] {
        let pasted = read(text).unwrap_or_else(|| panic!("not read: {text}"));
        let weights = pasted.weights(text, |text| text.len() as u64);
        let names: Vec<_> = weights.left_out.iter().map(|left| left.what.as_str()).collect();
        assert_eq!(names, [name], "{text}");
    }
    let quiet = r#"{"model":"m","messages":[{"role":"user","content":"a"}],"temperature":0.1,"stream":true,"max_tokens":9,
        "stop":["x"],"response_format":{"type":"json_object"},"tool_choice":"auto","metadata":{"a":"b"}}"#;
    assert!(named(&one(quiet)).is_empty());
}

#[test]
fn messages_of_one_side_in_a_row_are_one() {
    let json = r#"[{"role":"assistant","content":"a"},{"role":"user","content":"bb"},
        {"role":"tool","content":"c"},{"role":"system","content":"dddd"},
        {"role":"assistant","content":"ee"},{"role":"user","content":"f"}]"#;
    let weights = one(json).weights(|text| text.len() as u64);
    let opening = weights.turns[0].opening.unwrap();
    assert_eq!((opening.tokens, opening.messages), (4, 1));
    let turns = weights.turns.iter();
    let found: Vec<_> = turns.map(|t| (t.message, t.messages, t.reply, t.replies)).collect();
    assert_eq!(found, [(0, 0, Some(1), 1), (3, 2, Some(2), 1), (1, 1, None, 1)]);
}

#[test]
fn a_copied_page_has_a_title_that_is_named() {
    let text = "---\ntitle: Bread\n---\n# Bread\n\n**Created:** 2026-01-01\n\n## Prompt:\nWhy: pale?\n\n## Response:\nUser: bake it.\n";
    let transcript = one(text);
    assert_eq!(
        roles(&transcript),
        [(Role::User, "Why: pale?"), (Role::Assistant, "User: bake it.")]
    );
    assert_eq!(named(&transcript), ["title"]);
}

#[test]
fn lines_of_both_sides_are_read() {
    let text = "\nUser: hi: you\nthere\n\nChatGPT: hello\n- a\nHuman: bye";
    assert_eq!(
        roles(&one(text)),
        [(Role::User, "hi: you\nthere"), (Role::Assistant, "hello\n- a"), (Role::User, "bye")]
    );
}

#[test]
fn a_long_conversation_is_read_as_a_short_one_is() {
    let long = format!(r#"[{{"role":"user","content":"{}"}}]"#, "x".repeat(2 << 20));
    assert_eq!(one(&long).entries[0].texts[0].len(), 2 << 20);
}

#[test]
fn a_damaged_export_ends() {
    let circle = r#"[{"title":"a","mapping":{"x":{"id":"x","parent":"y","children":["y"]},"y":{"id":"y","parent":"x","children":["x"],
        "message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["Hi"]}}}},"current_node":"y"}]"#;
    let pasted = read(circle).unwrap();
    assert_eq!(pasted.recognition.kind, Kind::ChatGptExport);
    let lost =
        r#"[{"mapping":{"x":{"id":"x","parent":"gone","children":[]}},"current_node":"nowhere"}]"#;
    assert_eq!(read(lost).unwrap().transcripts[0].entries, []);
}
