//! What goes over the wire in a conversation.

use crate::catalog::Overhead;
use crate::scenario::History;

/// A conversation: a fixed beginning and turns that share a history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conversation {
    /// Tokens of the system prompt or other fixed beginning; 0 = none.
    pub system: u64,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// How much of the history each request repeats.
    pub history: History,
    /// Turns that a window of history holds.
    pub window: u64,
    /// What the chat format adds.
    pub overhead: Overhead,
}

/// A message and its reply, in tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turn {
    /// What the person sends.
    pub message: u64,
    /// What comes back.
    pub reply: u64,
    /// Hidden reasoning before the reply: billed as output, not repeated in later requests.
    pub reasoning: u64,
}

/// One request of a conversation, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// All that is sent.
    pub input: u64,
    /// The beginning of it that the request before also had, and a cache may hold.
    pub repeated: u64,
    /// The beginning of it that the next request will have too.
    pub repeated_next: u64,
    /// All that comes back, reasoning included.
    pub output: u64,
}

impl Conversation {
    /// The requests in order.
    ///
    /// Under full history the input of turn k is S + P + o + (k−1)(P + R + overhead of both): each
    /// message is paid for again in every later turn, and the sum grows with the square of the turns.
    pub fn requests(&self) -> impl Iterator<Item = Request> {
        let beginning = self.beginning();
        // Before the first request of a conversation came one of another: they share the beginning.
        let mut repeated = beginning;
        let mut past = 0;
        let turns = self.turns.iter().enumerate();
        turns.map(move |(at, turn)| {
            let dropped = self.oldest_kept(at).checked_sub(1).and_then(|out| self.turns.get(out));
            past = dropped.map_or(past, |out| past - self.of_turn(out));
            let input =
                beginning + past + turn.message + self.overhead.message + self.overhead.request;
            past += self.of_turn(turn);
            // Dropping an old turn moves all that follows: only the beginning stays in place.
            let slides = self.oldest_kept(at + 1) != self.oldest_kept(at);
            let last = at + 1 == self.turns.len();
            let stays = !last && !slides && self.history != History::None;
            let repeated_next = if stays { input - self.overhead.request } else { beginning };
            let request =
                Request { input, repeated, repeated_next, output: turn.reply + turn.reasoning };
            if self.history == History::None {
                past = 0;
            }
            repeated = repeated_next;
            request
        })
    }

    /// Tokens of the fixed beginning with its overhead.
    fn beginning(&self) -> u64 {
        if self.system == 0 { 0 } else { self.system + self.overhead.message }
    }

    /// Tokens a past turn takes in a later request.
    fn of_turn(&self, turn: &Turn) -> u64 {
        turn.message + turn.reply + 2 * self.overhead.message
    }

    /// The first turn that the request of turn `at` still repeats.
    fn oldest_kept(&self, at: usize) -> usize {
        match self.history {
            History::Window => {
                at.saturating_sub(usize::try_from(self.window).unwrap_or(usize::MAX))
            }
            History::Full | History::None => 0,
        }
    }
}
