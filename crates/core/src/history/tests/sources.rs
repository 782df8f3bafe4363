use serde_json::json;

use super::*;
use crate::transcript::Kind;

const T: i64 = 1_790_000_000;

/// A question, its reply, a second question, a reply that was made anew, and the one in its place.
fn bread(id: &str) -> serde_json::Value {
    chatgpt(
        id,
        "d2",
        &[
            message("a", "root", &["b"], "user", "one two three", json!(T)),
            message("b", "a", &["c"], "assistant", "four five", json!(T + 30)),
            message("c", "b", &["d1", "d2"], "user", "six", json!((T + 100) * 1_000)),
            message("d1", "c", &[], "assistant", "x y z", json!(T + 120)),
            message("d2", "c", &[], "assistant", "seven eight nine ten", json!(T + 130)),
        ],
    )
}

#[test]
fn a_chatgpt_export_is_a_request_for_each_reply() {
    let history = read("conversations-000.json", &json!([bread("1")]).to_string());
    // 3 words + 4 + 3; then 3 + 4, 2 + 4, 1 + 4, and 3.
    assert_eq!(sums(&history), [(10, 2, 1), (21, 4, 1)]);
    assert_eq!(history.models, ["gpt-5"]);
    assert_eq!(history.events[0].at, Time::from_seconds(T + 30));
    // All of the first prompt is sent again, 100 seconds after the first reply.
    assert_eq!(history.events[1].repeated, Repeated::Before { tokens: 7, seconds: 100 });
    assert_eq!(history.seen, [Seen { kind: Kind::ChatGptExport, conversations: 1, requests: 2 }]);
    assert_eq!(left(&history), ["1 × message of another branch"]);
    let shape = history.shape;
    assert_eq!(
        (shape.messages, shape.message_tokens, shape.replies, shape.reply_tokens),
        (2, 4, 2, 6)
    );

    let text = json!([bread("1")]).to_string();
    let all = read_with(&[("conversations.json", &text)], Options::with_branches(true), 64);
    let mut sums = sums(&all);
    sums.sort_unstable();
    assert_eq!(sums, [(10, 2, 1), (21, 3, 1), (21, 4, 1)]);
    assert!(all.left_out.is_empty());
}

#[test]
fn exports_that_overlap_count_once() {
    let (one, both) =
        (json!([bread("1")]).to_string(), json!([bread("1"), bread("1")]).to_string());
    let history = read_with(&[("a.json", &one), ("b.json", &both)], Options::default(), 1_000);
    assert_eq!(sums(&history), [(10, 2, 1), (21, 4, 1)]);
    assert_eq!(history.seen[0].conversations, 1);
}

#[test]
fn instructions_thoughts_and_tools_have_their_places() {
    let node = |id: &str,
                parent: &str,
                child: &[&str],
                role: &str,
                content: serde_json::Value,
                more: serde_json::Value| {
        json!({"id": id, "parent": parent, "children": child, "message": {
            "id": id, "author": {"role": role}, "create_time": T, "content": content, "metadata": more}})
    };
    let hidden = json!({"is_visually_hidden_from_conversation": true});
    let slug = json!({"model_slug": "gpt-5-thinking"});
    let conversation = chatgpt(
        "2",
        "g",
        &[
            node(
                "a",
                "root",
                &["b"],
                "user",
                json!({"content_type": "user_editable_context", "user_profile": "I bake", "user_instructions": "be brief please"}),
                hidden,
            ),
            node(
                "b",
                "a",
                &["c"],
                "user",
                json!({"content_type": "multimodal_text", "parts": [{"content_type": "image_asset_pointer", "width": 8, "height": 8}, "what is it"]}),
                json!({"attachments": [{"name": "a.pdf", "file_token_size": 50}]}),
            ),
            node(
                "c",
                "b",
                &["d"],
                "assistant",
                json!({"content_type": "thoughts", "thoughts": [{"summary": "hm", "content": "let me see"}]}),
                slug.clone(),
            ),
            node(
                "d",
                "c",
                &["e"],
                "assistant",
                json!({"content_type": "code", "text": "look it up"}),
                slug.clone(),
            ),
            node(
                "e",
                "d",
                &["f"],
                "tool",
                json!({"content_type": "execution_output", "text": "a loaf of bread"}),
                json!({}),
            ),
            node(
                "f",
                "e",
                &["g"],
                "assistant",
                json!({"content_type": "text", "parts": ["A loaf"]}),
                slug,
            ),
            node("g", "f", &[], "user", json!({"content_type": "text", "parts": [""]}), json!({})),
        ],
    );
    let history = read("conversations.json", &json!([conversation]).to_string());
    // 5 of instructions, 3 and 50 of the question; back come 4 of thoughts and 3 of the call.
    let first = (5 + 4) + (53 + 4) + 3;
    // Then the call, and what the tool said; thoughts are not sent again. No person wrote that.
    let second = first + (3 + 4) + (4 + 4);
    assert_eq!(sums(&history), [(first, 4 + 3, 1), (second, 2, 0)]);
    assert_eq!(history.events[0].reasoning, 4);
    assert_eq!(left(&history), ["1 × image_asset_pointer"]);
}

