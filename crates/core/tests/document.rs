//! A document counts what its whole text counts, after every edit.

#![allow(clippy::unwrap_used, reason = "a test's failure")]

mod support;

use support::{DISTINCT, Random, TEXTS, tokenizer};
use tokenfare_core::document::{Document, EditError};
use tokenfare_core::tokenizer::{Encoding, Tokenizer};

/// A text as UTF-16, edited beside the document.
struct Model {
    units: Vec<u16>,
}

impl Model {
    fn text(&self) -> String {
        String::from_utf16(&self.units).unwrap()
    }

    /// The nearest offset at or before `at` that doesn't split a pair.
    fn sound(&self, at: usize) -> usize {
        let inside = self.units.get(at).is_some_and(|unit| (0xDC00..0xE000).contains(unit));
        at - usize::from(inside)
    }
}

fn check(document: &Document, model: &Model, tokenizer: &Tokenizer) {
    let text = model.text();
    assert_eq!(document.len_utf16(), model.units.len());
    assert!(document.text() == text, "the text differs");
    assert_eq!(document.count(), tokenizer.count(&text));
}

#[test]
fn random_edits_count_as_the_whole() {
    let mut random = Random(5);
    for encoding in DISTINCT {
        let tokenizer = tokenizer(encoding);
        for _ in 0..6 {
            let mut document = Document::new(tokenizer.clone());
            let mut model = Model { units: Vec::new() };
            for _ in 0..400 {
                let len = model.units.len();
                // Often the same neighbourhood, where borders between chunks come and go.
                let start = model.sound(match random.below(3) {
                    0 => random.below(len + 1),
                    1 => len.min(4_096 + random.below(9)),
                    _ => len - len.min(random.below(20)),
                });
                let removed = *random.pick(&[0, 0, 0, 1, 1, 3, 40, 5_000]);
                let end = model.sound((start + random.below(removed + 1)).min(len)).max(start);
                let text = match random.below(10) {
                    0 => random.pick(TEXTS).chars().take(random.below(9_000)).collect(),
                    1 => random.token_text(&tokenizer, 20),
                    2 => random.scalar().to_string().repeat(random.below(6_000)),
                    _ => random.text(3),
                };
                document.replace(start..end, &text).unwrap();
                model.units.splice(start..end, text.encode_utf16());
                check(&document, &model, &tokenizer);
            }
        }
    }
}

#[test]
fn slices_add_up_and_can_be_superseded() {
    let tokenizer = tokenizer(Encoding::O200kBase);
    let mut document = Document::new(tokenizer.clone());
    let text = TEXTS.concat().repeat(8);
    document.edit(0..0, &text).unwrap();
    assert_eq!(document.count(), 0);
    let mut slices = 0;
    while !document.advance(10_000).is_complete() {
        slices += 1;
        assert!(document.count() > 0);
    }
    assert!(slices > 10, "{slices}");
    assert_eq!(document.count(), tokenizer.count(&text));

    document.edit(0..0, &text).unwrap();
    assert!(!document.advance(10_000).is_complete());
    document.replace(0..document.len_utf16(), "short").unwrap();
    assert_eq!(document.count(), tokenizer.count("short"));
}

#[test]
fn every_border_of_short_texts_survives_typing() {
    let mut random = Random(6);
    for encoding in DISTINCT {
        let tokenizer = tokenizer(encoding);
        let mut document = Document::new(tokenizer.clone());
        let mut model = Model { units: Vec::new() };
        for _ in 0..3_000 {
            let at = model.sound(random.below(model.units.len() + 1));
            let scalar = random.scalar().to_string();
            document.replace(at..at, &scalar).unwrap();
            model.units.splice(at..at, scalar.encode_utf16());
        }
        check(&document, &model, &tokenizer);
    }
}

#[test]
fn refused_edits_leave_the_text() {
    let mut document = Document::new(tokenizer(Encoding::O200kBase));
    document.replace(0..0, "a😀b").unwrap();
    assert_eq!(document.replace(2..2, "x"), Err(EditError::InsidePair { at: 2 }));
    assert_eq!(document.replace(0..2, "x"), Err(EditError::InsidePair { at: 2 }));
    let refused = EditError::OutOfBounds { start: 4, end: 5, len: 4 };
    assert_eq!(document.replace(4..5, "x"), Err(refused));
    #[expect(clippy::reversed_empty_ranges, reason = "this is what must be refused")]
    let reversed = document.replace(3..1, "x");
    assert_eq!(reversed, Err(EditError::OutOfBounds { start: 3, end: 1, len: 4 }));
    assert_eq!(document.text(), "a😀b");
}

#[test]
fn spans_cover_the_text_and_share_split_characters() {
    let mut random = Random(7);
    for encoding in DISTINCT {
        let tokenizer = tokenizer(encoding);
        let text = TEXTS.concat() + &random.text(4_000);
        let mut document = Document::new(tokenizer.clone());
        document.replace(0..0, &text).unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();

        let all = document.spans(0..usize::MAX).tokens;
        let ids: Vec<u32> = all.iter().map(|span| span.id).collect();
        assert_eq!(ids, tokenizer.encode(&text).unwrap());
        let mut end = 0;
        for span in &all {
            let whole = !span.starts_inside && !span.ends_inside;
            if whole {
                let bytes = tokenizer.token(span.id).unwrap();
                let covered = String::from_utf16(&units[span.utf16.clone()]).unwrap();
                assert_eq!(covered.as_bytes(), bytes);
            }
            assert!(if span.starts_inside {
                span.utf16.start < end
            } else {
                span.utf16.start == end
            });
            end = span.utf16.end;
        }
        assert_eq!(end, units.len());
        assert!(all.iter().any(|span| span.ends_inside));

        for _ in 0..200 {
            let start = random.below(units.len());
            let range = start..start + 1 + random.below(300);
            let touching = |span: &&_| {
                let span: &tokenfare_core::document::Span = span;
                span.utf16.start < range.end && span.utf16.end > range.start
            };
            let expected: Vec<_> = all.iter().filter(touching).cloned().collect();
            let before = all.iter().take_while(|span| span.utf16.end <= range.start).count();
            let spans = document.spans(range);
            assert_eq!(spans.tokens, expected);
            assert_eq!(spans.before, Some(before));
        }
    }
}

#[test]
fn a_second_look_at_one_long_piece_sees_its_edits() {
    let tokenizer = tokenizer(Encoding::O200kBase);
    let mut document = Document::new(tokenizer.clone());
    let mut text = "ab".repeat(60_000);
    document.replace(0..0, &text).unwrap();
    for at in [0, 70_001, 119_990] {
        let first = document.spans(at..at + 9);
        assert_eq!(first, document.spans(at..at + 9));
        document.replace(at..at + 1, "c").unwrap();
        text.replace_range(at..at + 1, "c");
        let mut whole = Document::new(tokenizer.clone());
        whole.replace(0..0, &text).unwrap();
        assert_eq!(document.spans(at..at + 9), whole.spans(at..at + 9));
    }
}

#[test]
fn what_is_before_is_unknown_until_it_is_counted() {
    let mut document = Document::new(tokenizer(Encoding::O200kBase));
    let text = TEXTS.concat().repeat(8);
    document.edit(0..0, &text).unwrap();
    let end = document.len_utf16();
    assert_eq!(document.spans(end - 1..end).before, None);
    assert!(!document.spans(end - 1..end).tokens.is_empty());
    document.advance(usize::MAX);
    let last = document.spans(end - 1..end);
    assert_eq!(last.before.unwrap() + last.tokens.len(), document.count());
}
