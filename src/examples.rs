//! What an empty field offers: texts with the situation they belong to, each a click away.

use tokenfare_core::scenario::Scenario;
use yew::prelude::*;

use crate::app::Msg;
use crate::scene::Scene;

/// An example: its text is the message `example.<name>`, its title `example.<name>-title`.
pub(crate) struct Example {
    name: &'static str,
    settings: &'static [(&'static str, &'static str)],
}

pub(crate) const EXAMPLES: [Example; 4] = [
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

    /// Puts the reader in its situation, with the model and the plans they have chosen.
    pub(crate) fn apply(&self, scenario: &Scenario) -> Scenario {
        let mut changed = Scenario::default();
        changed.model.clone_from(&scenario.model);
        changed.plans.clone_from(&scenario.plans);
        changed.currency.clone_from(&scenario.currency);
        (changed.rate, changed.on) = (scenario.rate, scenario.on);
        for (name, value) in self.settings {
            // The settings above are in their ranges.
            let _ = changed.set(name, value);
        }
        changed
    }
}

/// Their titles as buttons.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let buttons = EXAMPLES.iter().map(|example| {
        html! {
            <button type="button" class="small" data-example={example.name}
                onclick={scene.link.callback(move |_| Msg::Example(example))}>
                { scene.say(&format!("example.{}-title", example.name)) }
            </button>
        }
    });
    html! {
        <div class="examples" role="group" aria-label={scene.say("example.offer")}>
            <span class="label" aria-hidden="true">{ scene.say("example.offer") }</span>
            { for buttons }
        </div>
    }
}
