//! A text with marks where words begin and end: what the pieces cover. (`normalize.py`, `stream_norm`)
//!
//! The text falls into *runs* of one class. A word is put between the marks [`BEGIN`] and [`END`].
//! Punctuation and foreign digits have a mark on a side that borders a space. A single space between an
//! [`END`] and a [`BEGIN`] is not written: the two stand for it.

use super::case::{self, Case};
use super::kind::{Kind, Kinds};
use super::{Place, Rules};

/// Marks are numbers beyond all characters.
pub(super) const BEGIN: u32 = 0x11_0000;
pub(super) const END: u32 = 0x11_0001;
pub(super) const HEAD: u32 = 0x11_0002;
pub(super) const CAPITALS: u32 = 0x11_0003;

/// What an apostrophe joins to the word before it: that apostrophe is where the word begins.
const CONTRACTIONS: [&str; 7] = ["s", "t", "d", "m", "ll", "re", "ve"];

/// The class of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Word,
    /// Marks with no letter before them, which begin a word.
    Stray,
    Digits,
    Punct,
    Space,
    /// Signs that stand alone.
    Signs,
    /// Numbers that stand alone.
    Numbers,
    /// Letters that stand alone.
    Lone,
}

impl Class {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Lone | Kind::Selector => Self::Lone,
            Kind::Sign => Self::Signs,
            Kind::Number | Kind::ForeignDigit => Self::Numbers,
            Kind::Digit | Kind::EasternDigit => Self::Digits,
            Kind::Punct => Self::Punct,
            Kind::Space => Self::Space,
            _ => Self::Word,
        }
    }

    /// Whether its characters stand alone, so that a variation selector rides with them.
    const fn is_alone(self) -> bool {
        matches!(self, Self::Signs | Self::Numbers | Self::Lone)
    }
}

#[derive(Clone, Copy)]
struct Run<'t> {
    class: Class,
    text: &'t str,
}

/// Writes a part of a text with marks.
pub(super) struct Marked<'k> {
    pub(super) kinds: &'k Kinds,
    pub(super) rules: Rules,
    pub(super) place: Place,
}

