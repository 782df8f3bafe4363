//! What the sections of the lazy part ask for is done: settings are set, and things go to the clipboard
//! and into files.

use std::rc::Rc;

use tokenfare_core::report::Report;
use wasm_bindgen::prelude::*;

use super::{currency, files, share};
use crate::context::{Msg, Page, PanelMsg};
use crate::host::{Companion, to_js};
use crate::i18n::names;
use crate::state::{Action, CurrencyAction, Export, PromptAction, RateState, ShareAction, State};

/// Does what a section asks for.
pub(super) fn act(msg: PanelMsg, state: &mut State, page: &Page<'_>) {
    match msg {
        PanelMsg::Currency(action) => {
            let asks_for_rate = matches!(action, CurrencyAction::Choose(_));
            state.reduce_currency(action);
            if asks_for_rate && state.currency_draft().state() == RateState::Missing {
                page.host.select(currency::RATE);
            }
        }
        PanelMsg::Prompt(text) => {
            let mut prompt = page.prompt.borrow_mut();
            let companion = prompt.get_or_insert_with(|| {
                let dispatch = page.dispatch.clone();
                Companion::new(&page.host.counter(), move |change| {
                    dispatch.emit(Msg::Panel(PanelMsg::PromptCounted(change.into())));
                })
            });
            page.host.set_prompt(&text);
            companion.set_text(&text);
            state.reduce_prompt(PromptAction::Text(Rc::new(text)));
        }
        PanelMsg::PromptCounted(counting) => {
            state.reduce_prompt(PromptAction::Counted(counting));
        }
        PanelMsg::RemoveFile(id) => {
            let next = state.file_after(id).map(files::button);
            page.host.select(next.as_deref().unwrap_or("files"));
            page.host.remove_file(id);
            page.dispatch.emit(Msg::Do(Action::RemoveFile(id)));
        }
        PanelMsg::Share(action) => {
            let select = match &action {
                ShareAction::NotCopied(Export::Link, _) => Some(share::LINK),
                ShareAction::NotCopied(Export::Snippet, _) => Some(share::SNIPPET),
                ShareAction::NotCopied(..) => Some(share::SHOWN),
                _ => None,
            };
            let told = matches!(action, ShareAction::Copied(_) | ShareAction::NotCopied(..));
            state.reduce_share(action);
            if let Some(id) = select {
                page.host.select(id);
            }
            if let Some((_, key)) = state.share.said.filter(|_| told) {
                page.host.announce(&page.words.say(key));
            }
        }
        PanelMsg::Copy(export) => {
            let Some(text) = written(export, state, page) else { return };
            let dispatch = page.dispatch.clone();
            let kept = text.clone();
            let done = Closure::once_into_js(move |copied: bool| {
                let action = match copied {
                    true => ShareAction::Copied(export),
                    false => ShareAction::NotCopied(export, kept),
                };
                dispatch.emit(Msg::Panel(PanelMsg::Share(action)));
            });
            page.host.copy(&text, &done);
        }
        PanelMsg::Save(export) => {
            let Some(text) = written(export, state, page) else { return };
            let kind = match export {
                Export::Csv => "text/csv",
                Export::Markdown => "text/markdown",
                Export::Json => "application/json",
                Export::Link | Export::Snippet => "text/plain",
            };
            let name = ["tokenfare.", export.name()].concat();
            page.host.download(&text, &[kind, ";charset=utf-8"].concat(), &name);
        }
        PanelMsg::SavePicture(kind) => {
            let (Some(report), words) = (state.report(), page.words) else { return };
            let tokens = words.count("tokens.tokens", report.tokens.message);
            let subject = [&*tokens, " · ", &*report.model].concat();
            let date = names::date(words.format.tag(), &report.on.to_string());
            let foot =
                ["tokenfare · ", &*words.fill("share.card-foot", &[("date", &date)])].concat();
            page.host.save_answer(kind, &words.say("page.title"), &subject, &foot);
        }
    }
}

/// Something to take along as text.
fn written(export: Export, state: &State, page: &Page<'_>) -> Option<String> {
    let report = state.report()?;
    let shared = || state.shared(&page.host.site(), &page.words.say("page.title"));
    match export {
        Export::Link => shared().link,
        Export::Snippet => Some(shared().snippet),
        Export::Markdown => Some(report.to_markdown()),
        Export::Csv => Some(report.to_csv()),
        Export::Json => json(report),
    }
}

/// The report as `quote()` has it, two spaces deep.
fn json(report: &Report) -> Option<String> {
    let indent = JsValue::from(2);
    let text =
        js_sys::JSON::stringify_with_replacer_and_space(&to_js(report), &JsValue::NULL, &indent);
    Some(String::from(text.ok()?) + "\n")
}
