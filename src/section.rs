//! What there is to dig in: a list of sections, each closed until the reader opens it.
//!
//! A section has a module with `view`, its content, and `summary`, the one fact of it that is worth
//! seeing while it is closed. To add one: a variant, its name, a line in `view` and one in `summary`,
//! and its title `section.<name>` in the language files. What is closed is not drawn, so a section may
//! cost as much as it needs to.

pub(crate) mod pay;

use yew::prelude::*;

use crate::app::Msg;
use crate::scene::Scene;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The access models side by side.
    Pay,
}

impl Section {
    /// What follows from the reader's situation, in this order.
    pub(crate) const FINDINGS: &[Self] = &[Self::Pay];

    /// A word for element ids, message keys and tests.
    fn name(self) -> &'static str {
        match self {
            Self::Pay => "pay",
        }
    }

    /// The content.
    pub(crate) fn view(self, scene: &Scene<'_>) -> Html {
        match self {
            Self::Pay => pay::view(scene),
        }
    }

    /// A fact for the closed section.
    fn summary(self, scene: &Scene<'_>) -> AttrValue {
        match self {
            Self::Pay => pay::summary(scene),
        }
    }
}

/// The sections that are open.
#[derive(Clone, Copy)]
pub(crate) struct Open(u32);

impl Default for Open {
    fn default() -> Self {
        Self(Section::Pay.bit())
    }
}

impl Open {
    pub(crate) fn toggle(&mut self, section: Section) {
        self.0 ^= section.bit();
    }

    fn contains(self, section: Section) -> bool {
        self.0 & section.bit() != 0
    }
}

impl Section {
    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The sections as headings that open and close what is below them.
pub(crate) fn list(scene: &Scene<'_>, sections: &[Section]) -> Html {
    sections.iter().map(|section| disclosure(scene, *section)).collect()
}

fn disclosure(scene: &Scene<'_>, section: Section) -> Html {
    let open = scene.open.contains(section);
    let id = section.name();
    let onclick = scene.link.callback(move |_: MouseEvent| Msg::Toggle(section));
    html! {
        <section class="panel" data-section={id}>
            <h2>
                <button type="button" class="opener" {onclick}
                    aria-expanded={if open { "true" } else { "false" }}
                    aria-controls={open.then_some(id)}>
                    <span>{ scene.messages.get(&format!("section.{id}")) }</span>
                    <span class="gist">{ section.summary(scene) }</span>
                </button>
            </h2>
            if open {
                <div class="content" {id}>{ section.view(scene) }</div>
            }
        </section>
    }
}
