//! What views are made of: the state, the words to say it in, and the way to say what the reader does.

use std::cell::RefCell;
use std::ops::Deref;

use js_sys::JsString;
use tokenfare_core::fare::Fare;
use tokenfare_core::report::Report;
use web_sys::Element;
use yew::prelude::*;

use crate::host::{Companion, Host};
use crate::i18n::Words;
use crate::state::{
    Action, Counting, CurrencyAction, Export, LazySection, LazyStatus, ShareAction, State,
};

/// What a view asks for.
pub(crate) enum Msg {
    /// Something that changes the state.
    Do(Action),
    /// The text in the field is now this one.
    Text(JsString),
    /// The reader has chosen files in this field.
    Files(Element),
    /// Something in a section that the lazy part draws.
    Panel(PanelMsg),
    /// The lazy part is here, or could not be loaded.
    Lazy(Option<LazyPart>),
    /// The reader wants the chart around this button, under a name, as `svg` or `png`.
    SaveChart(Element, &'static str, &'static str),
}

/// What a section of the lazy part asks for, and the part itself does.
pub(crate) enum PanelMsg {
    /// Something entered under Currency.
    Currency(CurrencyAction),
    /// The text of the system prompt is now this one.
    Prompt(JsString),
    /// The prompt's counter has news of it.
    PromptCounted(Counting),
    /// A file is to be taken away.
    RemoveFile(u32),
    /// Something done under Share.
    Share(ShareAction),
    /// This is to be copied.
    Copy(Export),
    /// This is to be saved as a file.
    Save(Export),
    /// The answer is to be saved as a picture, as `svg` or `png`.
    SavePicture(&'static str),
}

/// The functions of the lazy part: what calls them by these pointers does not bring them along.
#[derive(Clone, Copy)]
pub(crate) struct LazyPart {
    /// The content of a section.
    pub(crate) section: fn(LazySection, &Context<'_>) -> Html,
    /// The arithmetic of a fare.
    pub(crate) explain: fn(&Context<'_>, &Fare) -> Html,
    /// The list of files.
    pub(crate) files: fn(&Context<'_>) -> Html,
    /// What was counted of these files, as it is read out.
    pub(crate) files_spoken: fn(&Context<'_>, &[u32]) -> AttrValue,
    /// Does what a section asks for.
    pub(crate) act: fn(PanelMsg, &mut State, &Page<'_>),
}

/// What doing something in the page takes.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    /// The page.
    pub(crate) host: &'a Host,
    /// What counts the pasted system prompt, once there is one.
    pub(crate) prompt: &'a RefCell<Option<Companion>>,
    /// The reader's language.
    pub(crate) words: &'a Words,
    /// Takes what comes of it.
    pub(crate) dispatch: &'a Callback<Msg>,
}

/// Everything a view is drawn from. Views are plain functions of it: a component for each would cost the
/// reader bytes and gain nothing, for a new report changes them all.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// What is known.
    pub(crate) state: &'a State,
    /// The newest report.
    pub(crate) report: &'a Report,
    /// The page around the widget.
    pub(crate) host: &'a Host,
    /// The reader's language.
    pub(crate) words: &'a Words,
    /// What draws the lazy sections, once it is loaded.
    pub(crate) lazy: Option<&'a LazyPart>,
    /// Takes what the reader does.
    pub(crate) dispatch: &'a Callback<Msg>,
}

impl Context<'_> {
    /// An event's handler that asks for an action.
    pub(crate) fn on<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        self.dispatch.reform(move |event| Msg::Do(action(event)))
    }

    /// An event's handler that asks a section of the lazy part for something.
    pub(crate) fn ask<E: 'static>(&self, ask: impl Fn(E) -> PanelMsg + 'static) -> Callback<E> {
        self.dispatch.reform(move |event| Msg::Panel(ask(event)))
    }

    /// Draws something by the lazy part; nothing until it is here.
    pub(crate) fn lazily(&self, draw: impl FnOnce(&LazyPart) -> Html) -> Html {
        match self.lazy {
            Some(part) => draw(part),
            None if self.state.lazy == LazyStatus::Failed => {
                html! { <p class="note" role="alert">{ self.say("section.failed") }</p> }
            }
            None => Html::default(),
        }
    }

    /// The name of a fare by its id.
    pub(crate) fn name(&self, id: &str) -> AttrValue {
        self.report.fare(id).map(|fare| fare.name.clone()).unwrap_or_default().into()
    }
}

/// A view says most things in the reader's words.
impl Deref for Context<'_> {
    type Target = Words;

    fn deref(&self) -> &Words {
        self.words
    }
}
