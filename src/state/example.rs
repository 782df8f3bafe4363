//! What an empty field offers: texts with the situation they belong to.

use tokenfare_core::scenario::Scenario;

/// An example: its text is the message `example.<name>`, its title `example.<name>-title`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Example {
    pub(crate) name: &'static str,
    settings: &'static [(&'static str, &'static str)],
}

/// All of them, in the order they are offered.
pub(crate) static EXAMPLES: [Example; 4] = [
    Example {
        name: "support",
        settings: &[
            ("messages-per-day", "300"),
            ("turns", "12"),
            ("system-tokens", "1200"),
            ("reply-tokens", "150"),
            ("automation-share", "100"),
        ],
    },
    Example {
        name: "call",
        settings: &[
            ("messages-per-day", "1000"),
            ("reply-tokens", "60"),
            ("needs", "structured-output"),
        ],
    },
    Example {
        name: "report",
        settings: &[
            ("messages-per-day", "5"),
            ("days-per-month", "22"),
            ("system-tokens", "8000"),
            ("reply-tokens", "400"),
        ],
    },
    Example {
        name: "chat",
        settings: &[("messages-per-day", "30"), ("turns", "30"), ("reply-tokens", "350")],
    },
];

impl Example {
    /// The message that is its text.
    pub(crate) fn text(&self) -> String {
        format!("example.{}", self.name)
    }

    /// Puts the reader in its situation, with the model, the plans and the currency they have chosen.
    pub(crate) fn apply(&self, scenario: &Scenario) -> Scenario {
        let mut changed = Scenario::default();
        changed.model.clone_from(&scenario.model);
        changed.plans.clone_from(&scenario.plans);
        changed.currency.clone_from(&scenario.currency);
        (changed.rate, changed.on) = (scenario.rate, scenario.on);
        for (name, value) in self.settings {
            // They are in their ranges: a test holds that each has its value afterwards.
            let _ = changed.set(name, value);
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_of_an_example_is_set() {
        for example in &EXAMPLES {
            let set: Vec<_> = example.apply(&Scenario::default()).changes().collect();
            assert_eq!(set.len(), example.settings.len(), "{}", example.name);
            for (name, value) in example.settings {
                let here = set.iter().any(|(known, now)| known == name && now == value);
                assert!(here, "{}: {name}={value}", example.name);
            }
        }
    }

    #[test]
    fn the_readers_model_plans_currency_and_day_stay() {
        let mut mine = Scenario::default();
        for (name, value) in
            [("model", "gpt-4o"), ("plans", "claude-pro"), ("currency", "EUR"), ("rate", "0.92")]
        {
            mine.set(name, value).unwrap();
        }
        mine.set("on", "2026-01-02").unwrap();
        for example in &EXAMPLES {
            let changed = example.apply(&mine);
            assert_eq!(changed.model, mine.model);
            assert_eq!(changed.plans, mine.plans);
            assert_eq!(changed.exchange(), mine.exchange());
            assert_eq!(changed.on, mine.on);
        }
    }
}
