//! What a reader may need besides an answer.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! needs {
    ($($(#[doc = $doc:literal])+ $need:ident = $name:literal, $title:literal;)+) => {
        /// Something an access model either lets one do or doesn't.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Need {
            $($(#[doc = $doc])+ $need,)+
        }

        impl Need {
            /// Every need, in the order they are offered.
            pub const ALL: &[Self] = &[$(Self::$need,)+];

            /// The names of all, in that order.
            pub const NAMES: &[&'static str] = &[$($name,)+];

            /// The name in files, attributes, flags and JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$need => $name,)+ }
            }

            /// What it is called in a sentence.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$need => $title,)+ }
            }
        }
    };
}

needs! {
    /// Programs that send messages without a person.
    Automation = "automation", "automation";
    /// Keys for the vendor's API.
    ApiAccess = "api-access", "API access";
    /// The whole system prompt, not only custom instructions.
    SystemPrompt = "system-prompt", "a system prompt of one's own";
    /// Sampling settings such as the temperature.
    Temperature = "temperature", "sampling settings";
    /// Replies that must follow a schema.
    StructuredOutput = "structured-output", "structured output";
    /// A model trained further on one's own data.
    FineTuning = "fine-tuning", "fine-tuning";
    /// Text isn't used for training unless one agrees.
    PrivateData = "private-data", "no training on one's text by default";
    /// Spoken conversation.
    Voice = "voice", "voice";
    /// Pictures made or read in the same place.
    Images = "images", "images";
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Need {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|need| need.name() == name).ok_or(())
    }
}
