//! The widget as a whole: what it knows, and what happens when something changes.

use std::rc::Rc;

use js_sys::{Array, JsString};
use serde::Serialize;
use tokenfare_core::catalog::{Catalog, Date};
use tokenfare_core::report::{Counts, Report, ReportError, estimate, report};
use tokenfare_core::scenario::{Scenario, ScenarioError};
use tokenfare_core::tokenizer::Encoding;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::counting::Counting;
use crate::format::Format;
use crate::host::{Change, Host};
use crate::messages::Messages;
use crate::scene::Scene;
use crate::section::{self, Open, Section};
use crate::settings::{self, Refused};
use crate::view::View;
use crate::{answer, text};

#[derive(Properties, PartialEq)]
pub(crate) struct AppProps {
    pub(crate) host: Host,
    pub(crate) format: Format,
}

pub(crate) enum Msg {
    /// The text in the field is now this one.
    Text(JsString),
    /// A control or an attribute sets this setting; no value: back to its default.
    Set(String, Option<String>),
    /// The counter has news of the text.
    Counted(Counting),
    /// The reader opens or closes a section.
    Toggle(Section),
    /// The reader asks for another attempt at an exact count.
    Retry,
}

pub(crate) struct App {
    catalog: Catalog,
    view: View,
    /// The sections that are open.
    open: Open,
    messages: Messages,
    scenario: Scenario,
    /// The day whose prices hold unless the scenario names one.
    today: Option<Date>,
    /// The last setting that was refused.
    refused: Option<Refused>,
    /// What the field holds at first.
    first_text: AttrValue,
    text: JsString,
    /// The estimate for `text`, once it was needed.
    estimate: Option<u64>,
    counting: Counting,
    /// What the text is counted in: the encoding of the scenario's model, where it is carried here.
    encoding: Option<Encoding>,
    report: Option<Rc<Report>>,
    /// Called by the counter for as long as the widget lives.
    _on_counted: Closure<dyn Fn(Change)>,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let host = &ctx.props().host;
        let link = ctx.link().clone();
        let on_counted: Closure<dyn Fn(Change)> =
            Closure::new(move |change: Change| link.send_message(Msg::Counted(change.into())));
        let counter = host.counter();
        counter.set_onchange(&on_counted);
        let text = host.text();
        counter.set_text(&text);
        let mut app = Self {
            catalog: tokenfare_catalog::unpacked(host.catalog()),
            view: View::default(),
            open: Open::default(),
            messages: Messages::new(host.messages()),
            scenario: Scenario::default(),
            today: host.today().parse().ok(),
            refused: None,
            first_text: String::from(&text).into(),
            text,
            estimate: None,
            counting: Counting::Waiting,
            encoding: None,
            report: None,
            _on_counted: on_counted,
        };
        let scenario = app.first_scenario(host);
        // There is a report for it: that was tried for each attribute, and the catalog's tests hold it
        // for the standard scenario.
        let _ = app.adopt(host, scenario);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let host = &ctx.props().host;
        match msg {
            Msg::Text(text) => {
                host.counter().set_text(&text);
                self.text = text;
                self.estimate = None;
                // The next count is on its way: drawing anything in between would only flicker.
                if let Counting::Exact { tokens } = self.counting {
                    self.counting = Counting::Changed { tokens };
                    return false;
                }
                self.refresh(host);
            }
            Msg::Set(name, value) => self.set(host, name, value),
            Msg::Counted(counting) => {
                self.counting = counting;
                self.refresh(host);
            }
            Msg::Toggle(section) => self.open.toggle(section),
            Msg::Retry => host.counter().retry(),
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            ctx.props().host.emit("ready", &JsValue::UNDEFINED);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(report) = &self.report else { return Html::default() };
        let scene = Scene {
            messages: &self.messages,
            format: &ctx.props().format,
            catalog: &self.catalog,
            scenario: &self.scenario,
            report,
            counting: &self.counting,
            refused: self.refused.as_ref(),
            open: self.open,
            link: ctx.link(),
        };
        let text = || text::view(&scene, &self.first_text);
        let parts = match self.view {
            View::Badge => answer::badge(&scene),
            View::Full => html! {
                <>
                { text() }
                { answer::view(&scene) }
                <div class="situation">{ settings::view(&scene) }</div>
                <div class="findings">{ section::list(&scene, Section::FINDINGS) }</div>
                </>
            },
            _ => html! { <>{ text() }{ answer::view(&scene) }</> },
        };
        html! {
            <div class={classes!("layout", self.view.name())} data-state={self.counting.state()}>
                { parts }
            </div>
        }
    }
}

