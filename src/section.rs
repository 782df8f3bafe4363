//! What there is to dig in: a list of sections, each closed until the reader opens it.
//!
//! A section has a function for its content and one for its gist, the fact of it that is worth seeing
//! while it is closed. To add one: a variant, its name, its place in a list, a line in `gist` and one in
//! `drawn_by`, and its title `section.<name>` in the language files. What is closed is not drawn, so a
//! section may cost as much as it needs to. Most are in the part of the widget that is loaded when the
//! first of them is opened, and have a line in `deep_view`.

mod chart;
mod compare;
mod curve;
pub(crate) mod explain;
mod notes;
mod pay;
mod snowball;
mod tokens;

use yew::prelude::*;

use crate::app::Msg;
use crate::looks::Look;
use crate::scene::Scene;
use crate::situation::{self, budget, needs, plans};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// How much is sent, and by whom.
    Volume,
    /// Turns, history, caching.
    Conversation,
    /// The plans to compare with.
    Plans,
    /// What is needed besides an answer.
    Needs,
    /// A credit and a limit.
    Budget,
    /// What amounts are shown in.
    Currency,
    /// One's own machine.
    Hosting,
    /// The access models side by side.
    Pay,
    /// Cost of a month over its messages.
    Curve,
    /// Cost of each turn of a conversation.
    Snowball,
    /// The same text on every model.
    Compare,
    /// The text with its tokens.
    Tokens,
    /// Links, tables and tags to take along.
    Share,
    /// What readers ask.
    Notes,
}

/// Where the content of a section comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// It stands open at first and is drawn by what every reader loads.
    Here,
    /// `www/sections/sections.js` draws it into a place.
    Script,
    /// It is in the part that is loaded when it is needed.
    Depth,
}

impl Section {
    /// The reader's situation.
    pub(crate) const SITUATION: &[Self] = &[
        Self::Volume,
        Self::Conversation,
        Self::Plans,
        Self::Needs,
        Self::Budget,
        Self::Currency,
        Self::Hosting,
    ];

    /// What follows from it.
    pub(crate) const FINDINGS: &[Self] = &[
        Self::Pay,
        Self::Curve,
        Self::Snowball,
        Self::Compare,
        Self::Tokens,
        Self::Share,
        Self::Notes,
    ];

    /// A word for element ids, message keys and tests.
    const fn name(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::Conversation => "conversation",
            Self::Plans => "plans",
            Self::Needs => "needs",
            Self::Budget => "budget",
            Self::Currency => "currency",
            Self::Hosting => "hosting",
            Self::Pay => "pay",
            Self::Curve => "curve",
            Self::Snowball => "snowball",
            Self::Compare => "compare",
            Self::Tokens => "tokens",
            Self::Share => "share",
            Self::Notes => "notes",
        }
    }

    const fn drawn_by(self) -> Drawn {
        match self {
            Self::Pay => Drawn::Here,
            Self::Currency | Self::Tokens | Self::Share => Drawn::Script,
            _ => Drawn::Depth,
        }
    }

    /// The content.
    pub(crate) fn view(self, scene: &Scene<'_>) -> Html {
        match self.drawn_by() {
            Drawn::Here => pay::view(scene),
            Drawn::Script => place(self.name()),
            Drawn::Depth => scene.depth.view(scene, |drawing| (drawing.section)(self, scene)),
        }
    }

    /// The content of those that are loaded.
    pub(crate) fn deep_view(self, scene: &Scene<'_>) -> Html {
        match self {
            Self::Volume => situation::volume(scene),
            Self::Conversation => situation::conversation(scene),
            Self::Plans => plans::view(scene),
            Self::Needs => needs::view(scene),
            Self::Budget => budget::view(scene),
            Self::Hosting => situation::hosting(scene),
            Self::Curve => curve::view(scene),
            Self::Snowball => snowball::view(scene),
            Self::Compare => compare::view(scene),
            Self::Notes => notes::view(scene),
            Self::Pay | Self::Currency | Self::Tokens | Self::Share => Html::default(),
        }
    }

    /// A fact for the closed section.
    fn gist(self, scene: &Scene<'_>) -> AttrValue {
        match self {
            Self::Volume => situation::volume_gist(scene),
            Self::Conversation => situation::conversation_gist(scene),
            Self::Plans => plans::gist(scene),
            Self::Needs => needs::gist(scene),
            Self::Budget => budget::gist(scene),
            Self::Currency => scene.format.currency().to_owned().into(),
            Self::Hosting => situation::hosting_gist(scene),
            Self::Pay => pay::gist(scene),
            Self::Curve => curve::gist(scene),
            Self::Snowball => snowball::gist(scene),
            Self::Compare => compare::gist(scene),
            Self::Tokens => tokens::gist(scene),
            Self::Share => scene.say("share.gist"),
            Self::Notes => scene.say("notes.gist"),
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// An empty place, which `www/sections/sections.js` fills once it is drawn. The key keeps it from becoming the
/// place of something else when the view changes.
pub(crate) fn place(name: &'static str) -> Html {
    html! { <div key={name} data-draws={name} /> }
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

    /// Whether any of them is in the part that is loaded when it is needed.
    pub(crate) fn deep(self) -> bool {
        let mut sections = Section::SITUATION.iter().chain(Section::FINDINGS);
        sections.any(|section| self.contains(*section) && section.drawn_by() == Drawn::Depth)
    }

    fn contains(self, section: Section) -> bool {
        self.0 & section.bit() != 0
    }
}

/// The sections as headings that open and close what is below them.
pub(crate) fn list(scene: &Scene<'_>, sections: &[Section]) -> Html {
    sections.iter().map(|section| disclosure(scene, *section)).collect()
}

fn disclosure(scene: &Scene<'_>, section: Section) -> Html {
    let open = scene.looks.open.contains(section);
    let name = section.name();
    let id = format!("section-{name}");
    let onclick = scene.link.callback(move |_: MouseEvent| Msg::Look(Look::Toggle(section)));
    html! {
        <section class="panel" data-section={name}>
            <h2>
                <button type="button" class="opener" {onclick} aria-expanded={open.to_string()}
                    aria-controls={open.then(|| id.clone())}>
                    <span>{ scene.say(&format!("section.{name}")) }</span>
                    <span class="gist">{ section.gist(scene) }</span>
                </button>
            </h2>
            if open {
                <div class="content" {id}>{ section.view(scene) }</div>
            }
        </section>
    }
}
