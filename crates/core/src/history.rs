//! The reader's own past use, from exports and logs: what was asked of which model, when, and how much.
//!
//! A [`Reader`] takes the files part by part and keeps nothing of a text: only an [`Event`] for each
//! request. What is damaged, unknown or without a time is named and left out, and the rest is kept.

mod answer;
mod builder;
mod chatgpt;
mod claude;
mod claude_code;
mod codex;
mod csv;
mod event;
mod forecast;
mod gemini;
mod names;
mod price;
mod reader;
mod replay;
mod scenario;
mod split;
mod time;
mod windows;

#[cfg(test)]
mod tests;

pub use answer::{
    Answer, HistoryError, ModelUse, MonthUse, Question, Source, Way, WayMonth, WindowSize, answer,
};
pub use event::{Event, History, Limits, Repeated, Sample, Seen, Shape};
pub use forecast::Forecast;
pub use names::model_called;
pub use reader::{Options, Reader};
pub use replay::{Replay, Stops, replay};
pub use time::{Month, Time};
