//! What readers are told beside a figure.

/// Readers' notes of the catalog that ships: the key, and the sentence in English. A page has each in
/// its reader's language, as the message `remark.<key>`.
pub const REMARKS: &[(&str, &str)] = &[
    ("add-on", "An add-on to another plan, which is paid as well."),
    ("application", "Access is by application."),
    ("compute", "Its vendor measures use in compute and publishes no number of messages."),
    ("contract", "The price is agreed on with the vendor."),
    ("day-recalled", "The day from which this holds is recalled, not read."),
    ("fair-use", "Unlimited under fair use; its vendor publishes no number."),
    ("guidance", "The number of messages is guidance for short ones; use is measured in compute."),
    ("launch-price", "The price of its launch; it rises on an announced day."),
    ("lists-differ", "Two sources differ here; this is the one that names where it read it."),
    ("monthly-limit", "A limit, not a gift; it is set anew on the first of each month."),
    ("older-caps", "These are the newest limits that were found; they may have changed since."),
    ("price-uncertain", "The price is uncertain."),
    (
        "promotion-over",
        "The promotion was announced until a day that has passed; no later price was found.",
    ),
    (
        "reasoning-assumed",
        "It always reasons; how much is not published, and 500 tokens a reply are assumed.",
    ),
    ("text-only", "Text chats are unlimited; files, pictures and voice have limits of their own."),
];

/// A note in English: the sentence of its key, or the note itself where it is no key, as in a catalog
/// that a site brings along.
pub fn remark_in_english(note: &str) -> &str {
    let known = REMARKS.iter().find(|(key, _)| *key == note);
    known.map_or(note, |(_, sentence)| sentence)
}
