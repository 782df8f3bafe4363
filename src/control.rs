//! One control for each kind of setting. What a setting is set to, and what it may be, is in core's
//! table of settings; a control only shows it and passes on what the reader enters.

use tokenfare_core::fare::{Fare, FareKind};
use tokenfare_core::scenario::{FIELDS, Value};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::Msg;
use crate::scene::Scene;

/// How a setting is entered.
#[derive(Clone, Copy)]
pub(crate) enum Control {
    /// A whole number, with a slider over these sensible values.
    Number(&'static [u64]),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An amount of money, or nothing.
    Amount,
}

/// The settings that are numbers on a scale, and its marks: about as many steps for each power of ten.
pub(crate) const MESSAGES: Control = Control::Number(&[
    1, 2, 5, 10, 20, 40, 80, 150, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000,
]);
pub(crate) const TOKENS: Control = Control::Number(&[
    0, 50, 100, 200, 300, 500, 800, 1_200, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000,
]);

/// What a setting is set to, as it is written.
pub(crate) fn written(scene: &Scene<'_>, name: &str) -> String {
    value(scene, name).to_string()
}

/// What a setting is set to.
pub(crate) fn value(scene: &Scene<'_>, name: &str) -> Value {
    let field = FIELDS.iter().find(|field| field.name == name);
    field.map_or(Value::Absent, |field| field.value(scene.scenario))
}

/// A setting with its label.
pub(crate) fn view(scene: &Scene<'_>, name: &'static str, control: Control) -> Html {
    let label = scene.say(&format!("setting.{name}"));
    let refused = scene.refused.filter(|refused| refused.name == name);
    let described = refused.map(|_| "refused");
    let shown = refused.map_or_else(|| written(scene, name), |refused| refused.value.clone());
    let oninput = scene.link.callback(move |event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        Msg::Set(name.into(), Some(value))
    });
    let invalid = refused.map(|_| "true");
    let entry = match control {
        Control::Number(marks) => html! {
            <>
            <input id={name} type="number" inputmode="numeric" min="0" step="1" value={shown.clone()}
                aria-invalid={invalid} aria-describedby={described} {oninput} />
            { slider(scene, name, &label, marks, shown.parse().unwrap_or(0)) }
            </>
        },
        Control::Amount => html! {
            <input id={name} type="text" inputmode="decimal" value={shown} placeholder="–"
                aria-invalid={invalid} aria-describedby={described} {oninput} />
        },
        Control::Choice(words) => {
            let onchange = scene.link.callback(move |event: Event| {
                let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                Msg::Set(name.into(), Some(value))
            });
            html! {
                <select id={name} {onchange}>
                    { for words.iter().map(|word| html! {
                        <option value={*word} selected={shown == *word}>
                            { scene.say(&format!("choice.{name}.{word}")) }
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
    scene: &Scene<'_>,
    name: &'static str,
    label: &AttrValue,
    marks: &'static [u64],
    value: u64,
) -> Html {
    let at = marks.iter().filter(|mark| **mark <= value).count().saturating_sub(1);
    let oninput = scene.link.callback(move |event: InputEvent| {
        let at = event.target_unchecked_into::<HtmlInputElement>().value().parse().unwrap_or(0);
        Msg::Set(name.into(), marks.get::<usize>(at).map(ToString::to_string))
    });
    html! {
        <input type="range" class="slider" data-slider={name} min="0" step="1"
            max={marks.len().saturating_sub(1).to_string()} value={at.to_string()}
            aria-label={label.clone()} aria-valuetext={scene.number(value)} {oninput} />
    }
}

/// A box to tick for one member of a list.
pub(crate) fn tick(scene: &Scene<'_>, list: &'static str, member: &str, label: AttrValue) -> Html {
    let Value::List(members) = value(scene, list) else { return Html::default() };
    // A word such as `usual` stands for what the report compares.
    let compared = |fare: &Fare| fare.kind == FareKind::Plan && fare.id == member;
    let checked = members.iter().any(|known| known == member)
        || list == "plans" && scene.report.fares.iter().any(compared);
    let name = member.to_owned();
    let onchange = scene.link.callback(move |_: Event| Msg::Flip(list, name.clone()));
    html! {
        <label class="tick">
            <input type="checkbox" data-tick={member.to_owned()} {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

/// A button that sets a setting.
pub(crate) fn preset(
    scene: &Scene<'_>,
    name: &'static str,
    value: Option<&'static str>,
    label: &str,
) -> Html {
    let onclick = scene
        .link
        .callback(move |_: MouseEvent| Msg::Set(name.into(), value.map(ToOwned::to_owned)));
    html! {
        <button type="button" class="small" data-preset={label.to_owned()} {onclick}>
            { scene.say(label) }
        </button>
    }
}
