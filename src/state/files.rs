//! The files that go with the text. Their contents stay in the worker, which counts them.

use std::rc::Rc;

use tokenfare_core::report::{Weights, estimate_bytes};

use super::{Counting, Effect, LazyStatus, State};

/// Milliseconds between two drawings of a file on its way: often enough to be seen moving.
const PACE: f64 = 100.0;

/// A file, and how far its count has come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AttachedFile {
    /// Which it is, for as long as the widget lives.
    pub(crate) id: u32,
    /// What it is called.
    pub(crate) name: Rc<str>,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// What its counter last said.
    pub(crate) counting: Counting,
}

/// What all files weigh together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileWeights {
    /// Message by message where they are conversations, as the core encodes it.
    pub(super) encoded: String,
    /// As plain texts, in tokens.
    pub(super) tokens: u64,
    /// Whether all are counted.
    pub(super) exact: bool,
}

impl AttachedFile {
    /// Why it can't be counted, as a code. Such a file weighs nothing, and is known to.
    pub(crate) fn refusal(&self) -> Option<&str> {
        match &self.counting {
            Counting::Failed { code, .. } if ["not-text", "file-unreadable"].contains(&&**code) => {
                Some(code)
            }
            _ => None,
        }
    }

    /// Its tokens as a plain text, as far as they are known.
    pub(crate) fn tokens(&self) -> u64 {
        match self.counting {
            Counting::Exact { tokens, .. } => tokens,
            Counting::Reading { tokens, share } if share > 0.0 => (tokens as f64 / share) as u64,
            _ if self.refusal().is_some() => 0,
            _ => estimate_bytes(self.size),
        }
    }
}

impl State {
    /// Whether conversations are among the files.
    pub(crate) fn files_have_conversations(&self) -> bool {
        self.files.iter().any(|file| file.counting.conversations().is_some())
    }

    /// Whether all files are counted.
    pub(super) fn files_are_counted(&self) -> bool {
        let known =
            |file: &AttachedFile| file.counting.exact().is_some() || file.refusal().is_some();
        self.files.iter().all(known)
    }

    pub(super) fn file_weights(&self) -> FileWeights {
        let mut encoded = String::new();
        for file in self.files.iter().filter(|file| file.refusal().is_none()) {
            match file.counting.conversations() {
                Some(conversations) => encoded.push_str(conversations),
                None => encoded.push_str(&Weights::from(file.tokens()).encode()),
            }
        }
        let tokens = self.files.iter().map(AttachedFile::tokens).sum();
        FileWeights { encoded, tokens, exact: self.files_are_counted() }
    }

    /// Takes in what the counter says of a file, at this time in milliseconds; whether to draw.
    pub(super) fn file_counted(&mut self, news: AttachedFile, at: f64) -> bool {
        self.touched = true;
        let on_its_way = matches!(news.counting, Counting::Reading { .. });
        if news.counting.is_settled() {
            self.file_news.push(news.id);
        }
        match self.files.iter_mut().find(|file| file.id == news.id) {
            Some(known) => *known = news,
            None => self.files.push(news),
        }
        self.effects.push(Effect::LoadLazy);
        if on_its_way && at - self.files_drawn < PACE {
            return false;
        }
        self.files_drawn = at;
        self.refresh();
        self.announce_files();
        true
    }

    /// Has the news of files read out, once all are counted and the part is here that has the words.
    pub(super) fn announce_files(&mut self) {
        let settled = self.files.iter().all(|file| file.counting.is_settled());
        if settled && self.lazy == LazyStatus::Loaded && !self.file_news.is_empty() {
            let news = std::mem::take(&mut self.file_news);
            self.effects.push(Effect::AnnounceFiles(news));
        }
    }

    /// Takes a file away. Returns the one that a reader who is at it goes on with.
    pub(super) fn remove_file(&mut self, id: u32) {
        let Some(at) = self.files.iter().position(|file| file.id == id) else { return };
        self.touched = true;
        let removed = self.files.remove(at);
        self.file_news.retain(|news| *news != id);
        self.effects.push(Effect::AnnounceRemoved(removed.name));
        self.refresh();
    }

