//! What becomes of the state when something happens.

use std::rc::Rc;

use tokenfare_core::money::Notation;
use tokenfare_core::scenario::Scenario;

use super::{Action, Counting, Drawn, Effect, SectionId, State, Text, UiAction, ViewMode};

/// Milliseconds between two drawings of a count on its way: often enough to be seen moving.
const PACE: f64 = 80.0;

/// What follows from an action.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Update {
    /// Whether the widget is to be drawn anew.
    pub(crate) redraw: bool,
    /// What is to be done in the page, in this order.
    pub(crate) effects: Vec<Effect>,
}

impl State {
    /// Takes in what happened.
    pub(crate) fn reduce(&mut self, action: Action) -> Update {
        let ui_only = matches!(action, Action::Ui(_) | Action::Lazy(_));
        let redraw = self.apply(action);
        if redraw
            && !ui_only
            && self.touched
            && self.counting.is_settled()
            && self.files_are_counted()
        {
            self.effects.push(Effect::Announce);
        }
        Update { redraw, effects: self.take_effects() }
    }

    /// Takes another text; whether the last one had been counted, whose figures stand until the next come.
    pub(super) fn change_text(&mut self, text: Rc<dyn Text>) -> bool {
        self.text = text;
        self.estimate = None;
        match &self.counting {
            Counting::Exact { tokens, conversations } => {
                let (tokens, conversations) = (*tokens, conversations.clone());
                self.counting = Counting::Changed { tokens, conversations };
                self.effects.push(Effect::DoubtSoon);
                true
            }
            Counting::Changed { .. } => true,
            _ => false,
        }
    }

    /// Takes a setting from a control or an attribute.
    fn take_setting(&mut self, name: String, value: Option<String>, notation: Option<Notation>) {
        self.touched = true;
        if name == "system-tokens" {
            self.system = None;
        }
        self.set(name, value, notation);
        self.effects.push(Effect::LoadLazy);
    }

    /// Whether the widget is to be drawn anew.
    fn apply(&mut self, action: Action) -> bool {
        match action {
            Action::Lazy(status) => {
                self.lazy = status;
                self.announce_files();
            }
            // The other views have nothing more to draw: a page may be full of badges.
            Action::Ui(UiAction::DrawMore) if self.view != ViewMode::Full => {
                self.ui.drawn = Drawn::All;
                return false;
            }
            Action::Ui(action) => {
                let drawn = self.ui.drawn;
                self.ui.reduce(action);
                if self.ui.drawn != drawn && self.ui.drawn != Drawn::All {
                    self.effects.push(Effect::DrawMoreSoon);
                }
                if self.ui.open.contains(SectionId::Share) && self.share.release.is_none() {
                    self.effects.push(Effect::ReadRelease);
                }
                self.effects.push(Effect::LoadLazy);
            }
            Action::Retry => self.effects.extend([Effect::FocusText, Effect::Retry]),
            Action::Clear => self.effects.push(Effect::Write(None)),
            Action::Text(text) => {
                self.touched = true;
                // It is no longer shown as exact from this moment. A report for figures that are replaced in
                // a few milliseconds would only make typing wait.
                if !self.change_text(text) {
                    self.refresh();
                }
            }
            Action::Doubt => {
                if !matches!(self.counting, Counting::Changed { .. }) {
                    return false;
                }
                self.doubt_the_count();
            }
            Action::Counted { counting, at } => {
                if counting == self.counting && counting == Counting::Waiting {
                    return false;
                }
                let reading = matches!(counting, Counting::Reading { .. });
                self.counting = counting;
                if reading && at - self.drawn < PACE {
                    return false;
                }
                self.drawn = at;
                self.refresh();
            }
            Action::File { file, at } => return self.file_counted(file, at),
            Action::RemoveFile(id) => self.remove_file(id),
            Action::TogglePlainText => {
                self.touched = true;
                self.plain_text = !self.plain_text;
                self.refresh();
            }
            Action::Set(name, value) => self.take_setting(name, value, None),
            Action::Write(name, value, notation) => {
                self.take_setting(name, Some(value), Some(notation));
            }
            Action::Toggle(list, member) => {
                self.touched = true;
                let members = self.toggled(list, member);
                self.set(list.to_owned(), Some(members), None);
            }
            Action::OpenLink(link) => {
                self.touched = true;
                self.open_link(&link);
            }
            Action::Drawn => {
                self.tell_currency();
                return false;
            }
            Action::Note(code, detail) => self.note(&code, detail),
            Action::Reset => self.replace(Scenario::default()),
            Action::Example(example) => {
                self.replace(example.apply(&self.scenario));
                self.effects.push(Effect::Write(Some(example)));
            }
        }
        true
    }
}
