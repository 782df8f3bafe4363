//! What there is to dig in: a table of sections, each closed until the reader opens it.
//!
//! To add one: an id in `state/section.rs`, a row here, a line in `lazy.rs` for what it shows, and its
//! title `section.<name>` in the language files. What is closed is not drawn, so a section may cost as
//! much as it needs to.

use yew::prelude::*;

use super::{fares_table, summary};
use crate::context::Context;
use crate::state::{Action, LazySection, SectionId, State, UiAction, ViewMode};

/// Where a section stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// The reader's situation.
    Situation,
    /// What follows from it.
    Findings,
}

/// Where the content of a section comes from.
#[derive(Clone, Copy)]
enum Body {
    /// It stands open at first and is drawn by what every reader loads.
    Here(fn(&Context<'_>) -> Html),
    /// It is in the part that is loaded when it is needed.
    Lazy(LazySection),
    /// A module of its own draws it into a slot.
    Island,
}

/// A section.
struct SectionSpec {
    id: SectionId,
    /// A word for element ids, message keys and tests.
    name: &'static str,
    group: Group,
    /// The fact of it that is worth seeing while it is closed.
    summary: fn(&Context<'_>) -> AttrValue,
    body: Body,
}

/// The sections of both groups, in their order.
static SECTIONS: [SectionSpec; 14] = {
    use Group::{Findings, Situation};
    use SectionId as Id;
    const fn spec(
        id: SectionId,
        name: &'static str,
        group: Group,
        summary: fn(&Context<'_>) -> AttrValue,
        body: Body,
    ) -> SectionSpec {
        SectionSpec { id, name, group, summary, body }
    }
    [
        spec(Id::Volume, "volume", Situation, summary::volume, Body::Lazy(LazySection::Volume)),
        spec(
            Id::Conversation,
            "conversation",
            Situation,
            summary::conversation,
            Body::Lazy(LazySection::Conversation),
        ),
        spec(Id::Plans, "plans", Situation, summary::plans, Body::Lazy(LazySection::Plans)),
        spec(Id::Needs, "needs", Situation, summary::needs, Body::Lazy(LazySection::Needs)),
        spec(Id::Budget, "budget", Situation, summary::budget, Body::Lazy(LazySection::Budget)),
        spec(
            Id::Currency,
            "currency",
            Situation,
            summary::currency,
            Body::Lazy(LazySection::Currency),
        ),
        spec(Id::Hosting, "hosting", Situation, summary::hosting, Body::Lazy(LazySection::Hosting)),
        spec(Id::Fares, "pay", Findings, summary::fares, Body::Here(fares_table::view)),
        spec(Id::Curve, "curve", Findings, summary::curve, Body::Lazy(LazySection::Curve)),
        spec(
            Id::Snowball,
            "snowball",
            Findings,
            summary::snowball,
            Body::Lazy(LazySection::Snowball),
        ),
        spec(Id::Models, "compare", Findings, summary::models, Body::Lazy(LazySection::Models)),
        spec(Id::Tokens, "tokens", Findings, summary::tokens, Body::Island),
        spec(Id::Share, "share", Findings, summary::share, Body::Lazy(LazySection::Share)),
        spec(Id::Notes, "notes", Findings, summary::notes, Body::Lazy(LazySection::Notes)),
    ]
};

/// The sections of a group as headings that open and close what is below them.
pub(crate) fn list(cx: &Context<'_>, group: Group) -> Html {
    SECTIONS.iter().filter(|spec| spec.group == group).map(|spec| disclosure(cx, spec)).collect()
}

/// What a section shows when it is open.
pub(crate) fn content(cx: &Context<'_>, section: SectionId) -> Html {
    SECTIONS.iter().filter(|spec| spec.id == section).map(|spec| body(cx, spec)).collect()
}

/// Whether anything is open that the lazy part draws.
pub(crate) fn need_lazy_part(state: &State) -> bool {
    let ui = &state.ui;
    let open = |spec: &SectionSpec| matches!(spec.body, Body::Lazy(_)) && ui.open.contains(spec.id);
    state.view == ViewMode::Chart
        || ui.explained.is_some()
        || !state.files.is_empty()
        || SECTIONS.iter().any(open)
}

/// An empty slot, which a module fills once it is drawn: `www/tokens/island.js`. The key keeps it from becoming the
/// slot of something else when the view changes.
fn slot(name: &'static str) -> Html {
    html! { <div key={name} data-slot={name} /> }
}

fn body(cx: &Context<'_>, spec: &SectionSpec) -> Html {
    match spec.body {
        Body::Here(view) => view(cx),
        Body::Island => slot(spec.name),
        Body::Lazy(section) => cx.lazily(|part| (part.section)(section, cx)),
    }
}

fn disclosure(cx: &Context<'_>, spec: &SectionSpec) -> Html {
    let (section, name) = (spec.id, spec.name);
    let open = cx.state.ui.open.contains(section);
    let id = format!("section-{name}");
    let onclick = cx.on(move |_: MouseEvent| Action::Ui(UiAction::ToggleSection(section)));
    html! {
        <section class="panel" data-section={name}>
            <h2>
                <button type="button" class="opener" {onclick} aria-expanded={open.to_string()}
                    aria-controls={open.then(|| id.clone())}>
                    <span>{ cx.say(&format!("section.{name}")) }</span>
                    <span class="gist">{ (spec.summary)(cx) }</span>
                </button>
            </h2>
            if open {
                <div class="content" {id}>{ body(cx, spec) }</div>
            }
        </section>
    }
}
