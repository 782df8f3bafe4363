//! What the reader is told beside the answer: something does not work, and the widget goes on.

use tokenfare_core::scenario::ScenarioError;

use super::{Effect, State};

/// The sentence `failure.<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    /// A stable code, as `tokenfare-error` has it.
    pub(crate) code: &'static str,
    /// What happened, for the site's owner; what it is about stands in the sentence as `value`.
    pub(crate) detail: String,
}

impl Notice {
    pub(super) fn new(code: &'static str, detail: String) -> Self {
        Self { code, detail }
    }
}

impl State {
    /// Notes that something of the page's does not work. One that is known already is not told again.
    pub(super) fn note(&mut self, code: &str, detail: String) {
        const CODES: [&str; 2] = ["worker-blocked", "catalog-failed"];
        let Some(code) = CODES.into_iter().find(|known| *known == code) else { return };
        let notice = Notice::new(code, detail);
        if !self.notices.contains(&notice) {
            self.tell_problem(code, notice.detail.clone());
            self.notices.push(notice);
        }
    }

    /// Why amounts are dollars, where a currency lacks its rate or a rate its currency.
    pub(crate) fn currency_notice(&self) -> Option<Notice> {
        let error = self.scenario.check_currency().err()?;
        let code = match error {
            ScenarioError::NoRate(_) => "rate-missing",
            _ => "currency-missing",
        };
        Some(Notice::new(code, error.to_string()))
    }

    /// Tells the page of that once it is shown: between two settings that are set in one go, it is no
    /// mistake of anybody's.
    pub(super) fn tell_currency(&mut self) {
        let notice = self.currency_notice();
        let code = notice.as_ref().map(|notice| notice.code);
        if let Some(notice) = notice.filter(|_| code != self.told_currency) {
            self.tell_problem(notice.code, notice.detail);
        }
        self.told_currency = code;
    }

    pub(super) fn tell_problem(&mut self, code: &'static str, message: String) {
        self.effects.push(Effect::Problem { code, message });
    }
}
