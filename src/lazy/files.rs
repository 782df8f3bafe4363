//! The files that go with the text: a list with the tokens of each, and a button to take it away, also
//! while it is being counted.

use yew::prelude::*;

use crate::context::{Context, PanelMsg};
use crate::i18n::names;
use crate::state::{AttachedFile, Counting};

/// The id of the button that takes a file away.
pub(super) fn button(id: u32) -> String {
    format!("file-{id}")
}

pub(super) fn view(cx: &Context<'_>) -> Html {
    html! {
        <div class="files">
            <ul class="file-list" aria-label={cx.say("files.label")}>
                { for cx.state.files.iter().map(|file| row(cx, file)) }
            </ul>
        </div>
    }
}

fn row(cx: &Context<'_>, file: &AttachedFile) -> Html {
    let id = file.id;
    let name: AttrValue = file.name.clone().into();
    let remove = cx.fill("files.remove-name", &[("name", &file.name)]);
    let onclick = cx.ask(move |_: MouseEvent| PanelMsg::RemoveFile(id));
    html! {
        <li class="file" key={id} data-status={file.counting.name()}>
            <bdi class="file-name">{ name.clone() }</bdi>
            <span class="file-size">{ names::size(cx.format.tag(), file.size) }</span>
            <span class="file-state">{ state(cx, file) }</span>
            <button type="button" class="small" id={button(id)} aria-label={remove} {onclick}>
                { cx.say("files.remove") }
            </button>
        </li>
    }
}

/// How far its count has come.
fn state(cx: &Context<'_>, file: &AttachedFile) -> Html {
    let share = match &file.counting {
        Counting::Exact { tokens, .. } => return cx.count("tokens.tokens", *tokens).into(),
        Counting::Failed { .. } => return failure(cx, file).into(),
        Counting::Reading { share, .. } => *share,
        Counting::Waiting | Counting::Changed { .. } => 0.0,
    };
    let label = cx.fill("files.progress", &[("name", &file.name)]);
    html! {
        <>
        <progress max="100" value={((share * 100.0) as u32).to_string()} aria-label={label} />
        <span>{ cx.format.percent(share) }</span>
        </>
    }
}

fn failure(cx: &Context<'_>, file: &AttachedFile) -> AttrValue {
    match file.refusal() {
        Some(code) => cx.fill(&format!("files.{code}"), &[("name", &file.name)]),
        None => cx.count("files.estimate", file.tokens()),
    }
}

/// What has been counted of these files, as it is read out.
pub(super) fn spoken(cx: &Context<'_>, news: &[u32]) -> AttrValue {
    let files = || cx.state.files.iter().filter(|file| news.contains(&file.id));
    let counted = || files().filter(|file| file.counting.exact().is_some());
    let tokens = counted().map(AttachedFile::tokens).sum();
    let mut sentences = Vec::new();
    match (counted().next(), counted().count()) {
        (Some(file), 1) => {
            sentences.push(cx.count_with("files.counted", tokens, &[("name", &file.name)]));
        }
        (Some(_), many) => {
            let many = cx.number(many as u64);
            sentences.push(cx.count_with("files.counted-all", tokens, &[("files", &many)]));
        }
        (None, _) => {}
    }
    let failed = files().filter(|file| matches!(file.counting, Counting::Failed { .. }));
    sentences.extend(failed.map(|file| failure(cx, file)));
    sentences.iter().map(AttrValue::as_str).collect::<Vec<_>>().join(" ").into()
}
