//! The special tokens of OpenAI's encodings.

use super::Encoding;

impl Encoding {
    /// The text of a special token, or nothing when the id is not one of this encoding's. Those of other
    /// vendors' encodings are not carried.
    ///
    /// Special tokens are never produced from text: text that looks like one is ordinary text.
    pub fn special(self, id: u32) -> Option<String> {
        let text = match (self, id) {
            (Self::O200kBase | Self::O200kHarmony, 199_999)
            | (Self::Cl100kBase, 100_257)
            | (Self::P50kBase | Self::P50kEdit | Self::R50kBase, 50_256) => "<|endoftext|>",
            (Self::Cl100kBase, 100_258) | (Self::P50kEdit, 50_281) => "<|fim_prefix|>",
            (Self::Cl100kBase, 100_259) | (Self::P50kEdit, 50_282) => "<|fim_middle|>",
            (Self::Cl100kBase, 100_260) | (Self::P50kEdit, 50_283) => "<|fim_suffix|>",
            (Self::O200kBase, 200_018) | (Self::Cl100kBase, 100_276) => "<|endofprompt|>",
            (Self::O200kHarmony, 199_998) => "<|startoftext|>",
            (Self::O200kHarmony, 200_002) => "<|return|>",
            (Self::O200kHarmony, 200_003) => "<|constrain|>",
            (Self::O200kHarmony, 200_005) => "<|channel|>",
            (Self::O200kHarmony, 200_006) => "<|start|>",
            (Self::O200kHarmony, 200_007) => "<|end|>",
            (Self::O200kHarmony, 200_008) => "<|message|>",
            (Self::O200kHarmony, 200_012) => "<|call|>",
            (Self::O200kHarmony, 200_000..=201_087) => return Some(format!("<|reserved_{id}|>")),
            _ => return None,
        };
        Some(text.to_owned())
    }
}
