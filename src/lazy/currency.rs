//! The currency that amounts are shown in, and what a dollar is worth in it.

use tokenfare_core::money::Currency;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::context::{Context, PanelMsg};
use crate::i18n::names;
use crate::state::{CurrencyAction, RateState};

/// The id of the field for the rate.
pub(super) const RATE: &str = "rate";

pub(super) fn view(cx: &Context<'_>) -> Html {
    let draft = cx.state.currency_draft();
    let state = draft.state();
    let dollars = state == RateState::Dollars;
    let notation = cx.format.notation();
    let choose = cx.ask(|event: Event| {
        let code = event.target_unchecked_into::<HtmlSelectElement>().value();
        PanelMsg::Currency(CurrencyAction::Choose(code))
    });
    let enter = cx.ask(move |event: InputEvent| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        let rate = notation.read(&typed);
        PanelMsg::Currency(CurrencyAction::Rate(typed, rate))
    });
    let date = cx.ask(|event: InputEvent| {
        let day = event.target_unchecked_into::<HtmlInputElement>().value();
        PanelMsg::Currency(CurrencyAction::Day(day))
    });
    let rate = draft.rate.as_deref().map(|rate| cx.format.decimal(rate)).unwrap_or_default();
    let typed = if draft.typed.is_empty() { rate.clone() } else { draft.typed.clone() };
    let key = match state {
        RateState::Dollars => "currency.dollars",
        RateState::Set => "currency.set",
        RateState::Missing => "currency.no-rate",
        RateState::Wrong => "currency.bad-rate",
    };
    let invalid = (state == RateState::Wrong).to_string();
    html! {
        <div class="stack" data-panel="currency">
            <div class="fields">
                <div class="field">
                    <label for="currency">{ cx.say("currency.code") }</label>
                    <select id="currency" onchange={choose}>{ for options(cx, &draft.code) }</select>
                </div>
                <div class="field">
                    <label for={RATE}>{ cx.say("currency.rate") }</label>
                    <input id={RATE} type="text" inputmode="decimal" autocomplete="off" value={typed}
                        disabled={dollars} aria-invalid={invalid} aria-describedby="rate-answer"
                        oninput={enter} />
                </div>
                <div class="field">
                    <label for="rate-on">{ cx.say("currency.day") }</label>
                    <input id="rate-on" type="date" value={draft.day.clone()} disabled={dollars}
                        oninput={date} />
                </div>
            </div>
            <p class="finding" id="rate-answer">
                { cx.fill(key, &[("currency", &draft.code), ("rate", &rate)]) }
            </p>
            <p class="note">{ cx.say("currency.note") }</p>
        </div>
    }
}

/// The dollar, then all others.
fn options(cx: &Context<'_>, chosen: &str) -> Vec<Html> {
    let usd = Currency::USD.code();
    let all = names::currencies(cx.format.tag());
    let dollars = all.iter().filter(|(code, _)| code == usd);
    let others = all.iter().filter(|(code, _)| code != usd);
    let option = |(code, name): &(String, String)| {
        let label = [code.as_str(), " – ", name].concat();
        html! { <option value={code.clone()} selected={code == chosen}>{ label }</option> }
    };
    dollars.chain(others).map(option).collect()
}
