//! From what sources say to events.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Event, History, Repeated, Seen, Time};
use crate::report::LeftOut;
use crate::transcript::{Kind, Role};

/// What the chat format adds to each message and each request: documented for some models, and the usual
/// assumption for the others.
const MESSAGE: u64 = 4;
const REQUEST: u64 = 3;
/// Nobody could ask a model before 2018.
const EARLIEST: i64 = 1_514_764_800;
/// How far a clock may be ahead.
const AHEAD: i64 = 86_400;

/// A history that is being read.
pub(super) struct Builder {
    pub(super) history: History,
    places: HashMap<String, u32>,
    known: HashSet<u64>,
    /// The moment at which it is read.
    now: Time,
}

/// A conversation as far as it has been followed.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    /// Tokens of all that was said, with what the format adds.
    sent: u64,
    /// When the last request was made, and the tokens of its prompt.
    last: Option<(Time, u64)>,
    /// What the model is saying.
    speaks: Speaks,
    /// Messages of a person that no request has carried yet.
    asked: u32,
}

#[derive(Clone, Copy, Default)]
enum Speaks {
    /// Nothing.
    #[default]
    No,
    /// What is part of this event.
    Event(usize),
    /// What is known from elsewhere, or has no time.
    Unheard,
}

/// One message of a conversation.
pub(super) struct Said<'a> {
    pub(super) role: Role,
    /// Whether a person wrote it, and no tool.
    pub(super) person: bool,
    pub(super) tokens: u64,
    /// Tokens of reasoning beside these.
    pub(super) reasoning: u64,
    pub(super) at: Option<Time>,
    pub(super) model: &'a str,
    /// Whether no other file has said it.
    pub(super) fresh: bool,
}

/// A number for something that has an id.
pub(super) fn hash(id: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

impl Builder {
    pub(super) fn new(now: Time) -> Self {
        let (history, places, known) = Default::default();
        Self { history, places, known, now }
    }

    /// Whether an id is met for the first time.
    pub(super) fn is_new(&mut self, id: impl Hash) -> bool {
        self.known.insert(hash(id))
    }

    pub(super) fn model(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = u32::try_from(self.history.models.len()).unwrap_or(u32::MAX);
        self.history.models.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }

    pub(super) fn leave_out(&mut self, what: &str) {
        LeftOut::add(&mut self.history.left_out, what, 1);
    }

    pub(super) fn seen(&mut self, kind: Kind, conversations: u64, requests: u64) {
        let all = &mut self.history.seen;
        match all.iter_mut().find(|seen| seen.kind == kind) {
            Some(seen) => {
                seen.conversations += conversations;
                seen.requests += requests;
            }
            None => all.push(Seen { kind, conversations, requests }),
        }
    }

    /// A time at which something can have been said; one that is none is named.
    pub(super) fn time(&mut self, at: Option<Time>) -> Option<Time> {
        match at {
            None => self.leave_out("request without a time"),
            Some(at) if at.seconds() > self.now.seconds() + AHEAD => {
                self.leave_out("request with a time in the future");
            }
            Some(at) if at.seconds() < EARLIEST => {
                self.leave_out("request with a time before there were models");
            }
            Some(at) => return Some(at),
        }
        None
    }

    /// Adds an event, if it has a time, and returns its place.
    pub(super) fn add(&mut self, kind: Kind, at: Option<Time>, event: Event) -> Option<usize> {
        let at = self.time(at)?;
        self.seen(kind, 0, u64::from(event.requests));
        self.history.events.push(Event { at, ..event });
        Some(self.history.events.len() - 1)
    }

    /// Adds what was said next in a conversation.
    pub(super) fn say(&mut self, state: &mut State, kind: Kind, said: &Said<'_>) {
        let shape = &mut self.history.shape;
        match said.role {
            Role::System => {
                state.sent += said.tokens + MESSAGE;
                state.speaks = Speaks::No;
                shape.system_tokens += if said.fresh { said.tokens } else { 0 };
            }
            Role::User => {
                state.sent += said.tokens + MESSAGE;
                state.speaks = Speaks::No;
                if said.person {
                    state.asked += 1;
                    shape.messages += u64::from(said.fresh);
                    shape.message_tokens += if said.fresh { said.tokens } else { 0 };
                }
            }
            Role::Assistant => {
                if matches!(state.speaks, Speaks::No) {
                    self.begin(state, kind, said);
                }
                let shape = &mut self.history.shape;
                state.sent += said.tokens;
                if let Speaks::Event(at) = state.speaks {
                    shape.reply_tokens += said.tokens;
                    if let Some(event) = self.history.events.get_mut(at) {
                        event.output += said.tokens + said.reasoning;
                        event.reasoning += said.reasoning;
                    }
                }
            }
        }
    }

    /// Begins a request, with all that was said before.
    fn begin(&mut self, state: &mut State, kind: Kind, said: &Said<'_>) {
        state.speaks = Speaks::Unheard;
        if said.fresh {
            let before = state.last.zip(said.at);
            let repeated = before.map_or(Repeated::NOTHING, |((last, tokens), at)| {
                Repeated::Before { tokens, seconds: at.since(last) }
            });
            let model = self.model(said.model);
            let event = Event {
                at: Time::from_seconds(0),
                model,
                requests: 1,
                messages: state.asked,
                input: state.sent + REQUEST,
                repeated,
                output: 0,
                reasoning: 0,
                logged: false,
            };
            if let Some(place) = self.add(kind, said.at, event) {
                state.speaks = Speaks::Event(place);
                self.history.shape.replies += 1;
            }
        }
        state.asked = 0;
        state.last = said.at.map(|at| (at, state.sent));
        state.sent += MESSAGE;
    }

    /// All that was read, in the order of its time.
    pub(super) fn end(mut self) -> History {
        self.history.events.sort_by_key(|event| event.at);
        self.history
    }
}