#[test]
fn a_claude_export_does_not_know_its_model() {
    let said = |sender: &str, id: &str, at: &str, text: &str| {
        json!({"uuid": id, "sender": sender, "text": text, "content": [{"type": "text", "text": text}], "created_at": at,
            "attachments": if sender == "human" { json!([{"file_name": "a", "extracted_content": "p q"}]) } else { json!([]) }, "files": []})
    };
    let export = json!([{"uuid": "c", "name": "n", "created_at": "2026-09-01T10:00:00Z", "chat_messages": [
        said("human", "1", "2026-09-01T10:00:00.5Z", "a b c"), said("assistant", "2", "2026-09-01T10:00:20Z", "d e")]}]);
    let history = read("conversations.json", &export.to_string());
    assert_eq!(sums(&history), [(3 + 2 + 4 + 3, 2, 1)]);
    assert_eq!(history.models, ["Claude.ai, model not recorded"]);
    assert_eq!(history.events[0].at, Time::from_iso("2026-09-01T10:00:20Z").unwrap());
}

#[test]
fn claude_code_logs_usage_more_than_once() {
    let usage = |output: u64| {
        json!({"id": "m1", "role": "assistant", "model": "claude-sonnet-4-5-20250929", "content": [], "usage": {
        "input_tokens": 5, "cache_creation_input_tokens": 300, "cache_read_input_tokens": 2_000,
        "cache_creation": {"ephemeral_5m_input_tokens": 100, "ephemeral_1h_input_tokens": 200}, "output_tokens": output}})
    };
    let log = [
        json!({"type": "summary", "summary": "Bread", "leafUuid": "x"}).to_string(),
        claude_code_line(
            "user",
            "0",
            "2026-10-01T10:00:00Z",
            json!({"role": "user", "content": "why"}),
        ),
        claude_code_line("assistant", "q", "2026-10-01T10:00:05Z", usage(7)),
        claude_code_line("assistant", "q", "2026-10-01T10:00:06Z", usage(40)),
        claude_code_line(
            "user",
            "t",
            "2026-10-01T10:00:07Z",
            json!({"role": "user", "content": [{"type": "tool_result", "content": "x"}]}),
        ),
        claude_code_line(
            "assistant",
            "s",
            "2026-10-01T10:00:08Z",
            json!({"model": "<synthetic>", "usage": {"output_tokens": 9}}),
        ),
    ]
    .join("\n");
    let history = read("session.jsonl", &log);
    assert_eq!(sums(&history), [(5 + 300 + 2_000, 40, 1)]);
    assert_eq!(
        history.events[0].repeated,
        Repeated::Logged { cached: 2_000, written: 100, written_long: 200 }
    );
    assert!(history.events[0].logged && history.left_out.is_empty());
    // A session that is resumed has its past in another file too.
    let twice = read_with(&[("a.jsonl", &log), ("b.jsonl", &log)], Options::default(), 512);
    assert_eq!(sums(&twice), [(2_305, 40, 1)]);
}

#[test]
fn codex_logs_totals_and_the_size_of_a_window() {
    let usage = |input: u64, cached: u64, output: u64| json!({"input_tokens": input, "cached_input_tokens": cached, "output_tokens": output, "reasoning_output_tokens": 1});
    let count = |total: serde_json::Value, last: serde_json::Value, used: f64| {
        json!({"type": "token_count", "info": {"total_token_usage": total, "last_token_usage": last},
            "rate_limits": {"primary": {"used_percent": used, "window_minutes": 300, "resets_at": 1_790_010_000}, "plan_type": "plus"}})
    };
    let none = serde_json::Value::Null;
    let log = [
        codex_line("2026-09-21T10:00:00Z", "session_meta", json!({"id": "s"})),
        codex_line("2026-09-21T10:00:00Z", "turn_context", json!({"model": "gpt-5-codex"})),
        codex_line(
            "2026-09-21T10:00:01Z",
            "event_msg",
            json!({"type": "user_message", "message": "why"}),
        ),
        codex_line(
            "2026-09-21T10:00:02Z",
            "event_msg",
            count(usage(100, 0, 10), usage(100, 0, 10), 1.0),
        ),
        codex_line(
            "2026-09-21T10:00:02Z",
            "event_msg",
            count(usage(100, 0, 10), usage(100, 0, 10), 1.0),
        ),
        // Without the last request's usage, the totals tell it: 400 − 100, 90 − 0, 60 − 10.
        codex_line("2026-09-21T10:00:09Z", "event_msg", count(usage(400, 90, 60), none, 2.5)),
    ]
    .join("\n");
    let history = read("rollout.jsonl", &log);
    assert_eq!(sums(&history), [(100, 10, 1), (300, 50, 0)]);
    assert_eq!(
        history.events[1].repeated,
        Repeated::Logged { cached: 90, written: 0, written_long: 0 }
    );
    // 350 tokens took the window from 1 to 2.5 percent: 350 / 1.5.
    let sizes = super::super::windows::sizes(&history.limits);
    assert_eq!((sizes[0].minutes, sizes[0].tokens_per_percent), (300, 233));
    assert_eq!(sizes[0].plan.as_deref(), Some("plus"));
}

