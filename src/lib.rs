//! The tokenfare widget: Yew components over `tokenfare-core`.
//!
//! `www/element/element.js` makes a [`Widget`] inside the shadow root of each `<token-fare>`. The widget
//! shows a report and lets the reader change the scenario; every figure in it comes from core, every
//! exact count from the engine, through the counter that the element hands in.

#![forbid(unsafe_code)]

mod answer;
mod app;
mod control;
mod counting;
mod depth;
mod examples;
mod format;
mod host;
mod looks;
mod messages;
mod obstacle;
mod scene;
mod section;
mod situation;
mod text;
mod view;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::AppHandle;

use app::{App, AppProps, Msg};
use counting::Attached;
use format::Format;
pub use host::{Change, Counter, Host, TextArea};

/// One widget, from mounting to unmounting.
#[wasm_bindgen]
pub struct Widget(AppHandle<App>);

#[wasm_bindgen]
impl Widget {
    /// Renders into `root`, replacing what it holds.
    ///
    /// # Errors
    /// When the browser lacks an `Intl` that can write money.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element, host: Host) -> Result<Widget, JsValue> {
        let format = Format::new(&host.locale())?;
        let props = AppProps { host, format };
        Ok(Self(yew::Renderer::<App>::with_root_and_props(root, props).render()))
    }

    /// Sets a setting by its attribute name; without a value, back to its default.
    pub fn set(&self, name: String, value: Option<String>) {
        self.0.send_message(Msg::Set(name, value));
    }

    /// Puts another text in place of the one there is. Whoever calls this has put it into the field.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&self, text: JsString) {
        self.0.send_message(Msg::Text(text));
    }

    /// How many files go with the text, and what they weigh: written by the core, in tokens as plain
    /// texts, whether conversations are among them, and whether all that is exact.
    pub fn attach(
        &self,
        count: u32,
        written: String,
        tokens: f64,
        conversations: bool,
        exact: bool,
    ) {
        let tokens = tokens as u64;
        let attached = Attached { count, written, tokens, conversations, exact };
        self.0.send_message(Msg::Attached(attached));
    }

    /// How many tokens the pasted system prompt is in the encoding of the chosen model.
    #[wasm_bindgen(js_name = setSystem)]
    pub fn set_system(&self, tokens: f64) {
        self.0.send_message(Msg::System(tokens as u64));
    }

    /// Takes the widget down and frees what it holds.
    pub fn unmount(self) {
        self.0.destroy();
    }
}
