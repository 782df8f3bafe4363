//! What the parts of the page are drawn from.

use std::borrow::Cow;
use std::rc::Rc;

use tokenfare_core::catalog::{Catalog, Date};
use tokenfare_core::fare::{Fare, FareKind};
use tokenfare_core::money::Usd;
use tokenfare_core::report::{Counts, Report, Weights};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::sentence::Language;
use yew::AttrValue;
use yew::html::Scope;

use crate::app::App;
use crate::counting::{Attached, Counting};
use crate::depth::Depth;
use crate::format::Format;
use crate::host::Host;
use crate::looks::Looks;
use crate::messages::Messages;
use crate::situation::Refused;

/// Everything that is known at one moment, and the way to say what the reader does.
///
/// Parts of the page are plain functions of this: a component for each would cost the reader bytes
/// and gain nothing, for a new report changes them all.
pub(crate) struct Scene<'a> {
    pub(crate) host: &'a Host,
    pub(crate) messages: &'a Messages,
    pub(crate) format: &'a Format,
    pub(crate) catalog: &'a Catalog,
    pub(crate) scenario: &'a Scenario,
    pub(crate) report: &'a Rc<Report>,
    /// What the text and the files weigh.
    pub(crate) weights: &'a Weights,
    /// What the report was made of.
    pub(crate) counts: &'a Counts,
    pub(crate) counting: &'a Counting,
    /// The files that go with the text.
    pub(crate) attached: &'a Attached,
    /// Whether conversations are counted as plain text.
    pub(crate) plain: bool,
    /// The last setting that was refused.
    pub(crate) refused: Option<&'a Refused>,
    /// What is open, sorted and pointed at.
    pub(crate) looks: &'a Looks,
    /// What draws the sections.
    pub(crate) depth: &'a Depth,
    /// Takes what the reader does.
    pub(crate) link: &'a Scope<App>,
}

impl Scene<'_> {
    /// The sentence for `key`.
    pub(crate) fn say(&self, key: &str) -> AttrValue {
        self.messages.get(key)
    }

    /// The sentence for `key` with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> AttrValue {
        self.messages.fill(key, values)
    }

    /// The sentence for `key` as it reads with `{count}` of something.
    pub(crate) fn count(&self, key: &str, count: u64) -> AttrValue {
        self.count_with(key, count, &[])
    }

    /// The same with more to replace.
    pub(crate) fn count_with(&self, key: &str, count: u64, values: &[(&str, &str)]) -> AttrValue {
        let number = self.number(count);
        let mut all = vec![("count", number.as_str())];
        all.extend(values);
        self.messages.count(key, count, &all)
    }

    /// A whole number as the reader's language writes it.
    pub(crate) fn number(&self, number: u64) -> String {
        self.format.integer(number)
    }

    /// An amount, which may be nothing or not known.
    pub(crate) fn money(&self, amount: Option<Usd>) -> AttrValue {
        match amount {
            None => self.say("money.unknown"),
            Some(Usd::ZERO) => self.say("money.free"),
            Some(amount) => self.format.money(amount).into(),
        }
    }

    /// The API's fare.
    pub(crate) fn api(&self) -> Option<&Fare> {
        self.report.fares.iter().find(|fare| fare.kind == FareKind::Api)
    }

    /// The cheapest fare that fits.
    pub(crate) fn best(&self) -> Option<&Fare> {
        self.report.fare(self.report.cheapest.as_deref()?)
    }

    /// The name of a fare by its id.
    pub(crate) fn name(&self, id: &str) -> AttrValue {
        self.report.fare(id).map(|fare| fare.name.clone()).unwrap_or_default().into()
    }
}

/// The reader's language, for what core says.
impl Language for Scene<'_> {
    fn message(&self, key: &str, count: Option<u64>) -> Option<Cow<'_, str>> {
        self.messages.template(key, count).map(Cow::Owned)
    }

    fn number(&self, number: u64) -> String {
        self.format.integer(number)
    }

    fn money(&self, amount: Usd) -> String {
        self.format.money(amount)
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }
}
