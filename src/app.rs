//! The widget's one component: it hands what happens to the state, does in the page what follows from it,
//! and has the views draw it.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Date, JsString};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use yew::platform::time::sleep;
use yew::prelude::*;

use crate::context::{Context as View, LazyPart, Msg, Page, PanelMsg};
use crate::host::{Change, Companion, FileChange, Host, TextArea, to_js};
use crate::i18n::{BrowserLocale, Format, Messages, Words};
use crate::lazy;
use crate::life::Life;
use crate::state::{Action, Effect, LazyStatus, Release, ShareAction, State, UiAction};
use crate::view::{self, TextField, answer, sections};

/// How long the report of a text that has changed stands: most texts are counted again within a fraction
/// of it.
const PATIENCE: Duration = Duration::from_millis(60);

#[derive(Properties)]
pub(crate) struct AppProps {
    pub(crate) host: Host,
    pub(crate) locale: Rc<BrowserLocale>,
    pub(crate) life: Rc<Life>,
}

/// A widget is made anew for another page or language.
impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.locale, &other.locale)
    }
}

pub(crate) struct App {
    state: State,
    words: Words,
    lazy: Option<LazyPart>,
    /// What is for the lazy part to do and came before it.
    waiting: Vec<PanelMsg>,
    dispatch: Callback<Msg>,
    text: JsString,
    /// What the text field holds when it is drawn for the first time, which is when the view changes.
    first_text: AttrValue,
    field: NodeRef,
    /// What counts the pasted system prompt, once there is one.
    prompt: RefCell<Option<Companion>>,
    /// Called by the counter for as long as the widget lives.
    _on_counted: Closure<dyn Fn(Change)>,
    /// Called by the files' counters for as long.
    _on_file: Closure<dyn Fn(FileChange)>,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let AppProps { host, locale, life } = ctx.props();
        let link = ctx.link().clone();
        let on_counted: Closure<dyn Fn(Change)> = Closure::new(move |change: Change| {
            let (counting, at) = (change.into(), Date::now());
            link.send_message(Msg::Do(Action::Counted { counting, at }));
        });
        let counter = host.counter();
        counter.set_onchange(&on_counted);
        let link = ctx.link().clone();
        let on_file: Closure<dyn Fn(FileChange)> = Closure::new(move |change: FileChange| {
            let (file, at) = (change.into(), Date::now());
            link.send_message(Msg::Do(Action::File { file, at }));
        });
        host.files().set_onchange(&on_file);
        let text = host.text();
        counter.set_text(&text);
        let settings = host.settings().to_vec().into_iter().filter_map(|pair| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        });
        let catalog = tokenfare_catalog::unpacked(host.catalog());
        let today = host.today().parse().ok();
        let (state, effects) =
            State::new(catalog, today, Rc::new(text.clone()), settings, host.link().as_deref());
        let mut app = Self {
            state,
            words: Words {
                messages: Messages::new(locale.clone()),
                format: Format::new(locale.clone()),
            },
            lazy: None,
            waiting: Vec::new(),
            dispatch: ctx.link().callback(|msg| msg),
            first_text: String::from(&text).into(),
            text,
            field: NodeRef::default(),
            prompt: RefCell::default(),
            _on_counted: on_counted,
            _on_file: on_file,
        };
        app.carry_out(ctx, effects);
        life.begin();
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let host = &ctx.props().host;
        let action = match msg {
            Msg::Do(action) => action,
            Msg::Text(text) => {
                host.counter().set_text(&text);
                self.text = text.clone();
                Action::Text(Rc::new(text))
            }
            Msg::Files(field) => {
                host.add_files(&field);
                return false;
            }
            Msg::SaveChart(button, name, kind) => {
                host.save(&button, name, kind);
                return false;
            }
            Msg::Panel(msg) => {
                self.act(ctx, msg);
                return true;
            }
            Msg::Lazy(part) => {
                self.lazy = part;
                for msg in std::mem::take(&mut self.waiting) {
                    self.act(ctx, msg);
                }
                // What was pasted before the widget was made anew is counted anew.
                if let Some(prompt) = host.prompt().filter(|_| part.is_some()) {
                    self.act(ctx, PanelMsg::Prompt(prompt));
                }
                let status = part.map_or(LazyStatus::Failed, |_| LazyStatus::Loaded);
                Action::Lazy(status)
            }
        };
        let view = self.state.view;
        let update = self.state.reduce(action);
        if self.state.view != view {
            self.first_text = String::from(&self.text).into();
        }
        self.carry_out(ctx, update.effects);
        update.redraw
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        let host = &ctx.props().host;
        let total = self.state.counting.exact().map(|tokens| tokens as f64);
        host.drawn(total, self.state.counting_name());
        let update = self.state.reduce(Action::Drawn);
        self.carry_out(ctx, update.effects);
        let host = &ctx.props().host;
        if first_render {
            host.emit("ready", &JsValue::UNDEFINED);
            self.carry_out(ctx, vec![Effect::DrawMoreSoon]);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let field = TextField { node: &self.field, first: &self.first_text };
        self.seen(ctx, |cx| view::page(cx, &field))
    }
}

