//! What a reader takes along: a link to what is on the screen, its figures, and HTML for a page of one's
//! own.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::context::{Context, PanelMsg};
use crate::state::{Export, LONGEST, ShareAction};

/// The ids of the fields that hold what is copied.
pub(super) const LINK: &str = "share-link";
pub(super) const SHOWN: &str = "share-shown";
pub(super) const SNIPPET: &str = "share-snippet";

pub(super) fn view(cx: &Context<'_>) -> Html {
    let shared = cx.state.shared(&cx.host.site(), &cx.say("page.title"));
    let share = &cx.state.share;
    let (key, characters, most) = shared.length;
    let length = cx.count_with(key, characters, &[("most", &cx.number(most as u64))]);
    let most = cx.number(LONGEST as u64);
    let frame = cx.ask(|event: Event| {
        let kind = event.target_unchecked_into::<HtmlSelectElement>().value();
        PanelMsg::Share(ShareAction::Frame(kind == "frame"))
    });
    let kind = |name: &'static str, key: &str, chosen: bool| {
        html! { <option value={name} selected={chosen}>{ cx.say(key) }</option> }
    };
    html! {
        <div class="stack" data-panel="share">
            { tick(cx, "share.with-text", share.with_text, || ShareAction::ToggleText) }
            if let Some(link) = shared.link {
                <fieldset class="stack take">
                    <legend>{ cx.say("share.link") }</legend>
                    <div class="field">
                        <label for={LINK}>{ cx.say("share.link-label") }</label>
                        <input id={LINK} type="text" readonly={true} dir="ltr" value={link}
                            onfocus={|event: FocusEvent| {
                                event.target_unchecked_into::<HtmlInputElement>().select();
                            }} />
                    </div>
                    <p class="note">{ length }</p>
                    <div class="buttons">
                        { copy(cx, Export::Link, "share.copy-link") }
                        { said(cx, &[Export::Link]) }
                    </div>
                </fieldset>
            }
            <fieldset class="stack take">
                <legend>{ cx.say("share.figures") }</legend>
                <div class="buttons">
                    { copy(cx, Export::Markdown, "share.copy-markdown") }
                    { copy(cx, Export::Csv, "share.copy-csv") }
                    { copy(cx, Export::Json, "share.copy-json") }
                    { save(cx, Export::Csv, "share.save-csv") }
                    { save(cx, Export::Json, "share.save-json") }
                    { picture(cx, "png", "share.picture-png") }
                    { picture(cx, "svg", "share.picture-svg") }
                    { said(cx, &[Export::Markdown, Export::Csv, Export::Json]) }
                </div>
                if let Some(shown) = share.shown.clone() {
                    <div class="field">
                        <label for={SHOWN}>{ cx.say("share.taken") }</label>
                        <textarea id={SHOWN} readonly={true} rows="6" dir="ltr" value={shown} />
                    </div>
                }
            </fieldset>
            <fieldset class="stack take">
                <legend>{ cx.say("share.embed") }</legend>
                <div class="field">
                    <label for="share-kind">{ cx.say("share.embed-kind") }</label>
                    <select id="share-kind" onchange={frame}>
                        { kind("tag", "share.embed-tag", !share.frame) }
                        { kind("frame", "share.embed-frame", share.frame) }
                    </select>
                </div>
                if shared.can_pin {
                    { tick(cx, "share.embed-pinned", share.pinned, || ShareAction::TogglePinned) }
                }
                <div class="field">
                    <label for={SNIPPET}>{ cx.say("share.embed-label") }</label>
                    <textarea id={SNIPPET} readonly={true} rows="6" dir="ltr" spellcheck="false"
                        value={shared.snippet} />
                </div>
                <p class="note">{ cx.fill(shared.note, &[("most", &most)]) }</p>
                <div class="buttons">
                    { copy(cx, Export::Snippet, "share.copy-snippet") }
                    { said(cx, &[Export::Snippet]) }
                </div>
            </fieldset>
        </div>
    }
}

fn tick(cx: &Context<'_>, key: &str, checked: bool, action: fn() -> ShareAction) -> Html {
    html! {
        <label class="tick">
            <input type="checkbox" {checked}
                onchange={cx.ask(move |_: Event| PanelMsg::Share(action()))} />
            <span>{ cx.say(key) }</span>
        </label>
    }
}

fn copy(cx: &Context<'_>, export: Export, key: &str) -> Html {
    html! {
        <button type="button" class="small" data-copy={export.name()}
            onclick={cx.ask(move |_: MouseEvent| PanelMsg::Copy(export))}>
            { cx.say(key) }
        </button>
    }
}

fn save(cx: &Context<'_>, export: Export, key: &str) -> Html {
    html! {
        <button type="button" class="small" data-save={export.name()}
            onclick={cx.ask(move |_: MouseEvent| PanelMsg::Save(export))}>
            { cx.say(key) }
        </button>
    }
}

fn picture(cx: &Context<'_>, kind: &'static str, key: &str) -> Html {
    html! {
        <button type="button" class="small" data-picture={kind}
            onclick={cx.ask(move |_: MouseEvent| PanelMsg::SavePicture(kind))}>
            { cx.say(key) }
        </button>
    }
}

/// What came of the last button, beside the buttons that `of` are.
fn said(cx: &Context<'_>, of: &[Export]) -> Html {
    match cx.state.share.said {
        Some((export, key)) if of.contains(&export) => {
            html! { <span class="said">{ cx.say(key) }</span> }
        }
        _ => Html::default(),
    }
}
