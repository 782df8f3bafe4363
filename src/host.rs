//! What the page hands to the widget: the counter, the texts, and a way to speak to the page.

use js_sys::{Array, JsString, Object};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget, HtmlElement, Node};

#[wasm_bindgen]
extern "C" {
    /// The element, as `www/element/element.js` presents it.
    #[derive(PartialEq)]
    pub type Host;
    /// Counts this element's text.
    #[wasm_bindgen(method, getter, structural)]
    pub fn counter(this: &Host) -> Counter;
    /// The messages of one language: `www/lang/`.
    #[wasm_bindgen(method, getter, structural)]
    pub fn messages(this: &Host) -> Object;
    /// The language to write numbers in, as a BCP 47 tag.
    #[wasm_bindgen(method, getter, structural)]
    pub fn locale(this: &Host) -> String;
    /// The first text.
    #[wasm_bindgen(method, getter, structural)]
    pub fn text(this: &Host) -> JsString;
    /// The element's attributes, each a pair of name and value.
    #[wasm_bindgen(method, getter, structural)]
    pub fn settings(this: &Host) -> Array;
    /// Today's date.
    #[wasm_bindgen(method, getter, structural)]
    pub fn today(this: &Host) -> String;
    /// A catalog to use in place of the one that ships, packed: the page's own prices.
    #[wasm_bindgen(method, getter, structural)]
    pub fn catalog(this: &Host) -> Option<Vec<u8>>;
    /// Dispatches `tokenfare-{name}` on the element.
    #[wasm_bindgen(method, structural)]
    pub fn emit(this: &Host, name: &str, detail: &JsValue);
    /// Has a sentence read out once the reader pauses.
    #[wasm_bindgen(method, structural)]
    pub fn announce(this: &Host, sentence: &str);
    /// Saves the chart around a button as a file: `kind` is `svg` or `png`.
    #[wasm_bindgen(method, structural)]
    pub fn save(this: &Host, button: &Element, name: &str, kind: &str);
    /// To be called after every drawing: modules of their own draw into the places that were left for
    /// them. `total` is the exact count, once there is one.
    #[wasm_bindgen(method, structural)]
    pub fn drawn(this: &Host, total: Option<f64>);

    /// Takes the files that were chosen in this field.
    #[wasm_bindgen(method, structural, js_name = addFiles)]
    pub fn add_files(this: &Host, field: &Element);

    /// The exact count of a text that changes, kept by a worker: `www/count/counter.js`.
    #[derive(Clone, PartialEq)]
    pub type Counter;
    /// Counts in this encoding from now on; `file` is its vocabulary's in `vocab/`.
    #[wasm_bindgen(method, js_name = setEncoding)]
    pub fn set_encoding(this: &Counter, encoding: &str, file: &str);
    /// The text stays a JavaScript string: it is the page's already, and may be large.
    #[wasm_bindgen(method, js_name = setText)]
    pub fn set_text(this: &Counter, text: &JsString);
    /// Tries to load the vocabulary again.
    #[wasm_bindgen(method)]
    pub fn retry(this: &Counter);
    /// Called with every news of the text.
    #[wasm_bindgen(method, setter, structural)]
    pub fn set_onchange(this: &Counter, callback: &Closure<dyn Fn(Change)>);

    /// What a `Counter` says; which fields there are depends on `status`.
    pub type Change;
    /// `waiting`, `counting`, `exact` or `failed`.
    #[wasm_bindgen(method, getter, structural)]
    pub fn status(this: &Change) -> String;
    /// Tokens of what has been read: `counting`, `exact`.
    #[wasm_bindgen(method, getter, structural)]
    pub fn tokens(this: &Change) -> f64;
    /// What the conversations weigh that the text is, written by the core: `exact`.
    #[wasm_bindgen(method, getter, structural)]
    pub fn conversations(this: &Change) -> Option<String>;
    /// The share that has been read, 0 to 1: `counting`.
    #[wasm_bindgen(method, getter, structural)]
    pub fn share(this: &Change) -> f64;
    /// The error's stable code: `failed`.
    #[wasm_bindgen(method, getter, structural)]
    pub fn code(this: &Change) -> String;
    /// What happened, for the site's owner: `failed`.
    #[wasm_bindgen(method, getter, structural)]
    pub fn detail(this: &Change) -> String;

    #[wasm_bindgen(js_namespace = document, js_name = execCommand)]
    fn exec_command(command: &str, interface: bool, value: &str) -> bool;

    /// A text area whose value is not copied into wasm memory.
    #[wasm_bindgen(extends = HtmlElement, extends = Element, extends = Node, extends = EventTarget)]
    #[derive(Clone)]
    pub type TextArea;
    #[wasm_bindgen(method)]
    fn select(this: &TextArea);
    /// The text in it.
    #[wasm_bindgen(method, getter, structural)]
    pub fn value(this: &TextArea) -> JsString;
}

impl TextArea {
    /// Replaces its text as a person would: the browser tells of the input, and can undo it. Setting
    /// the value would do neither.
    pub(crate) fn replace(&self, text: &str) {
        // A field that cannot be focused has nothing to be undone either.
        let _ = self.focus();
        self.select();
        exec_command(if text.is_empty() { "delete" } else { "insertText" }, false, text);
    }
}

/// Reports are plain data; should one ever not become a JavaScript value, the event has no detail.
///
/// The browser reads one text faster than it is told of each field.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    let text = serde_json::to_string(value).unwrap_or_default();
    js_sys::JSON::parse(&text).unwrap_or(JsValue::UNDEFINED)
}