impl App {
    /// What `see` makes of all that is known, once there is a report.
    fn seen<T: Default>(&self, ctx: &Context<Self>, see: impl FnOnce(&View<'_>) -> T) -> T {
        let Some(report) = self.state.report() else { return T::default() };
        see(&View {
            state: &self.state,
            report,
            host: &ctx.props().host,
            words: &self.words,
            lazy: self.lazy.as_ref(),
            dispatch: &self.dispatch,
        })
    }

    /// Has the lazy part do what one of its sections asks for, once it is here.
    fn act(&mut self, ctx: &Context<Self>, msg: PanelMsg) {
        let Some(part) = self.lazy else {
            self.waiting.push(msg);
            return;
        };
        let page = Page {
            host: &ctx.props().host,
            prompt: &self.prompt,
            words: &self.words,
            dispatch: &self.dispatch,
        };
        (part.act)(msg, &mut self.state, &page);
        let effects = self.state.take_effects();
        self.carry_out(ctx, effects);
    }

    /// Does in the page what the state asks for.
    fn carry_out(&mut self, ctx: &Context<Self>, effects: Vec<Effect>) {
        let host = &ctx.props().host;
        for effect in effects {
            match effect {
                Effect::Report => {
                    self.words.format.follow(&self.state.scenario);
                    if let Some(report) = self.state.report() {
                        host.emit("change", &to_js(&**report));
                    }
                }
                Effect::DoubtSoon => {
                    ctx.link().send_future(async {
                        sleep(PATIENCE).await;
                        Msg::Do(Action::Doubt)
                    });
                }
                Effect::DrawMoreSoon => {
                    ctx.link().send_future(async {
                        sleep(Duration::ZERO).await;
                        Msg::Do(Action::Ui(UiAction::DrawMore))
                    });
                }
                Effect::Problem { code, message } => {
                    host.emit("error", &to_js(&Problem { code, message }));
                }
                Effect::SetAttributes => {
                    let set = self.state.scenario.changes();
                    let pairs = set.map(|(name, value)| Array::of2(&name.into(), &value.into()));
                    host.set_attributes(&pairs.collect());
                }
                Effect::ShowText(text) => {
                    self.text = JsString::from(text.as_str());
                    host.counter().set_text(&self.text);
                    self.first_text = text.into();
                    if let Some(field) = self.field.cast::<TextArea>() {
                        field.set_value(&self.text);
                    }
                }
                Effect::ReadRelease => {
                    let dispatch = self.dispatch.clone();
                    let done = Closure::once_into_js(
                        move |version: String, module: String, frame: String| {
                            let release = Release { version, module, frame };
                            let action = ShareAction::Released(release);
                            dispatch.emit(Msg::Panel(PanelMsg::Share(action)));
                        },
                    );
                    host.release(&done);
                }
                Effect::Recount(encoding) => {
                    let file = encoding.vocabulary().file_name();
                    host.counter().set_encoding(encoding.name(), file);
                }
                Effect::Retry => host.counter().retry(),
                Effect::Write(example) => {
                    let text = example.map(|example| self.words.say(&example.text()));
                    if let Some(field) = self.field.cast::<TextArea>() {
                        field.replace(&text.unwrap_or_default());
                    }
                }
                Effect::FocusText => {
                    if let Some(field) = self.field.cast::<TextArea>() {
                        let _ = field.focus();
                    }
                }
                Effect::LoadLazy => self.load_lazy(ctx),
                Effect::AnnounceFiles(news) => {
                    if let Some(part) = self.lazy {
                        host.announce(&self.seen(ctx, |cx| (part.files_spoken)(cx, &news)));
                    }
                }
                Effect::AnnounceRemoved(name) => {
                    host.announce(&self.words.fill("files.removed", &[("name", &name)]));
                }
                Effect::Announce => host.announce_answer(&self.seen(ctx, answer::spoken)),
            }
        }
    }

    /// Loads the lazy part, when something is open that it draws.
    fn load_lazy(&mut self, ctx: &Context<Self>) {
        let away = matches!(self.state.lazy, LazyStatus::Unloaded | LazyStatus::Failed);
        if away && sections::need_lazy_part(&self.state) {
            self.state.reduce(Action::Lazy(LazyStatus::Loading));
            ctx.link().send_future(async { Msg::Lazy(lazy::load().await.ok()) });
        }
    }
}

/// The detail of `tokenfare-error`.
#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}
