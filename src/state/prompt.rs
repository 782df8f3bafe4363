//! The pasted text of a system prompt, whose tokens become the setting.

use std::rc::Rc;

use super::text::guess;
use super::{Counting, State, Text};

/// What was pasted, and what is known of it.
pub(crate) struct SystemPrompt {
    /// The text.
    pub(crate) text: Rc<dyn Text>,
    /// Its tokens: exact or, without a count, an estimate.
    pub(crate) tokens: u64,
    /// Whether they are exact.
    pub(crate) exact: bool,
}

/// Something about the pasted prompt.
pub(crate) enum PromptAction {
    /// It is now this.
    Text(Rc<dyn Text>),
    /// Its counter has news of it.
    Counted(Counting),
}

impl State {
    /// Takes in another prompt, or another count of it.
    pub(crate) fn reduce_prompt(&mut self, action: PromptAction) {
        let (text, exact) = match action {
            PromptAction::Text(text) => (text, None),
            PromptAction::Counted(counting) => {
                // Nothing has been pasted yet: the setting is the reader's own number.
                let Some(prompt) = &self.prompt else { return };
                (prompt.text.clone(), counting.exact())
            }
        };
        let tokens = exact.unwrap_or_else(|| guess(&*text));
        self.prompt = Some(SystemPrompt { text, tokens, exact: exact.is_some() });
        self.set_system_tokens(tokens);
    }

    /// The pasted prompt has so many tokens in the encoding of the chosen model.
    fn set_system_tokens(&mut self, tokens: u64) {
        self.touched = true;
        self.system = Some(tokens);
        let scenario = self.with_system(self.scenario.clone());
        let _ = self.adopt(scenario);
        self.system = self.system.filter(|tokens| *tokens > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{set, state};
    use super::*;

    fn paste(state: &mut State, text: &str) {
        state.reduce_prompt(PromptAction::Text(Rc::new(text.to_owned())));
    }

    fn counted(state: &mut State, tokens: u64) {
        let counting = Counting::Exact { tokens, conversations: None };
        state.reduce_prompt(PromptAction::Counted(counting));
    }

    #[test]
    fn its_tokens_become_the_setting_as_an_estimate_and_then_exactly() {
        let mut state = state();
        counted(&mut state, 7);
        assert_eq!(state.scenario.system_tokens, 0, "nothing was pasted");
        paste(&mut state, "Answer in one sentence, and in the language of the question.");
        let prompt = state.prompt.as_ref().unwrap();
        assert!(!prompt.exact && (8..=16).contains(&prompt.tokens), "{}", prompt.tokens);
        assert_eq!(state.scenario.system_tokens, prompt.tokens);
        counted(&mut state, 12);
        assert!(state.prompt.as_ref().unwrap().exact);
        assert_eq!(state.scenario.system_tokens, 12);
        paste(&mut state, "");
        assert_eq!(state.scenario.system_tokens, 0);
    }

    #[test]
    fn it_is_counted_for_each_model_until_a_number_replaces_it() {
        let mut state = state();
        paste(&mut state, "Be brief.");
        counted(&mut state, 1_000);
        state.reduce(set("model", "claude-opus-4-6"));
        assert!(state.scenario.system_tokens > 1_000, "Claude has more tokens for the same text");
        state.reduce(set("system-tokens", "50"));
        state.reduce(set("model", "gpt-5.4"));
        assert_eq!(state.scenario.system_tokens, 50);
    }
}
