//! What the scenario needs: what the reader says, and what follows from the rest of it.

use serde::{Deserialize, Serialize};

use super::{Conversation, Fare, Obstacle};
use crate::catalog::{Need, Tier};
use crate::scenario::Scenario;
use crate::sentence::Sentence;

/// Tokens of a fixed beginning from which on it is a system prompt of one's own: an app's custom
/// instructions hold a few thousand characters.
const OWN_SYSTEM_PROMPT: u64 = 2_000;

/// Why something is needed that the reader didn't ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum Cause {
    /// A service tier is a way to call the API.
    Tier {
        /// The tier.
        tier: Tier,
    },
    /// Programs send some of the messages.
    Programs {
        /// Percent of them.
        share: u64,
    },
    /// The fixed beginning is longer than an app's custom instructions.
    SystemPrompt {
        /// Tokens of it.
        tokens: u64,
    },
    /// Requests are to stay in a region.
    Region,
}

impl Cause {
    /// Why, in a sentence.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Tier { tier } => Sentence::new("cause.tier").with("tier", tier_word(*tier)),
            Self::Programs { share } => Sentence::new("cause.programs").with("share", *share),
            Self::SystemPrompt { tokens } => {
                Sentence::new("cause.system-prompt").with("tokens", *tokens)
            }
            Self::Region => Sentence::new("cause.region"),
        }
    }
}

/// A tier's word.
const fn tier_word_key(tier: Tier) -> &'static str {
    match tier {
        Tier::Standard => "choice.tier.standard",
        Tier::Batch => "choice.tier.batch",
        Tier::Flex => "choice.tier.flex",
        Tier::Fast => "choice.tier.fast",
        Tier::Ultrafast => "choice.tier.ultrafast",
    }
}

pub(super) const fn tier_word(tier: Tier) -> Sentence {
    Sentence::new(tier_word_key(tier))
}

/// Something that is needed, and why, where the reader didn't ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needed {
    pub(super) need: Need,
    pub(super) because: Option<Cause>,
}

/// All that a way to pay other than the API must be able to do: what the reader asks for, then what
/// follows from the tier, the programs, the region and the fixed beginning.
pub(crate) fn needed(scenario: &Scenario, conversation: &Conversation) -> Vec<Needed> {
    let tokens = conversation.beginning();
    let follows = [
        (scenario.tier != Tier::Standard, Need::ApiAccess, Cause::Tier { tier: scenario.tier }),
        (scenario.regional, Need::ApiAccess, Cause::Region),
        (
            scenario.automation_share > 0,
            Need::Automation,
            Cause::Programs { share: scenario.automation_share },
        ),
        (tokens > OWN_SYSTEM_PROMPT, Need::SystemPrompt, Cause::SystemPrompt { tokens }),
    ];
    let mut all = asked(&scenario.needs);
    for (holds, need, because) in follows {
        if holds && !all.iter().any(|known| known.need == need) {
            all.push(Needed { need, because: Some(because) });
        }
    }
    all
}

/// What the reader asks for, and nothing that follows.
pub(super) fn asked(needs: &[Need]) -> Vec<Needed> {
    needs.iter().map(|need| Needed { need: *need, because: None }).collect()
}

impl Fare {
    /// Notes which needs it doesn't meet, and of which nobody says whether it does.
    pub(super) fn meet(&mut self, needs: &[Needed], allows: &[Need], denies: &[Need]) {
        for &Needed { need, because } in needs {
            if denies.contains(&need) {
                self.obstacles.push(Obstacle::Lacks { need, because });
            } else if !allows.contains(&need) {
                self.doubts.push(super::Doubt::Need { need });
            }
        }
    }
}
