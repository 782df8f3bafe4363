//! What the page hands to the widget: the counter, the texts, and a way to speak to the page.

use js_sys::{Array, JsString, Object};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget, HtmlElement, Node};

use crate::state::{AttachedFile, Counting, Site, Text};

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
    /// Has an answer read out, once answers have stopped coming.
    #[wasm_bindgen(method, structural, js_name = announceAnswer)]
    pub fn announce_answer(this: &Host, sentence: &str);
    /// The page's address, where the element opens links and that is one.
    #[wasm_bindgen(method, getter, structural)]
    pub fn link(this: &Host) -> Option<String>;
    /// Gives the element these settings as its attributes, each a pair of name and value, and no others.
    #[wasm_bindgen(method, structural, js_name = setAttributes)]
    pub fn set_attributes(this: &Host, settings: &Array);
    /// The address of the folder that this copy was loaded from.
    #[wasm_bindgen(method, getter, structural)]
    pub fn home(this: &Host) -> Option<String>;
    /// The page's address without its `#`, where the element opens links.
    #[wasm_bindgen(method, structural)]
    pub fn page(this: &Host) -> Option<String>;
    /// One of the element's attributes.
    #[wasm_bindgen(method, structural)]
    pub fn attribute(this: &Host, name: &str) -> Option<String>;
    /// Reads what is shipped from here, and calls `done` with the version and the hashes of the module and
    /// of the frame's script, if it can.
    #[wasm_bindgen(method, structural)]
    pub fn release(this: &Host, done: &JsValue);
    /// Copies a text, and calls `done` with whether it could.
    #[wasm_bindgen(method, structural)]
    pub fn copy(this: &Host, text: &str, done: &JsValue);
    /// Saves a text as a file of this type and name.
    #[wasm_bindgen(method, structural)]
    pub fn download(this: &Host, text: &str, kind: &str, name: &str);
    /// Puts the focus into the field with this id, with all of its text selected, once it is drawn.
    #[wasm_bindgen(method, structural)]
    pub fn select(this: &Host, id: &str);
    /// Saves the answer as a picture, `svg` or `png`, with these lines around it.
    #[wasm_bindgen(method, structural, js_name = saveAnswer)]
    pub fn save_answer(this: &Host, kind: &str, title: &str, subject: &str, foot: &str);
    /// Saves the chart around a button as a file: `kind` is `svg` or `png`.
    #[wasm_bindgen(method, structural)]
    pub fn save(this: &Host, button: &Element, name: &str, kind: &str);
    /// To be called after every drawing: modules of their own draw into the places that were left for
    /// them. `total` is the exact count, once there is one; `state` is how far the count is, in a word.
    #[wasm_bindgen(method, structural)]
    pub fn drawn(this: &Host, total: Option<f64>, state: &str);

    /// Counts the files that go with the text.
    #[wasm_bindgen(method, getter, structural)]
    pub fn files(this: &Host) -> FileCounters;
    /// Takes a file away, by its id.
    #[wasm_bindgen(method, structural, js_name = removeFile)]
    pub fn remove_file(this: &Host, id: u32);
    /// The system prompt that was pasted before the widget was made anew.
    #[wasm_bindgen(method, getter, structural)]
    pub fn prompt(this: &Host) -> Option<JsString>;
    /// Keeps it.
    #[wasm_bindgen(method, structural, js_name = setPrompt)]
    pub fn set_prompt(this: &Host, text: &JsString);
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
    /// A counter of something that goes with this text, in its encoding and for as long as this one.
    #[wasm_bindgen(method)]
    pub fn companion(this: &Counter) -> Counter;
    /// Tries to load the vocabulary again.
    #[wasm_bindgen(method)]
    pub fn retry(this: &Counter);
    /// Called with every news of the text.
    #[wasm_bindgen(method, setter, structural)]
    pub fn set_onchange(this: &Counter, callback: &Closure<dyn Fn(Change)>);

    /// Counts files, each by a counter of its own: `www/count/files.js`.
    pub type FileCounters;
    /// Called with every news of a file.
    #[wasm_bindgen(method, setter, structural)]
    pub fn set_onchange(this: &FileCounters, callback: &Closure<dyn Fn(FileChange)>);

    /// News of a file.
    pub type FileChange;
    /// Which it is, for as long as the widget lives.
    #[wasm_bindgen(method, getter, structural)]
    pub fn id(this: &FileChange) -> u32;
    /// What it is called.
    #[wasm_bindgen(method, getter, structural)]
    pub fn name(this: &FileChange) -> String;
    /// Its size in bytes.
    #[wasm_bindgen(method, getter, structural)]
    pub fn size(this: &FileChange) -> f64;
    /// What its counter says.
    #[wasm_bindgen(method, getter, structural)]
    pub fn answer(this: &FileChange) -> Change;

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
    /// Replaces it behind the browser's back.
    #[wasm_bindgen(method, setter, structural)]
    pub fn set_value(this: &TextArea, text: &JsString);
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

impl From<Change> for Counting {
    fn from(change: Change) -> Self {
        match change.status().as_str() {
            "exact" => Self::Exact {
                tokens: change.tokens() as u64,
                conversations: change.conversations().map(Into::into),
            },
            "counting" => Self::Reading { tokens: change.tokens() as u64, share: change.share() },
            "failed" => Self::Failed { code: change.code().into(), detail: change.detail().into() },
            _ => Self::Waiting,
        }
    }
}

impl From<FileChange> for AttachedFile {
    fn from(change: FileChange) -> Self {
        let (name, size) = (change.name().into(), change.size() as u64);
        Self { id: change.id(), name, size, counting: change.answer().into() }
    }
}

/// A counter of something that goes with the text.
pub(crate) struct Companion {
    counter: Counter,
    /// Called by the counter for as long as this lives.
    _on_counted: Closure<dyn Fn(Change)>,
}

impl Companion {
    /// A companion of `counter` that tells its news to `on_counted`.
    pub(crate) fn new(counter: &Counter, on_counted: impl Fn(Change) + 'static) -> Self {
        let (counter, on_counted) = (counter.companion(), Closure::new(on_counted));
        counter.set_onchange(&on_counted);
        Self { counter, _on_counted: on_counted }
    }

    /// Counts this text from now on.
    pub(crate) fn set_text(&self, text: &JsString) {
        self.counter.set_text(text);
    }
}

impl Text for JsString {
    fn length(&self) -> u32 {
        self.length()
    }

    fn beginning(&self, units: u32) -> String {
        self.substring(0, units).into()
    }
}

impl Host {
    /// Where the widget is, as far as links and tags depend on it.
    pub(crate) fn site(&self) -> Site {
        let looks = ["view", "theme"];
        let looks = looks.into_iter().filter_map(|name| Some((name, self.attribute(name)?)));
        Site {
            home: self.home().unwrap_or_default(),
            page: self.page(),
            looks: looks.filter(|(_, value)| !value.is_empty()).collect(),
            has_day: self.attribute("on").is_some(),
        }
    }
}
