//! Functions and their calls against figures that were measured on OpenAI's API.

use super::*;
use crate::report::FunctionBasis;

/// Prompt tokens on gpt-4o, and the request: those of the public suites of hmarr/openai-chat-tokens and
/// niieani/gpt-tokenizer (both MIT), read on 2026-11-25.
const MEASURED: &str = include_str!("measured.txt");

/// All of a request as one prompt, which is what those suites count, by the documented constants.
fn prompt(transcript: &Transcript, count: impl FnMut(&str) -> u64) -> u64 {
    const MESSAGE: u64 = 4;
    const REQUEST: u64 = 3;
    const FUNCTION: u64 = 7;
    let weights = transcript.weights(count);
    let turns = weights.turns.iter().map(|turn| {
        let opening = turn.opening.map_or(0, |opening| {
            let functions = opening.functions * FUNCTION + opening.framing;
            opening.tokens + opening.messages * MESSAGE + functions
        });
        let replies = if turn.reply.is_some() { turn.replies } else { 0 };
        opening + turn.message + turn.reply.unwrap_or(0) + (turn.messages + replies) * MESSAGE
    });
    turns.sum::<u64>() + REQUEST
}

#[test]
fn the_older_functions_cost_what_was_measured() {
    let tokenizer = tokenfare_vocab::tokenizer("o200k_base".parse().unwrap()).unwrap();
    let mut held = 0;
    for line in MEASURED.lines() {
        let (tokens, request) = line.split_once(' ').unwrap();
        let found = prompt(&one(request), |text| tokenizer.count(text) as u64);
        assert_eq!(found.to_string(), tokens, "{line}");
        held += 1;
    }
    assert_eq!(held, 32);
}

#[test]
fn what_the_older_form_does_not_send_is_named() {
    let request = r#"{"messages":[{"role":"user","content":"a"}],"functions":[{"name":"f","parameters":{"type":"object",
        "properties":{"x":{"type":"object","description":"seen","properties":{"y":{"type":"string","description":"not seen"}}}}}}]}"#;
    let transcript = one(request);
    assert_eq!(named(&transcript), ["nested description"]);
    assert_eq!(transcript.left_out[0].texts, ["not seen"]);
    let weights = transcript.weights(|text| text.len() as u64);
    assert_eq!(weights.functions, Some(FunctionBasis::Measured));
    let namespace = "namespace functions {\n\ntype f = (_: {\n// seen\nx?: {\n  y?: string,\n},\n}) => any;\n\n} // namespace functions";
    let opening = weights.turns[0].opening.unwrap();
    assert_eq!((opening.tokens, opening.framing), (namespace.len() as u64, 9));
}

fn opening(parameters: &str) -> (u64, u64, Option<FunctionBasis>) {
    let request = format!(
        r#"{{"messages":[{{"role":"user","content":"a"}}],"tools":[{{"type":"function","function":{{"name":"f","description":"d.","parameters":{parameters}}}}}]}}"#
    );
    let weights = one(&request).weights(|text| text.len() as u64);
    let opening = weights.turns[0].opening.unwrap();
    (opening.tokens, opening.framing, weights.functions)
}

#[test]
fn schemas_are_counted_all_the_way_down() {
    let (documented, assumed) = (Some(FunctionBasis::Documented), Some(FunctionBasis::Assumed));
    // "f:d", and 12 where the list ends.
    assert_eq!(opening(r#"{"type":"object","properties":{}}"#), (3, 12, documented));
    // "a:string:x": 3 where properties begin, 3 for it.
    let flat = r#"{"properties":{"a":{"type":"string","description":"x."}}}"#;
    assert_eq!(opening(flat), (3 + 10, 12 + 6, documented));
    // Items of an enum cost 3 each, and 3 less where it begins; numbers have a text too.
    let numbers = r#"{"properties":{"a":{"type":"integer","enum":[1,22]}}}"#;
    assert_eq!(opening(numbers), (3 + 10 + 3, 12 + 6 + 3, documented));
    // Below: "a:object:", and 3 and 3 for "b:string:x".
    let nested = r#"{"properties":{"a":{"type":"object","properties":{"b":{"type":"string","description":"x"}}}}}"#;
    assert_eq!(opening(nested), (3 + 9 + 10, 12 + 6 + 6, assumed));
    let items = r#"{"properties":{"a":{"type":"array","items":{"type":"object","properties":{"b":{"type":"string","description":"x"}}}}}}"#;
    assert_eq!(opening(items), (3 + 8 + 10, 12 + 6 + 6, assumed));
    // "a::", then "string:x" and "number:y".
    let any = r#"{"properties":{"a":{"anyOf":[{"type":"string","description":"x"},{"type":"number","description":"y"}]}}}"#;
    assert_eq!(opening(any), (3 + 3 + 8 + 8, 12 + 6, assumed));
    // "a:P:", and "P:object:" with "b:string:" where it is defined.
    let defined = r##"{"properties":{"a":{"$ref":"#/$defs/P"}},"$defs":{"P":{"type":"object","properties":{"b":{"type":"string"}}}}}"##;
    assert_eq!(opening(defined), (3 + 4 + 9 + 9, 12 + 6 + 6 + 6, assumed));
}

#[test]
fn definitions_that_refer_to_each_other_end() {
    let request = r##"{"messages":[{"role":"user","content":"a"}],"functions":[{"name":"f","parameters":{"properties":{"a":{"$ref":"#/$defs/P"}},
        "$defs":{"P":{"type":"object","properties":{"x":{"$ref":"#/$defs/P"},"y":{"$ref":"#/$defs/P"},"z":{"$ref":"#/$defs/P"},"u":{"$ref":"#/$defs/P"},"v":{"$ref":"#/$defs/P"},"w":{"$ref":"#/$defs/P"}}}}}}]}"##;
    let opening = one(request).weights(|text| text.len() as u64).turns[0].opening.unwrap();
    assert!(opening.tokens > 1_000 && opening.tokens < 60 << 20, "{}", opening.tokens);
}
