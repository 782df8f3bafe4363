//! What the two charts share: the frame, the axes, the reading and the downloads.

use tokenfare_core::money::Usd;
use web_sys::{HtmlInputElement, MouseEvent};
use yew::prelude::*;

use super::geometry::{height, marks, place};
use crate::context::{Context, Msg};
use crate::state::{Action, UiAction};

/// Everything around the marks of a chart: the frame, both axes, the reading and the downloads.
pub(crate) struct Chart<'a> {
    /// `curve` or `snowball`: the key of its messages.
    pub(crate) name: &'static str,
    /// What it shows, for those who don't see it.
    pub(crate) label: AttrValue,
    pub(crate) top: Usd,
    /// The horizontal axis runs from `first` to `last`.
    pub(crate) first: u64,
    pub(crate) last: u64,
    /// Where it is read now.
    pub(crate) at: u64,
    /// What is read there, in a line.
    pub(crate) reading: AttrValue,
    /// What to do when the reader points elsewhere.
    pub(crate) point: fn(u64) -> UiAction,
    pub(crate) cx: &'a Context<'a>,
}

impl Chart<'_> {
    /// Where a value of the horizontal axis is.
    pub(crate) fn across(&self, value: u64) -> String {
        let (value, span) = (value.saturating_sub(self.first), self.last - self.first);
        place(u128::from(value), u128::from(span))
    }

    /// Draws `lines` in the plot, and `below` after the reading.
    pub(super) fn view(&self, lines: Html, below: Html) -> Html {
        let cx = self.cx;
        let (first, span, point) = (self.first, self.last - self.first, self.point);
        let dispatch = cx.dispatch.clone();
        let onpointermove = move |event: PointerEvent| {
            if let Some(share) = along(&event) {
                let value = first + (span as f64 * share) as u64;
                dispatch.emit(Msg::Do(Action::Ui(point(value))));
            }
        };
        let oninput = cx.on(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            Action::Ui(point(value.parse().unwrap_or(first)))
        });
        let save = |kind: &'static str, label: &str| {
            let name = self.name;
            let onclick = cx.dispatch.reform(move |event: MouseEvent| {
                Msg::SaveChart(event.target_unchecked_into(), name, kind)
            });
            html! {
                <button type="button" class="small" data-save={kind} {onclick}>
                    { cx.say(label) }
                </button>
            }
        };
        // At the very top there is no room for an amount.
        let highest = self.top.units().unsigned_abs() / 16 * 15;
        let levels = || {
            let marks = marks(highest).skip(1);
            marks.map(|mark| Usd::from_units(i128::try_from(mark).unwrap_or(i128::MAX)))
        };
        html! {
            <figure class="chart" data-chart={self.name}>
                <svg class="plot" role="img" aria-label={self.label.clone()} {onpointermove}>
                    <svg class="area" y="10" width="100%" height="186">
                        { for levels().map(|mark| self.level(mark)) }
                        { lines }
                        { for levels().map(|mark| self.amount(mark)) }
                        <line class="cursor" x1={self.across(self.at)} x2={self.across(self.at)}
                            y1="0" y2="100%" />
                    </svg>
                    // A little lower than nothing, which is the cost of what is free.
                    <line class="axis" x1="0" x2="100%" y1="200" y2="200" />
                    { for marks(u128::from(self.last)).map(|mark| self.tick(mark)) }
                </svg>
                <input type="range" class="slider scrub" min={self.first.to_string()}
                    max={self.last.to_string()} step={(span / 200).max(1).to_string()}
                    value={self.at.to_string()} aria-label={cx.say(&format!("{}.scrub", self.name))}
                    aria-valuetext={self.reading.clone()} {oninput} />
                <figcaption>
                    <p class="reading" data-figure="reading">{ self.reading.clone() }</p>
                    { below }
                    <p class="buttons">
                        { save("svg", "chart.svg") }{ save("png", "chart.png") }
                    </p>
                </figcaption>
            </figure>
        }
    }

    /// A line across at an amount.
    fn level(&self, amount: Usd) -> Html {
        let y = height(amount, self.top);
        html! { <line class="level" x1="0" x2="100%" y1={y.clone()} y2={y} /> }
    }

    /// The amount on its line, over all else that is drawn there.
    fn amount(&self, amount: Usd) -> Html {
        let y = height(amount, self.top);
        html! { <text class="amount" x="0" {y} dy="-3">{ self.cx.format.money(amount) }</text> }
    }

    /// A value below the horizontal axis.
    fn tick(&self, mark: u128) -> Html {
        let value = u64::try_from(mark).unwrap_or(u64::MAX).max(self.first);
        let anchor = match value {
            value if value == self.first => "start",
            value if value == self.last => "end",
            _ => "middle",
        };
        html! {
            <text class="value" x={self.across(value)} y="216" text-anchor={anchor}>
                { self.cx.number(value) }
            </text>
        }
    }
}

/// Where the pointer is in the plot, from 0 at its start to 1.
fn along(event: &PointerEvent) -> Option<f64> {
    let target = event.target_dyn_into::<web_sys::Element>()?.closest(".plot").ok()??;
    let frame = target.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - frame.left()) / frame.width();
    Some(share.clamp(0.0, 1.0))
}

/// A line of text under a mark, in the colour and dashes of its series.
pub(crate) fn key(series: usize) -> Html {
    html! {
        <svg class="key" data-dashes={dashes(series)} aria-hidden="true">
            <line x1="0" x2="100%" y1="50%" y2="50%" />
        </svg>
    }
}

/// Which of the six colours and dashes a series is drawn in.
pub(crate) fn dashes(series: usize) -> String {
    (series % 6).to_string()
}
