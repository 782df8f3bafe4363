//! What the two charts share. Places are percentages of the plot, so a chart is as crisp and its
//! words are as large on a phone as on a page.

use tokenfare_core::money::Usd;
use tokenfare_core::report::tick;
use web_sys::{HtmlInputElement, MouseEvent};
use yew::prelude::*;

use crate::app::Msg;
use crate::scene::Scene;

/// Steps that an axis is cut into at most.
const PARTS: u128 = 5;

/// `part` of `whole` as a place in the plot: `12.34%`.
pub(crate) fn place(part: u128, whole: u128) -> String {
    let hundredths = part.saturating_mul(10_000) / whole.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// How far down an amount is drawn, where `top` is at the upper end. What is higher is out of sight.
pub(crate) fn height(amount: Usd, top: Usd) -> String {
    let (amount, top) = (amount.units().unsigned_abs(), top.units().unsigned_abs());
    match amount <= top {
        true => place(top - amount, top),
        false => format!("-{}", place(amount - top, top)),
    }
}

/// The round values of an axis from 0 to `most`.
pub(crate) fn marks(most: u128) -> impl Iterator<Item = u128> {
    let step = tick(most, PARTS);
    (0..=PARTS).map(move |at| at * step).take_while(move |mark| *mark <= most)
}

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
    pub(crate) point: fn(u64) -> Msg,
    pub(crate) scene: &'a Scene<'a>,
}

impl Chart<'_> {
    /// Where a value of the horizontal axis is.
    pub(crate) fn across(&self, value: u64) -> String {
        let (value, span) = (value.saturating_sub(self.first), self.last - self.first);
        place(u128::from(value), u128::from(span))
    }

    /// Draws `lines` in the plot, and `below` after the reading.
    pub(crate) fn view(&self, lines: Html, below: Html) -> Html {
        let scene = self.scene;
        let (first, span, point) = (self.first, self.last - self.first, self.point);
        let onpointermove = scene.link.batch_callback(move |event: PointerEvent| {
            let share = along(&event)?;
            Some(point(first + (span as f64 * share) as u64))
        });
        let oninput = scene.link.callback(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            point(value.parse().unwrap_or(first))
        });
        let save = |kind: &'static str, label: &str| {
            let name = self.name;
            let onclick = scene.link.callback(move |event: MouseEvent| {
                Msg::Save(event.target_unchecked_into(), name, kind)
            });
            html! {
                <button type="button" class="small" data-save={kind} {onclick}>
                    { scene.say(label) }
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
                    value={self.at.to_string()} aria-label={scene.say(&format!("{}.scrub", self.name))}
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
        html! { <text class="amount" x="0" {y} dy="-3">{ self.scene.format.money(amount) }</text> }
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
                { self.scene.number(value) }
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
