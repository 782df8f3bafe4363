//! The widget as a whole: what it knows, and what happens when something changes.

mod settings;

use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Date, JsString};
use tokenfare_core::catalog::{self, Catalog};
use tokenfare_core::report::{Counts, Report, ReportError, Weights, report};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::tokenizer::Encoding;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use crate::counting::{Attached, Counting, guess};
use crate::depth::{self, Depth};
use crate::examples::Example;
use crate::format::Format;
use crate::host::{Change, Host, TextArea, to_js};
use crate::looks::{Look, Looks};
use crate::messages::Messages;
use crate::scene::Scene;
use crate::section::{self, Section};
use crate::situation::{self, Refused};
use crate::view::View;
use crate::{answer, text};

/// Milliseconds between two drawings of a count on its way: often enough to be seen moving.
const PACE: f64 = 80.0;

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
    /// The reader takes a member into a list, or out of it.
    Flip(&'static str, String),
    /// The reader wants all settings back where they began.
    Reset,
    /// The reader empties the field.
    Clear,
    /// The reader takes an example.
    Example(&'static Example),
    /// The counter has news of the text.
    Counted(Counting),
    /// The reader has chosen files in this field.
    Files(Element),
    /// The files have been counted further, or are others.
    Attached(Attached),
    /// The pasted system prompt has so many tokens.
    System(u64),
    /// The reader wants conversations counted as plain text, or no longer.
    Plain,
    /// The reader asks for another attempt at an exact count.
    Retry,
    /// The sections can be drawn now, or can't.
    Depth(Depth),
    /// The reader looks at it in another way.
    Look(Look),
    /// The reader wants the chart around this button, under a name, as `svg` or `png`.
    Save(Element, &'static str, &'static str),
}

pub(crate) struct App {
    catalog: Arc<Catalog>,
    format: Format,
    view: View,
    looks: Looks,
    depth: Depth,
    messages: Messages,
    scenario: Scenario,
    /// The day whose prices hold unless the scenario names one.
    today: Option<catalog::Date>,
    /// The last setting that was refused.
    refused: Option<Refused>,
    /// What the field holds at first.
    first_text: AttrValue,
    field: NodeRef,
    text: JsString,
    /// The estimate for `text`, once it was needed.
    estimate: Option<u64>,
    counting: Counting,
    attached: Attached,
    /// Whether conversations are counted as plain text.
    plain: bool,
    /// The tokens of the pasted system prompt, while they are the setting.
    system: Option<u64>,
    /// What the text is counted in: the encoding of the scenario's model, where it is carried here.
    encoding: Option<Encoding>,
    /// What the text and the files weigh, as far as it is known.
    weights: Weights,
    /// The same, and how well it is known.
    counts: Counts,
    report: Option<Rc<Report>>,
    /// Whether the reader has done anything yet that is answered by a new report.
    touched: bool,
    /// When a count on its way was last drawn.
    drawn: f64,
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
            format: ctx.props().format.clone(),
            view: View::default(),
            looks: Looks::default(),
            depth: Depth::default(),
            messages: Messages::new(host.messages()),
            scenario: Scenario::default(),
            today: host.today().parse().ok(),
            refused: None,
            first_text: String::from(&text).into(),
            field: NodeRef::default(),
            text,
            estimate: None,
            counting: Counting::Waiting,
            attached: Attached::NONE,
            plain: false,
            system: None,
            encoding: None,
            weights: Weights::default(),
            counts: Counts::estimated(0),
            report: None,
            touched: false,
            drawn: 0.0,
            _on_counted: on_counted,
        };
        let scenario = app.first_scenario(host);
        // There is a report for it: that was tried for each attribute, and the catalog's tests hold it
        // for the standard scenario.
        let _ = app.adopt(host, scenario);
        app.dig(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let host = &ctx.props().host;
        match msg {
            Msg::Depth(depth) => {
                self.depth = depth;
                return true;
            }
            Msg::Look(look) => {
                self.looks.change(look);
                self.dig(ctx);
                return true;
            }
            Msg::Save(button, name, kind) => {
                host.save(&button, name, kind);
                return false;
            }
            Msg::Retry => {
                // The button goes; the reader goes on where the text is.
                if let Some(field) = self.field.cast::<TextArea>() {
                    let _ = field.focus();
                }
                host.counter().retry();
            }
            Msg::Clear => self.write(""),
            Msg::Text(text) => {
                self.touched = true;
                host.counter().set_text(&text);
                self.text = text;
                self.estimate = None;
                // The number stays until the next comes, but not as an exact one.
                if let Counting::Exact { tokens, conversations } = &self.counting {
                    let (tokens, conversations) = (*tokens, conversations.clone());
                    self.counting = Counting::Changed { tokens, conversations };
                }
                self.refresh(host);
            }
            Msg::Counted(counting) => {
                let reading = matches!(counting, Counting::Reading { .. });
                self.counting = counting;
                let now = Date::now();
                if reading && now - self.drawn < PACE {
                    return false;
                }
                self.drawn = now;
                self.refresh(host);
            }
            Msg::Files(field) => {
                host.add_files(&field);
                return false;
            }
            Msg::Attached(attached) => {
                self.touched = true;
                self.attached = attached;
                self.refresh(host);
            }
            Msg::System(tokens) => {
                self.touched = true;
                self.system = Some(tokens);
                let scenario = self.with_system(self.scenario.clone());
                let _ = self.adopt(host, scenario);
                self.system = self.system.filter(|tokens| *tokens > 0);
            }
            Msg::Plain => {
                self.touched = true;
                self.plain = !self.plain;
                self.refresh(host);
            }
            Msg::Set(name, value) => {
                self.touched = true;
                if name == "system-tokens" {
                    self.system = None;
                }
                self.set(host, name, value);
                self.dig(ctx);
            }
            Msg::Flip(list, member) => {
                let members = self.flipped(list, member);
                self.touched = true;
                self.set(host, list.to_owned(), Some(members));
            }
            Msg::Reset => self.replace(host, Scenario::default()),
            Msg::Example(example) => {
                self.replace(host, example.apply(&self.scenario));
                let text = self.messages.get(&example.text());
                self.write(&text);
            }
        }
        let settled = matches!(self.counting, Counting::Exact { .. } | Counting::Failed { .. });
        if self.touched && settled && self.attached.exact {
            self.with_scene(ctx, |scene| host.announce(&answer::spoken(scene)));
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        let host = &ctx.props().host;
        host.drawn(self.counting.exact());
        if first_render {
            host.emit("ready", &JsValue::UNDEFINED);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.with_scene(ctx, |scene| {
            let text = || text::view(scene, &self.field, &self.first_text, &self.text);
            let parts = match self.view {
                View::Badge => answer::badge(scene),
                View::Full => html! {
                    <>
                    { text() }
                    <div class="side">{ answer::view(scene) }{ situation::view(scene) }</div>
                    <div class="findings">{ section::list(scene, Section::FINDINGS) }</div>
                    <div class="situation">
                        { section::list(scene, Section::SITUATION) }
                        { situation::reset(scene) }
                    </div>
                    </>
                },
                View::Chart => html! {
                    <>
                    { answer::view(scene) }
                    <section class="content">{ Section::Curve.view(scene) }</section>
                    </>
                },
                View::Compact => html! { <>{ text() }{ answer::view(scene) }</> },
                View::Tokens => html! {
                    <>
                    { text() }
                    { answer::view(scene) }
                    <section class="content">{ Section::Tokens.view(scene) }</section>
                    </>
                },
            };
            let state = match self.counting.state() {
                "exact" if !self.attached.exact => "counting",
                state => state,
            };
            let view = self.view.name();
            html! { <div class="layout" data-view={view} data-state={state}>{ parts }</div> }
        })
    }
}

impl App {
    /// Shows what is known at this moment to `see`, once there is a report.
    fn with_scene<T: Default>(&self, ctx: &Context<Self>, see: impl FnOnce(&Scene<'_>) -> T) -> T {
        let Some(report) = &self.report else { return T::default() };
        see(&Scene {
            host: &ctx.props().host,
            messages: &self.messages,
            format: &self.format,
            catalog: &self.catalog,
            scenario: &self.scenario,
            report,
            weights: &self.weights,
            counts: &self.counts,
            counting: &self.counting,
            attached: &self.attached,
            plain: self.plain,
            refused: self.refused.as_ref(),
            looks: &self.looks,
            depth: &self.depth,
            link: ctx.link(),
        })
    }

    /// Puts a text into the field as if the reader had typed it: they can undo it.
    fn write(&self, text: &str) {
        if let Some(field) = self.field.cast::<TextArea>() {
            field.replace(text);
        }
    }

    /// Loads what draws the sections, when it is needed for the first time.
    fn dig(&mut self, ctx: &Context<Self>) {
        let needed = self.looks.dig() || self.view == View::Chart;
        if needed && matches!(self.depth, Depth::Away | Depth::Missing) {
            self.depth = Depth::Coming;
            ctx.link().send_future(async {
                Msg::Depth(depth::drawing().await.map_or(Depth::Missing, Depth::Here))
            });
        }
    }

    /// Makes the report anew after the text or its count has changed.
    fn refresh(&mut self, host: &Host) {
        let counts = self.counts(self.encoding);
        if let Ok(report) = self.report(&self.scenario, &counts) {
            self.counts = counts;
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

    /// What is known of the weight in `encoding`, in which the text and the files are being counted.
    fn counts(&mut self, encoding: Option<Encoding>) -> Counts {
        let conversations = self.counting.conversations().filter(|_| !self.plain);
        let plain = match &self.counting {
            _ if conversations.is_some() => 0,
            Counting::Exact { tokens, .. } | Counting::Changed { tokens, .. } => *tokens,
            // What has been read tells more about the rest than its characters do.
            Counting::Reading { tokens, share } if *share > 0.0 => (*tokens as f64 / share) as u64,
            _ => {
                let text = &self.text;
                *self.estimate.get_or_insert_with(|| guess(text))
            }
        };
        let attached = &self.attached;
        let pasted = [conversations.unwrap_or_default(), &attached.written].concat();
        let (weights, legible) = match Weights::decode(&pasted) {
            _ if self.plain => (Weights::from(plain + attached.tokens), true),
            Ok(weights) => (weights.and_message(plain), true),
            // Only a worker of another version writes such lines: the text is then an estimate.
            Err(_) => (Weights::from(guess(&self.text) + attached.tokens), false),
        };
        self.weights = weights;
        match (self.counting.exact(), encoding) {
            (Some(_), Some(encoding)) if self.attached.exact && legible => {
                Counts::exact(encoding.name(), self.weights.clone())
            }
            _ => Counts::estimated(self.weights.clone()),
        }
    }
}
