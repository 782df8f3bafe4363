//! Transcripts as people copy them: lines that begin `User:` and `Assistant:`.

use super::{Entry, Role, Transcript};

/// Reads lines that begin `User:` and `Assistant:` (or `Human:`, `ChatGPT:`, …; also as headings or in
/// bold). Nothing unless the text begins with such a line and both sides speak.
pub(super) fn read(text: &str) -> Option<Transcript> {
    let mut spoken: Vec<(Role, String)> = Vec::new();
    for line in text.trim_start().lines() {
        match (speaker(line), spoken.last_mut()) {
            (Some((role, rest)), _) => spoken.push((role, rest.to_owned())),
            (None, Some((_, text))) => {
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => return None,
        }
    }
    let spoke = |side| spoken.iter().any(|(role, _)| *role == side);
    if !(spoke(Role::User) && spoke(Role::Assistant)) {
        return None;
    }
    let entry = |(role, text): (Role, String)| Entry {
        role,
        texts: vec![text.trim().to_owned()],
        named: false,
    };
    Some(Transcript { entries: spoken.into_iter().map(entry).collect(), ..Transcript::default() })
}

/// Whether a text begins with a line that is somebody's.
pub(super) fn begin(text: &str) -> bool {
    text.trim_start().lines().next().is_some_and(|line| speaker(line).is_some())
}

/// The role a line begins with, and the rest of the line.
fn speaker(line: &str) -> Option<(Role, &str)> {
    /// A longer line before the first colon is no name.
    const LONGEST: usize = 40;
    let bare = line.trim_start_matches(['#', '*', '_', ' ', '>']);
    let (name, rest) = bare.split_once(':').filter(|(name, _)| name.len() < LONGEST)?;
    let role = Role::named(name.trim_end_matches(['*', '_', ' ']))?;
    Some((role, rest.trim_start_matches(['*', '_', ' '])))
}