impl App {
    /// The standard scenario with the element's attributes, without those that make no report.
    fn first_scenario(&mut self, host: &Host) -> Scenario {
        let mut scenario = Scenario::default();
        for pair in host.settings().iter().map(|pair| Array::from(&pair)) {
            let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string())
            else {
                continue;
            };
            if name == "view" {
                self.look(host, Some(value));
                continue;
            }
            let mut next = scenario.clone();
            let message = match next.set(&name, &value) {
                Ok(()) => self.report(&next, &Counts::estimated(0)).err().map(|e| e.to_string()),
                Err(ScenarioError::UnknownField(_)) => continue,
                Err(error) => Some(error.to_string()),
            };
            match message {
                Some(message) => self.refuse(host, name, value, message),
                None => scenario = next,
            }
        }
        scenario
    }

    /// Sets a setting. If it has no such value, or there is no report for it, everything stays and
    /// the page is told why. Attributes that are no settings are not the widget's business.
    fn set(&mut self, host: &Host, name: String, value: Option<String>) {
        if name == "view" {
            return self.look(host, value);
        }
        let mut scenario = self.scenario.clone();
        let set = match &value {
            Some(value) => scenario.set(&name, value),
            None => scenario.reset(&name),
        };
        let message = match set {
            Ok(()) => self.adopt(host, scenario).err().map(|error| error.to_string()),
            Err(ScenarioError::UnknownField(_)) => return,
            Err(error) => Some(error.to_string()),
        };
        match message {
            Some(message) => self.refuse(host, name, value.unwrap_or_default(), message),
            None => self.refused = None,
        }
    }

    /// Shows another view of the same. Its text field is a new one and starts with the text as it is.
    fn look(&mut self, host: &Host, name: Option<String>) {
        match View::named(name.as_deref()) {
            Ok(view) => {
                self.view = view;
                self.first_text = String::from(&self.text).into();
            }
            Err(message) => self.refuse(host, "view".into(), name.unwrap_or_default(), message),
        }
    }

    fn refuse(&mut self, host: &Host, name: String, value: String, message: String) {
        let code = "invalid-setting";
        host.emit("error", &to_js(&Problem { code, message: message.clone() }));
        self.refused = Some(Refused { name, value, message });
    }

    /// Takes a scenario over, if there is a report for it. A count in another encoding than its
    /// model's is no longer one: the text is then counted anew.
    fn adopt(&mut self, host: &Host, scenario: Scenario) -> Result<(), ReportError> {
        let model = self.catalog.model(&scenario.model);
        let encoding = model.and_then(|model| model.tokens.encoding().parse::<Encoding>().ok());
        let counting = std::mem::replace(&mut self.counting, Counting::Waiting);
        if encoding == self.encoding {
            self.counting = counting.clone();
        }
        let counts = self.counts(encoding);
        match self.report(&scenario, &counts) {
            Ok(report) => {
                self.scenario = scenario;
                self.announce(host, report);
                if let Some(encoding) = encoding.filter(|_| encoding != self.encoding) {
                    host.counter().set_encoding(encoding.name(), encoding.vocabulary().file_name());
                }
                self.encoding = encoding;
                Ok(())
            }
            Err(error) => {
                self.counting = counting;
                Err(error)
            }
        }
    }

    /// Makes the report anew after the text or its count has changed.
    fn refresh(&mut self, host: &Host) {
        let counts = self.counts(self.encoding);
        if let Ok(report) = self.report(&self.scenario, &counts) {
            self.announce(host, report);
        }
    }

    fn announce(&mut self, host: &Host, report: Report) {
        host.emit("change", &to_js(&report));
        self.report = Some(Rc::new(report));
    }

    fn report(&self, scenario: &Scenario, counts: &Counts) -> Result<Report, ReportError> {
        let mut scenario = scenario.clone();
        scenario.on = scenario.on.or(self.today);
        report(&self.catalog, &scenario, counts)
    }

    /// What is known of the text's weight in `encoding`, which is the one it is being counted in.
    fn counts(&mut self, encoding: Option<Encoding>) -> Counts {
        match (&self.counting, encoding) {
            (Counting::Exact { tokens }, Some(encoding)) => Counts::exact(encoding.name(), *tokens),
            (Counting::Changed { tokens }, _) => Counts::estimated(*tokens),
            // What has been read tells more about the rest than its characters do.
            (Counting::Reading { tokens, share }, _) if *share > 0.0 => {
                Counts::estimated((*tokens as f64 / share) as u64)
            }
            _ => {
                let text = &self.text;
                let tokens = *self.estimate.get_or_insert_with(|| estimate(&String::from(text)));
                Counts::estimated(tokens)
            }
        }
    }
}

/// The detail of `tokenfare-error`.
#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}

/// Reports are plain data; should one ever not become a JavaScript value, the event has no detail.
///
/// The browser reads one text faster than it is told of each field.
fn to_js(value: &impl Serialize) -> JsValue {
    let text = serde_json::to_string(value).unwrap_or_default();
    js_sys::JSON::parse(&text).unwrap_or(JsValue::UNDEFINED)
}
