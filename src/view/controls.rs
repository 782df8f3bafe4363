//! One control for each kind of setting. What a setting is set to, and what it may be, is in core's
//! table of settings; a control only shows it and passes on what the reader enters.

use tokenfare_core::money::Notation;
use tokenfare_core::scenario::Value;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::context::Context;
use crate::state::Action;

/// How a setting is entered.
#[derive(Clone, Copy)]
pub(crate) enum Control {
    /// A whole number, with a slider over these sensible values.
    Number(&'static [u64]),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An amount of money, or nothing.
    Amount,
    /// A day, or none.
    Day,
}

/// The settings that are numbers on a scale, and its marks: about as many steps for each power of ten.
pub(crate) const MESSAGES: Control = Control::Number(&[
    1, 2, 5, 10, 20, 40, 80, 150, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000,
]);
pub(crate) const TOKENS: Control = Control::Number(&[
    0, 50, 100, 200, 300, 500, 800, 1_200, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000,
]);

/// Settings with their labels, in this order.
pub(crate) fn fields(cx: &Context<'_>, fields: &[(&'static str, Control)]) -> Html {
    html! {
        <div class="fields">
            { for fields.iter().map(|(name, control)| view(cx, name, *control)) }
        </div>
    }
}

/// A setting with its label.
pub(crate) fn view(cx: &Context<'_>, name: &'static str, control: Control) -> Html {
    let label = cx.say(&format!("setting.{name}"));
    let refused = cx.state.refused.as_ref().filter(|refused| refused.name == name);
    let described = refused.map(|_| "refused");
    // A field for numbers writes them plainly in every language.
    let notation = match control {
        Control::Amount => cx.format.notation(),
        _ => Notation::PLAIN,
    };
    let shown = match refused {
        Some(refused) => refused.value.clone(),
        None => notation.write(&cx.state.setting(name).to_string()),
    };
    let oninput = cx.on(move |event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::Write(name.into(), value, notation)
    });
    let invalid = refused.map(|_| "true");
    let entry = match control {
        Control::Number(marks) => html! {
            <>
            <input id={name} type="number" inputmode="numeric" min="0" step="1" value={shown.clone()}
                aria-invalid={invalid} aria-describedby={described} {oninput} />
            { slider(cx, name, &label, marks, shown.parse().unwrap_or(0)) }
            </>
        },
        Control::Amount => html! {
            <input id={name} type="text" inputmode="decimal" value={shown} placeholder="–"
                aria-invalid={invalid} aria-describedby={described} {oninput} />
        },
        Control::Day => html! {
            <input id={name} type="date" value={shown}
                aria-invalid={invalid} aria-describedby={described} {oninput} />
        },
        Control::Choice(words) => {
            let onchange = cx.on(move |event: Event| {
                let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                Action::Set(name.into(), Some(value))
            });
            html! {
                <select id={name} {onchange}>
                    { for words.iter().map(|word| html! {
                        <option value={*word} selected={shown == *word}>
                            { cx.say(&format!("choice.{name}.{word}")) }
                        </option>
                    }) }
                </select>
            }
        }
    };
    html! {
        <div class="field setting">
            <label for={name}>{ label.clone() }</label>
            { entry }
        </div>
    }
}

/// A slider over marks: it stands at the last that is not beyond the value.
fn slider(
    cx: &Context<'_>,
    name: &'static str,
    label: &AttrValue,
    marks: &'static [u64],
    value: u64,
) -> Html {
    let at = marks.iter().filter(|mark| **mark <= value).count().saturating_sub(1);
    let oninput = cx.on(move |event: InputEvent| {
        let at = event.target_unchecked_into::<HtmlInputElement>().value().parse().unwrap_or(0);
        Action::Set(name.into(), marks.get::<usize>(at).map(ToString::to_string))
    });
    html! {
        <input type="range" class="slider" data-slider={name} min="0" step="1"
            max={marks.len().saturating_sub(1).to_string()} value={at.to_string()}
            aria-label={label.clone()} aria-valuetext={cx.number(value)} {oninput} />
    }
}

/// A box to tick for one member of a list.
pub(crate) fn tick(cx: &Context<'_>, list: &'static str, member: &str, label: AttrValue) -> Html {
    let Value::List(members) = cx.state.setting(list) else { return Html::default() };
    // A word such as `usual` stands for what the report compares.
    let checked = members.iter().any(|known| known == member)
        || list == "plans" && cx.state.compared_plans().any(|plan| plan == member);
    let name = member.to_owned();
    let onchange = cx.on(move |_: Event| Action::Toggle(list, name.clone()));
    html! {
        <label class="tick">
            <input type="checkbox" data-tick={member.to_owned()} {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

/// A button that sets a setting.
pub(crate) fn preset(
    cx: &Context<'_>,
    name: &'static str,
    value: Option<&'static str>,
    label: &str,
) -> Html {
    let onclick =
        cx.on(move |_: MouseEvent| Action::Set(name.into(), value.map(ToOwned::to_owned)));
    html! {
        <button type="button" class="small" data-preset={label.to_owned()} {onclick}>
            { cx.say(label) }
        </button>
    }
}