#[test]
fn gemini_leaves_sessions_prompts_and_activity() {
    let session = json!({"sessionId": "s", "messages": [
        {"id": "1", "type": "user", "timestamp": "2026-08-01T10:00:00Z", "content": "why"},
        {"id": "2", "type": "gemini", "timestamp": "2026-08-01T10:00:02Z", "model": "gemini-3-pro", "content": "so",
            "tokens": {"input": 900, "output": 20, "cached": 600, "thoughts": 30, "tool": 0, "total": 950}}]});
    let history = read("session-1.json", &session.to_string());
    assert_eq!(sums(&history), [(900, 50, 1)]);
    assert_eq!((history.events[0].reasoning, history.models[0].as_str()), (30, "gemini-3-pro"));

    let prompt = json!({"runSettings": {"model": "models/gemini-3-pro"}, "chunkedPrompt": {"chunks": [
        {"role": "user", "text": "a b", "tokenCount": 2, "createTime": "2026-08-01T10:00:00Z"},
        {"role": "model", "text": "hm hm hm", "isThought": true, "tokenCount": 3, "createTime": "2026-08-01T10:00:00Z"},
        {"role": "model", "text": "c", "tokenCount": 1, "createTime": "2026-08-01T10:00:01Z"}]}});
    let history = read("A prompt", &prompt.to_string());
    assert_eq!(sums(&history), [(2 + 4 + 3, 3 + 1, 1)]);
    assert_eq!(history.models, ["gemini-3-pro"]);

    let activity = json!([
        {"header": "Gemini Apps", "title": "Prompted a b c", "time": "2026-08-02T10:00:00.123Z", "safeHtmlItem": [{"html": "<p>d e</p>"}]},
        {"header": "Gemini Apps", "title": "Gave feedback", "time": "2026-08-02T10:01:00Z"},
        {"header": "Search", "title": "Searched for x", "time": "2026-08-02T10:01:00Z"}]);
    let history = read("My Activity.json", &activity.to_string());
    assert_eq!(sums(&history), [(3 + 4 + 3, 2, 1)]);
    assert_eq!(
        left(&history),
        ["1 × activity that is no prompt", "1 × activity of another product"]
    );
}

#[test]
fn tables_of_usage_are_requests_of_a_day() {
    let openai = "start_time,end_time,start_time_iso,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n\
        1790000000,1790086400,2026-09-21T00:00:00+00:00,4,gpt-4o-2024-08-06,false,default,1000,200,300\n";
    let history = read("completions_usage.csv", openai);
    assert_eq!(sums(&history), [(1_000, 200, 0)]);
    assert_eq!((history.events[0].requests, history.seen[0].kind), (4, Kind::OpenAiUsage));
    let cursor = "\u{feff}Date,Kind,Model,Max Mode,Input (w/ Cache Write),Input (w/o Cache Write),Cache Read,Output Tokens,Total Tokens,Cost\r\n\
        \"2026-09-21T10:00:00Z\",Included,claude-4.5-sonnet,No,\"1,000\",20,300,40,\"1,360\",$0.05\r\n";
    let history = read("usage-events.csv", cursor);
    assert_eq!(sums(&history), [(1_320, 40, 1)]);
    assert_eq!(
        history.events[0].repeated,
        Repeated::Logged { cached: 300, written: 1_000, written_long: 0 }
    );
    let router = "date,model_permaslug,requests,prompt_tokens,completion_tokens,reasoning_tokens,usage\n\
        2026-09-21,openai/gpt-4o,2,500,60,10,0.1\n2026-09-22,openai/gpt-4o,2,many,60,10,0.1\n";
    let history = read("openrouter_activity.csv", router);
    assert_eq!(sums(&history), [(500, 60, 0)]);
    assert_eq!(left(&history), ["1 × row with a number that is none"]);
}
