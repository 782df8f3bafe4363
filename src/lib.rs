//! The tokenfare widget: Yew over `tokenfare-core`.
//!
//! The page makes a [`Widget`] inside the shadow root of each `<token-fare>`. The widget shows a report
//! and lets the reader change the scenario; every figure in it comes from core, every exact count from
//! the engine, through the counter that the element hands in.
//!
//! `state` is what is known and what becomes of it, `view` and `lazy` draw it, `i18n` says it, and `app`
//! is the one component that joins them to the page.

#![forbid(unsafe_code)]

mod app;
mod context;
mod host;
mod i18n;
mod lazy;
mod life;
mod state;
mod view;

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::AppHandle;

use app::{App, AppProps};
use context::Msg;
pub use host::{Change, Counter, FileChange, FileCounters, Host, TextArea};
use i18n::BrowserLocale;
use life::Life;
use state::Action;

/// One widget, from mounting to unmounting.
#[wasm_bindgen]
pub struct Widget {
    app: AppHandle<App>,
    life: Rc<Life>,
}

#[wasm_bindgen]
impl Widget {
    /// Renders into `root`, replacing what it holds.
    ///
    /// # Errors
    /// When the browser lacks an `Intl` that can write money.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element, host: Host) -> Result<Widget, JsValue> {
        let locale = BrowserLocale::new(host.locale(), host.messages())?;
        let life = Rc::new(Life::default());
        let props = AppProps { host, locale: Rc::new(locale), life: life.clone() };
        let app = yew::Renderer::<App>::with_root_and_props(root, props).render();
        Ok(Self { app, life })
    }

    /// Sets a setting by its attribute name; without a value, back to its default.
    pub fn set(&self, name: String, value: Option<String>) {
        self.app.send_message(Msg::Do(Action::Set(name, value)));
    }

    /// Puts another text in place of the one there is. Whoever calls this has put it into the field.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&self, text: JsString) {
        self.app.send_message(Msg::Text(text));
    }

    /// Tells of the page's address: what it says is set, if it is a shared link.
    #[wasm_bindgen(js_name = openLink)]
    pub fn open_link(&self, address: String) {
        self.app.send_message(Msg::Do(Action::OpenLink(address)));
    }

    /// Tells the reader that something of the page's does not work; `code` is the message's key.
    pub fn note(&self, code: String, detail: String) {
        self.app.send_message(Msg::Do(Action::Note(code, detail)));
    }

    /// Takes the widget down and frees what it holds.
    pub fn unmount(self) {
        self.life.end(self.app);
    }
}