    /// The file that a reader goes on with who takes this one away: the next, or the last.
    pub(crate) fn file_after(&self, id: u32) -> Option<u32> {
        let at = self.files.iter().position(|file| file.id == id)?;
        let before = || at.checked_sub(1).and_then(|at| self.files.get(at));
        self.files.get(at + 1).or_else(before).map(|file| file.id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{exact, pasted, state};
    use super::super::{Action, Update};
    use super::*;

    fn file(id: u32, counting: Counting) -> AttachedFile {
        AttachedFile { id, name: format!("{id}.txt").into(), size: 100, counting }
    }

    fn counted(id: u32, tokens: u64) -> AttachedFile {
        file(id, Counting::Exact { tokens, conversations: None })
    }

    fn failed(id: u32, code: &str) -> AttachedFile {
        file(id, Counting::Failed { code: code.into(), detail: "".into() })
    }

    fn tell(state: &mut State, file: AttachedFile, at: f64) -> Update {
        state.reduce(Action::File { file, at })
    }

    #[test]
    fn a_file_is_estimated_by_its_bytes_until_it_is_counted() {
        let mut state = state();
        state.reduce(exact(2));
        state.reduce(Action::Lazy(LazyStatus::Loaded));
        let update = tell(&mut state, file(1, Counting::Waiting), 0.0);
        assert!(update.redraw && update.effects.contains(&Effect::LoadLazy));
        assert_eq!((pasted(&state), state.counting_name()), (2 + 25, "counting"));
        let reading = Counting::Reading { tokens: 10, share: 0.25 };
        tell(&mut state, file(1, reading), 200.0);
        assert_eq!(pasted(&state), 2 + 40);
        let update = tell(&mut state, counted(1, 30), 210.0);
        assert_eq!((pasted(&state), state.counting_name()), (2 + 30, "exact"));
        assert!(update.effects.contains(&Effect::AnnounceFiles(vec![1])), "{update:?}");
        assert!(update.effects.contains(&Effect::Announce));
    }

    #[test]
    fn a_file_on_its_way_is_drawn_now_and_then() {
        let mut state = state();
        let reading = || file(1, Counting::Reading { tokens: 10, share: 0.5 });
        assert!(tell(&mut state, reading(), 1_000.0).redraw);
        assert!(!tell(&mut state, reading(), 1_099.0).redraw);
        assert!(tell(&mut state, reading(), 1_100.0).redraw);
    }

    #[test]
    fn what_is_no_text_weighs_nothing_and_a_failure_leaves_an_estimate() {
        let mut state = state();
        state.reduce(exact(2));
        tell(&mut state, failed(1, "not-text"), 0.0);
        tell(&mut state, failed(2, "file-unreadable"), 0.0);
        assert_eq!((pasted(&state), state.counting_name()), (2, "exact"));
        tell(&mut state, failed(3, "engine-failed"), 0.0);
        assert_eq!((pasted(&state), state.counting_name()), (2 + 25, "counting"));
    }

    #[test]
    fn several_are_told_of_once_all_are_counted() {
        let mut state = state();
        tell(&mut state, file(2, Counting::Waiting), 0.0);
        state.reduce(Action::Lazy(LazyStatus::Loaded));
        let update = tell(&mut state, counted(1, 10), 0.0);
        assert!(!update.effects.iter().any(|e| matches!(e, Effect::AnnounceFiles(_))));
        let update = tell(&mut state, counted(2, 20), 0.0);
        assert!(update.effects.contains(&Effect::AnnounceFiles(vec![1, 2])), "{update:?}");
    }

    #[test]
    fn news_of_files_wait_for_the_part_that_words_them() {
        let mut state = state();
        let update = tell(&mut state, counted(1, 10), 0.0);
        assert!(!update.effects.iter().any(|e| matches!(e, Effect::AnnounceFiles(_))));
        let update = state.reduce(Action::Lazy(LazyStatus::Loaded));
        assert!(update.effects.contains(&Effect::AnnounceFiles(vec![1])), "{update:?}");
    }

    #[test]
    fn a_file_is_taken_away_and_its_neighbour_follows() {
        let mut state = state();
        state.reduce(exact(2));
        for id in 1..=3 {
            tell(&mut state, counted(id, 10), 0.0);
        }
        assert_eq!((state.file_after(2), state.file_after(3)), (Some(3), Some(2)));
        let update = state.reduce(Action::RemoveFile(2));
        assert_eq!(pasted(&state), 22);
        assert!(update.effects.contains(&Effect::AnnounceRemoved("2.txt".into())), "{update:?}");
        assert_eq!(state.reduce(Action::RemoveFile(2)).effects.len(), 1, "it is gone already");
        state.reduce(Action::RemoveFile(1));
        assert_eq!(state.file_after(3), None);
    }

    #[test]
    fn a_conversation_in_a_file_is_one_and_can_be_counted_as_plain_text() {
        let mut state = state();
        state.reduce(exact(0));
        let conversations = Some(Rc::from("opening 10 1 0 0\nturn 20 1 1 30\nturn 5 1 1\n"));
        tell(&mut state, file(1, Counting::Exact { tokens: 70, conversations }), 0.0);
        assert!(state.files_have_conversations());
        assert_eq!(state.report().unwrap().tokens.turns, 2);
        state.reduce(Action::TogglePlainText);
        assert_eq!((state.report().unwrap().tokens.turns, pasted(&state)), (1, 70));
    }
}
