//! The currency that amounts are shown in, and what a dollar is worth in it, which nobody but the reader
//! says. Nothing is set before there are both: amounts stay dollars until then.

use tokenfare_core::money::Currency;
use tokenfare_core::scenario::Scenario;

use super::State;

/// What the reader has entered, while it may not be what is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CurrencyDraft {
    /// The currency's code.
    pub(crate) code: String,
    /// The rate as it was typed.
    pub(crate) typed: String,
    /// The same as a plain decimal, if it is a number.
    pub(crate) rate: Option<String>,
    /// The day of that rate, as 2026-11-22; empty = none.
    pub(crate) day: String,
    /// What was set then. Once something else is, that is shown in the draft's place.
    set: [String; 3],
}

/// How the entered rate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RateState {
    /// There is none to enter.
    Dollars,
    /// It is set.
    Set,
    /// It is yet to be entered.
    Missing,
    /// It is no rate.
    Wrong,
}

/// Something entered in the section.
pub(crate) enum CurrencyAction {
    /// A currency was chosen. The rate of one is not that of another.
    Choose(String),
    /// This was typed as its rate; as a plain decimal, if it is a number.
    Rate(String, Option<String>),
    /// This is the day of the rate.
    Day(String),
}

impl State {
    fn set_currency(&self) -> [String; 3] {
        ["currency", "rate", "rate-on"].map(|name| self.setting(name).to_string())
    }

    /// What stands in the section.
    pub(crate) fn currency_draft(&self) -> CurrencyDraft {
        let set = self.set_currency();
        match &self.currency {
            Some(draft) if draft.set == set => draft.clone(),
            _ => {
                let [code, rate, day] = set.clone();
                let rate = Some(rate).filter(|rate| !rate.is_empty());
                CurrencyDraft { code, typed: String::new(), rate, day, set }
            }
        }
    }

    /// Takes in what was entered, and sets it once it is all there.
    pub(crate) fn reduce_currency(&mut self, action: CurrencyAction) {
        self.touched = true;
        let mut draft = self.currency_draft();
        match action {
            CurrencyAction::Choose(code) => {
                draft = CurrencyDraft { code, ..CurrencyDraft::default() }
            }
            CurrencyAction::Rate(typed, rate) => (draft.typed, draft.rate) = (typed, rate),
            CurrencyAction::Day(day) => draft.day = day,
        }
        let mut scenario = self.scenario.clone();
        let dollars = Scenario::default();
        (scenario.currency, scenario.rate, scenario.rate_on) =
            (dollars.currency, dollars.rate, dollars.rate_on);
        if draft.state() == RateState::Set {
            let rate = draft.rate.clone().unwrap_or_default();
            let entered = [("currency", &draft.code), ("rate", &rate), ("rate-on", &draft.day)];
            // A day that is none is left out; the others were looked at above.
            for (name, value) in entered {
                let _ = scenario.set(name, value);
            }
        }
        let _ = self.adopt(scenario);
        draft.set = self.set_currency();
        self.currency = Some(draft);
    }
}

impl CurrencyDraft {
    /// How the rate is.
    pub(crate) fn state(&self) -> RateState {
        if self.code == Currency::USD.code() {
            return RateState::Dollars;
        }
        let is_rate = |rate: &String| Scenario::default().set("rate", rate).is_ok();
        match &self.rate {
            Some(rate) if is_rate(rate) => RateState::Set,
            None if self.typed.trim().is_empty() => RateState::Missing,
            _ => RateState::Wrong,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{set, state};
    use super::*;

    fn rate(typed: &str) -> CurrencyAction {
        let number = typed.parse::<f64>().is_ok();
        CurrencyAction::Rate(typed.into(), number.then(|| typed.into()))
    }

    #[test]
    fn nothing_is_set_before_there_is_a_rate() {
        let mut state = state();
        assert_eq!(state.currency_draft().state(), RateState::Dollars);
        state.reduce_currency(CurrencyAction::Choose("EUR".into()));
        assert_eq!(state.currency_draft().state(), RateState::Missing);
        for wrong in ["abc", "0", "0.1234567", "1000001"] {
            state.reduce_currency(rate(wrong));
            assert_eq!(state.currency_draft().state(), RateState::Wrong, "{wrong}");
            assert_eq!(state.scenario.currency, Currency::USD, "{wrong}");
        }
        state.reduce_currency(rate("0.92"));
        assert_eq!(state.currency_draft().state(), RateState::Set);
        assert_eq!(state.scenario.exchange().unwrap().to_string(), "0.92");
        state.reduce_currency(CurrencyAction::Day("2026-11-20".into()));
        assert_eq!(state.setting("rate-on").to_string(), "2026-11-20");
    }

    #[test]
    fn another_currency_drops_the_rate_and_dollars_drop_all() {
        let mut state = state();
        state.reduce_currency(CurrencyAction::Choose("EUR".into()));
        state.reduce_currency(rate("0.92"));
        state.reduce_currency(CurrencyAction::Choose("VND".into()));
        assert_eq!(state.scenario.exchange(), None);
        assert_eq!(state.currency_draft().code, "VND", "what was chosen stays chosen");
        state.reduce_currency(CurrencyAction::Choose("USD".into()));
        assert_eq!(state.scenario.changes().count(), 0);
    }

    #[test]
    fn what_is_set_elsewhere_is_shown() {
        let mut state = state();
        state.reduce_currency(CurrencyAction::Choose("EUR".into()));
        state.reduce(set("currency", "VND"));
        state.reduce(set("rate", "26312.5"));
        let draft = state.currency_draft();
        assert_eq!((draft.code.as_str(), draft.rate.as_deref()), ("VND", Some("26312.5")));
        assert_eq!(draft.state(), RateState::Set);
    }

    #[test]
    fn a_currency_without_a_rate_and_a_rate_without_a_currency_are_told_of_once() {
        let mut state = state();
        let mut told = |settings: &[(&str, &str)]| {
            for (name, value) in settings {
                state.reduce(set(name, value));
            }
            let problem = |effect| match effect {
                super::super::Effect::Problem { code, .. } => Some(code),
                _ => None,
            };
            let update = state.reduce(super::super::Action::Drawn);
            update.effects.into_iter().filter_map(problem).collect::<Vec<_>>()
        };
        assert_eq!(told(&[("currency", "EUR")]), ["rate-missing"]);
        assert_eq!(told(&[("turns", "2")]), Vec::<&str>::new(), "once is enough");
        assert_eq!(told(&[("rate", "0.92")]), Vec::<&str>::new());
        assert_eq!(told(&[("currency", "USD")]), ["currency-missing"]);
        assert_eq!(told(&[("rate", "")]), Vec::<&str>::new());
        let in_one_go = [("currency", "EUR"), ("rate", "0.92")];
        assert_eq!(told(&in_one_go), Vec::<&str>::new(), "between the two nothing is drawn");
    }
}
