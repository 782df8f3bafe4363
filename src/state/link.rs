//! A shared link: what it says is set before anything is drawn.

use std::rc::Rc;

use tokenfare_core::scenario::{Link, LinkError};

use super::{Effect, Notice, Refused, State};

impl State {
    /// Sets what the address `link` says, and everything that it does not mention as it usually is; says
    /// what of it cannot be used. An address that is no link changes nothing.
    pub(super) fn open_link(&mut self, link: &str) {
        self.link_notice = None;
        let link = match Link::read(link) {
            Ok(link) => link,
            Err(LinkError::NoScenario) => return,
            Err(error) => {
                self.link_notice = Some(Notice::new("link-unknown", error.to_string()));
                self.tell_problem("link-unknown", error.to_string());
                return;
            }
        };
        let (scenario, refused) = self.accepted(link.settings, false);
        if let Some(text) = link.text {
            self.change_text(Rc::new(text.clone()));
            self.effects.push(Effect::ShowText(text));
        }
        self.refused = None;
        // There is a report for it: that was tried for each setting.
        let _ = self.adopt(scenario);
        self.effects.push(Effect::SetAttributes);
        if !refused.is_empty() {
            let parts = told(&refused);
            self.tell_problem("link-damaged", parts.clone());
            self.link_notice = Some(Notice::new("link-damaged", parts));
        }
    }
}

/// Of what a link says and cannot be used, so many parts of so many characters are named: it may be
/// anything, and a stranger's.
const PARTS: usize = 5;
const CHARACTERS: usize = 60;

/// What could not be used of a link.
fn told(refused: &[Refused]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for Refused { name, value, .. } in refused.iter().take(PARTS) {
        let part = [name.as_str(), "=", value].concat();
        let short: String = part.chars().take(CHARACTERS).collect();
        parts.push(if short == part { short } else { short + "…" });
    }
    if refused.len() > PARTS {
        parts.push("…".into());
    }
    parts.join(", ")
}