impl Marked<'_> {
    /// `normal` is the part's normal form without the line breaks at the end of the text, `raw` the part.
    pub(super) fn of(&self, normal: &str, raw: &str) -> Vec<u32> {
        let is_framed = self.place.first && self.rules.framed;
        let mut body = normal;
        // The frame's mark stands for one space at the beginning, if it was there from the beginning.
        if is_framed && raw.starts_with(' ') && !body.starts_with("  ") {
            body = body.strip_prefix(' ').unwrap_or(body);
        }
        let runs = self.runs(body);
        let mut marked = Vec::with_capacity(body.len() * 5 / 4 + 1);
        if is_framed {
            marked.extend(self.frame(&runs));
        }
        for at in 0..runs.len() {
            self.write(&runs, at, &mut marked);
        }
        marked
    }

    /// The mark that ends the message's frame, unless the first run writes it as its own.
    fn frame(&self, runs: &[Run<'_>]) -> Option<u32> {
        let Some(first) = runs.first() else { return Some(BEGIN) };
        if opens_word(runs, 0) {
            return Some(' '.into());
        }
        let has_own = match first.class {
            Class::Word | Class::Stray | Class::Punct => true,
            Class::Space => first.text.starts_with(' '),
            Class::Signs | Class::Numbers | Class::Digits | Class::Lone => self.has_begin(first),
        };
        (!has_own).then_some(BEGIN)
    }

    /// Cuts a text into runs. (`_runs`)
    fn runs<'t>(&self, text: &'t str) -> Vec<Run<'t>> {
        let mut runs: Vec<Run<'t>> = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let kind = self.kinds.of(c);
            let before = runs.last().map(|run| run.class);
            let class = match (before, Class::of(kind)) {
                (Some(Class::Word), Class::Word) => Class::Word,
                (_, Class::Word) if kind.is_stray() => Class::Stray,
                (Some(before), Class::Lone) if kind == Kind::Selector && before.is_alone() => {
                    before
                }
                (_, class) => class,
            };
            if before != Some(class) {
                start = at;
                runs.push(Run { class, text: "" });
            }
            if let Some(run) = runs.last_mut() {
                run.text = text.get(start..at + c.len_utf8()).unwrap_or_default();
            }
        }
        runs
    }

    fn write(&self, runs: &[Run<'_>], at: usize, marked: &mut Vec<u32>) {
        let Some(&run) = runs.get(at) else { return };
        let before = at.checked_sub(1).and_then(|at| runs.get(at));
        let after = runs.get(at + 1);
        let scalars = run.text.chars().map(u32::from);
        match run.class {
            Class::Word => {
                let is_fused = before.is_some_and(|run| run.class == Class::Stray);
                let case = match is_fused {
                    true => Case::AsItIs,
                    false => case::of(self.kinds, run.text, self.rules.capitals),
                };
                let begins = !is_fused && !self.is_contraction(runs, at);
                self.begin(marked, case, begins);
                match case {
                    Case::AsItIs => marked.extend(scalars),
                    _ => marked.extend(run.text.chars().map(|c| u32::from(self.small(c)))),
                }
                marked.push(END);
            }
            Class::Stray => {
                self.begin(marked, Case::AsItIs, true);
                marked.extend(scalars);
                if after.is_none_or(|run| run.class != Class::Word) {
                    marked.push(END);
                }
            }
            Class::Space | Class::Lone if !self.rides(run) => marked.extend(scalars),
            _ => {
                let begins =
                    self.has_begin(&run) && self.borders_space(before) && !opens_word(runs, at);
                self.begin(marked, Case::AsItIs, begins);
                marked.extend(scalars);
                if self.has_end(&run) && is_single_space(after) {
                    marked.push(END);
                }
            }
        }
    }

    /// Begins a run, with a mark or without. A single space before a mark, behind another, is not written.
    fn begin(&self, marked: &mut Vec<u32>, case: Case, begins: bool) {
        let is_seam = match marked.as_slice() {
            [.., before, last] => *before == END && *last == u32::from(' '),
            // A part that begins with a space is behind a word.
            [last] => *last == u32::from(' ') && !self.place.first,
            [] => false,
        };
        if begins && is_seam {
            marked.pop();
        }
        match case {
            Case::AsItIs => {}
            Case::Head => marked.push(HEAD),
            Case::Capitals => marked.push(CAPITALS),
        }
        if begins {
            marked.push(BEGIN);
        }
    }

    fn small(&self, c: char) -> char {
        if c == case::DOTTED { c } else { self.kinds.small(c) }
    }

    /// Whether a run of letters that stand alone is one of signs to its borders: a selector is at one.
    fn rides(&self, run: Run<'_>) -> bool {
        run.class == Class::Lone && (self.has_begin(&run) || self.has_end(&run))
    }

    /// Whether a run has a mark where it begins behind a space.
    fn has_begin(&self, run: &Run<'_>) -> bool {
        self.has_mark(run, run.text.chars().next())
    }

    /// Whether a run has a mark where it ends before a space.
    fn has_end(&self, run: &Run<'_>) -> bool {
        self.has_mark(run, run.text.chars().next_back())
    }

    /// Whether a run has a mark on the side of this character, where a space is. (`_hard_bow`, `_digit_bow`
    /// and their like)
    fn has_mark(&self, run: &Run<'_>, c: Option<char>) -> bool {
        let kind = c.map(|c| self.kinds.of(c)).unwrap_or_default();
        match run.class {
            Class::Punct => true,
            Class::Signs | Class::Lone => matches!(kind, Kind::Sign | Kind::Selector),
            Class::Numbers | Class::Digits => match kind {
                Kind::Selector => true,
                Kind::Number | Kind::ForeignDigit | Kind::EasternDigit => self.is_uniform(run),
                _ => false,
            },
            Class::Word | Class::Stray | Class::Space => false,
        }
    }

    /// Whether all of a run are decimal digits, or all other numbers. (`_digit_run`)
    fn is_uniform(&self, run: &Run<'_>) -> bool {
        let mut numbers = run.text.chars().map(|c| match self.kinds.of(c) {
            Kind::Number => Some(false),
            Kind::ForeignDigit | Kind::Digit | Kind::EasternDigit => Some(true),
            _ => None,
        });
        let first = numbers.next().flatten();
        first.is_some() && numbers.all(|number| number == first)
    }

    /// Whether the run before ends in a space, or is the message's frame.
    fn borders_space(&self, before: Option<&Run<'_>>) -> bool {
        match before {
            Some(run) => run.class == Class::Space && run.text.ends_with(' '),
            None => self.place.first && self.rules.framed,
        }
    }

    /// Whether the word at `at` is a contraction, which the apostrophe before it begins.
    /// (`_contraction_seam`)
    fn is_contraction(&self, runs: &[Run<'_>], at: usize) -> bool {
        let is_one = runs.get(at).is_some_and(|run| CONTRACTIONS.contains(&run.text));
        let run_before = |count: usize| at.checked_sub(count).and_then(|at| runs.get(at));
        is_one
            && run_before(1).is_some_and(|run| run.class == Class::Punct && run.text == "'")
            && run_before(2).is_none_or(|run| !self.has_end(run) && !run.text.ends_with(is_circled))
    }
}

/// Whether a run is an apostrophe alone that opens the word behind it. (`_opens_word`)
fn opens_word(runs: &[Run<'_>], at: usize) -> bool {
    runs.get(at).is_some_and(|run| run.text == "'")
        && runs.get(at + 1).is_some_and(|run| matches!(run.class, Class::Word | Class::Stray))
}

/// Whether a run begins with a space and not with two.
fn is_single_space(run: Option<&Run<'_>>) -> bool {
    run.is_some_and(|run| {
        run.class == Class::Space && run.text.starts_with(' ') && !run.text.starts_with("  ")
    })
}

/// Whether a letter is one that no contraction is joined to.
fn is_circled(c: char) -> bool {
    matches!(c, '\u{24B6}'..='\u{24E9}')
}
