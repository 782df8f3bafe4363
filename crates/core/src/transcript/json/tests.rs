use proptest::prelude::*;

use super::*;

/// As a general parser reads it.
fn agrees(ours: &Json<'_>, theirs: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (ours, theirs) {
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::List(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| agrees(a, b))
        }
        (Json::Object(ours), Value::Object(theirs)) => {
            ours.members.len() == theirs.len()
                && ours.members().all(|(key, value)| agrees(value, &theirs[key]))
        }
        (Json::Bare(word), theirs) => serde_json::from_str::<Value>(word).unwrap() == *theirs,
        _ => false,
    }
}

fn values() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        any::<Option<bool>>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<String>().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

proptest! {
    #[test]
    fn is_read_as_a_general_parser_reads_it(value in values(), indented in any::<bool>()) {
        let text = if indented { format!("{value:#}") } else { value.to_string() };
        let first = Json::first(&text).unwrap();
        prop_assert!(!first.relaxed && first.rest.is_empty() && agrees(&first.value, &value), "{text}");
    }

    #[test]
    fn is_written_as_it_was_read(value in values()) {
        let mut text = String::new();
        Json::only(&value.to_string()).unwrap().write(&mut text, &|_| true);
        let again = Json::only(&text).unwrap();
        prop_assert!(agrees(&again, &value), "{text}");
    }

    #[test]
    fn nothing_makes_it_stumble(text in "[\\[\\]{}()\",:'`#/*=\\\\u0-9a-f \\PC]{0,80}") {
        let _ = Json::only(&text);
    }
}

#[test]
fn escapes_are_what_they_stand_for() {
    for (json, text) in [
        (r#""a\n\t\"\\\/""#, "a\n\t\"\\/"),
        (r#""\u00e9\ud83e\udd80""#, "é🦀"),
        (r#""\ud83e""#, "\u{fffd}"),
        (r#""\ud83e\u0041""#, "\u{fffd}A"),
        (r#""\udd80\ud83e\udd80""#, "\u{fffd}🦀"),
    ] {
        let first = Json::first(json).unwrap();
        assert_eq!((first.value.text(), first.relaxed), (Some(text), false), "{json}");
    }
}

#[test]
fn literals_of_programs_are_read() {
    for (literal, json) in [
        ("{'a': True, 'b': None,}", r#"{"a": true, "b": null}"#),
        ("[1, 2,]", "[1, 2]"),
        ("('a', 'b')", r#"["a", "b"]"#),
        (r"'it\'s \x41\U0001f980 \d'", r#""it's A🦀 \\d""#),
        (r"r'\n'", r#""\\n""#),
        ("'''a'b\n\"c'''", r#""a'b\n\"c""#),
        ("'one ' 'text'", r#""one text""#),
        ("{role: \"user\", // who\n content: `a`}", r#"{"role": "user", "content": "a"}"#),
        ("f(a=1, b='c')", r#"{"a": 1, "b": "c", "()": "f"}"#),
        ("f('c')", r#"{"content": "c", "()": "f"}"#),
        ("{'a': 1, # one\n 'b': 2}", r#"{"a": 1, "b": 2}"#),
        (r"'\u{1f980}'", r#""🦀""#),
    ] {
        let first = Json::first(literal).unwrap_or_else(|| panic!("{literal}"));
        let (mut ours, mut theirs) = (String::new(), String::new());
        first.value.write(&mut ours, &|_| true);
        Json::only(json).unwrap().write(&mut theirs, &|_| true);
        let ours = ours.replace("True", "true").replace("None", "null");
        assert_eq!((ours, first.relaxed), (theirs, true), "{literal}");
    }
}

#[test]
fn what_is_no_value_is_nothing() {
    for text in [
        "",
        " ",
        "{",
        "[1,",
        "[1 2]",
        "{\"a\"}",
        "\"a",
        "\"\\u12\"",
        "nul",
        "[] []",
        "{,}",
        "[,]",
        "\"é\\u\u{e9}\"",
        "{ let a = [1]; }",
        "[TODO]",
        "'",
        "'''",
        "f(",
        "{a b: 1}",
        "(see below)",
    ] {
        assert_eq!(Json::only(text), None, "{text}");
    }
    for (open, close) in [("[", "]"), ("(", ")"), ("f(a=", ")"), ("{\"a\":", "}")] {
        assert_eq!(Json::only(&open.repeat(100_000)), None);
        assert_eq!(Json::only(&format!("{}1{}", open.repeat(80), close.repeat(80))), None);
    }
}
