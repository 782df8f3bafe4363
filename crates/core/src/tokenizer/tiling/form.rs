//! What is done to a text before words are marked in it. (`normalize.py`, `nfc`)

use crate::tokenizer::nfc::Nfc;

/// The text in Normalization Form C, without controls and private characters, with plain spaces, and where
/// the generation does so with plain quotes.
pub(super) fn normalized(text: &str, nfc: &Nfc, folds_quotes: bool) -> String {
    let composed = nfc.normalized(text);
    let mut normal = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c {
            '\u{1}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => {}
            '\u{E000}'..='\u{F8FF}' => {}
            '\0' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' => normal.push(' '),
            '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' => normal.push(' '),
            '\u{2018}' | '\u{2019}' if folds_quotes => normal.push('\''),
            '\u{201C}' | '\u{201D}' if folds_quotes => normal.push('"'),
            // Thai SARA AM, composed though form C leaves it in two.
            '\u{E32}' if normal.ends_with('\u{E4D}') => {
                normal.pop();
                normal.push('\u{E33}');
            }
            c => normal.push(c),
        }
    }
    normal
}
