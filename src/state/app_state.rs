//! All that is known at one moment.

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use tokenfare_core::catalog::{Catalog, Date};
use tokenfare_core::fare::{Fare, FareKind};
use tokenfare_core::report::{Counts, Report, ReportError, Weights, report};
use tokenfare_core::scenario::{Scenario, ScenarioError};
use tokenfare_core::sentence::Sentence;
use tokenfare_core::tokenizer::Encoding;

use super::currency::CurrencyDraft;
use super::text::guess;
use super::{
    AttachedFile, Counting, Effect, Notice, ShareState, SystemPrompt, Text, UiState, ViewMode,
};

/// What the widget knows: what was set and counted, and the report that follows from it.
pub(crate) struct State {
    /// The prices.
    pub(crate) catalog: Arc<Catalog>,
    /// How much of the widget is shown.
    pub(crate) view: ViewMode,
    /// What is open, sorted and pointed at.
    pub(crate) ui: UiState,
    /// How far the lazy part is.
    pub(crate) lazy: LazyStatus,
    /// What the reader and the page have set.
    pub(crate) scenario: Scenario,
    /// What of the page does not work.
    pub(crate) notices: Vec<Notice>,
    /// What of the last link could not be used.
    pub(crate) link_notice: Option<Notice>,
    /// The last setting that was refused.
    pub(crate) refused: Option<Refused>,
    /// The text as it stands.
    pub(crate) text: Rc<dyn Text>,
    /// What the counter last said of it.
    pub(crate) counting: Counting,
    /// The files that go with the text.
    pub(crate) files: Vec<AttachedFile>,
    /// Files that were counted since something was last said of them, by id.
    pub(super) file_news: Vec<u32>,
    /// When a file on its way was last drawn, in milliseconds.
    pub(super) files_drawn: f64,
    /// The pasted system prompt.
    pub(crate) prompt: Option<SystemPrompt>,
    /// Whether conversations are counted as plain text.
    pub(crate) plain_text: bool,
    /// What the text and the files weigh, as far as it is known.
    pub(crate) weights: Weights,
    /// The same, and how well it is known.
    pub(crate) counts: Counts,
    /// What is chosen in the section Share.
    pub(crate) share: ShareState,
    /// What the reader has entered under Currency.
    pub(super) currency: Option<CurrencyDraft>,
    /// The day whose prices hold unless the scenario names one.
    pub(super) today: Option<Date>,
    /// The estimate for `text`, once it was needed.
    pub(super) estimate: Option<u64>,
    /// The tokens of the pasted system prompt, while they are the setting.
    pub(super) system: Option<u64>,
    /// What the text is counted in: the encoding of the scenario's model, where it is carried here.
    pub(super) encoding: Option<Encoding>,
    /// The code of what was last told of the currency.
    pub(super) told_currency: Option<&'static str>,
    /// Whether the reader has done anything yet that is answered by a new report.
    pub(super) touched: bool,
    /// When a count on its way was last drawn, in milliseconds.
    pub(super) drawn: f64,
    /// What is to be done in the page, and has not been asked for yet.
    pub(super) effects: Vec<Effect>,
    report: Option<Rc<Report>>,
}

/// A setting that was given what it can't be set to, and keeps its last value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The setting.
    pub(crate) name: String,
    /// What was written.
    pub(crate) value: String,
    /// Why, and what may be written.
    pub(crate) why: Refusal,
}

/// Why a setting was refused. `Display` is a sentence in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It has no such value.
    Setting(ScenarioError),
    /// There is no report for it.
    Report(ReportError),
}

impl Refusal {
    /// Why, and what may be written, for a reader in any language.
    pub(crate) fn sentence(&self) -> Sentence {
        match self {
            Self::Setting(error) => error.sentence(),
            Self::Report(error) => error.sentence(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(error) => error.fmt(f),
            Self::Report(error) => error.fmt(f),
        }
    }
}

/// How far the part of the widget is that is loaded when it is first needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LazyStatus {
    /// Nobody has needed it yet.
    Unloaded,
    /// On its way.
    Loading,
    /// Here.
    Loaded,
    /// It could not be loaded.
    Failed,
}

impl State {
    /// What is known at first: the standard scenario with these settings by name and value, without
    /// those that make no report; or what the address `link` says in their place.
    pub(crate) fn new(
        catalog: Arc<Catalog>,
        today: Option<Date>,
        text: Rc<dyn Text>,
        settings: impl IntoIterator<Item = (String, String)>,
        link: Option<&str>,
    ) -> (Self, Vec<Effect>) {
        let mut state = Self {
            catalog,
            view: ViewMode::default(),
            ui: UiState::default(),
            lazy: LazyStatus::Unloaded,
            scenario: Scenario::default(),
            notices: Vec::new(),
            link_notice: None,
            refused: None,
            text,
            counting: Counting::Waiting,
            files: Vec::new(),
            file_news: Vec::new(),
            files_drawn: 0.0,
            prompt: None,
            plain_text: false,
            weights: Weights::default(),
            counts: Counts::estimated(0),
            share: ShareState::default(),
            currency: None,
            today,
            estimate: None,
            system: None,
            encoding: None,
            told_currency: None,
            touched: false,
            drawn: 0.0,
            effects: Vec::new(),
            report: None,
        };
        let (scenario, refused) = state.accepted(settings, true);
        if let Some(link) = link {
            state.open_link(link);
        }
        if state.report.is_none() {
            // There is a report for it: that was tried for each setting, and the catalog's tests hold it
            // for the standard scenario.
            let _ = state.adopt(scenario);
            for refused in refused {
                state.refuse(refused);
            }
        }
        state.effects.push(Effect::LoadLazy);
        let effects = state.take_effects();
        (state, effects)
    }

    /// What is to be done in the page, in this order, and has not been asked for yet.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The newest report.
    pub(crate) fn report(&self) -> Option<&Rc<Report>> {
        self.report.as_ref()
    }

    /// The API's fare.
    pub(crate) fn api(&self) -> Option<&Fare> {
        self.report()?.fares.iter().find(|fare| fare.kind == FareKind::Api)
    }

    /// The ids of the plans that the report compares, whether they were named or a word stands for them.
    pub(crate) fn compared_plans(&self) -> impl Iterator<Item = &str> {
        let fares = self.report.iter().flat_map(|report| &report.fares);
        fares.filter(|fare| fare.kind == FareKind::Plan).map(|fare| fare.id.as_str())
    }

    /// The cheapest fare that fits.
    pub(crate) fn best(&self) -> Option<&Fare> {
        let report = self.report()?;
        report.fare(report.cheapest.as_deref()?)
    }

    /// A word for style sheets and tests: how far the count of text and files has come.
    pub(crate) fn counting_name(&self) -> &'static str {
        match self.counting {
            Counting::Exact { .. } if !self.files_are_counted() => "counting",
            _ => self.counting.name(),
        }
    }

    /// Makes the report anew after the text or its count has changed.
    pub(super) fn refresh(&mut self) {
        let counts = self.count(self.encoding);
        if let Ok(report) = self.report_for(&self.scenario, &counts) {
            self.counts = counts;
            self.publish(report);
        }
    }

    /// Makes the report anew for what was weighed before the text changed: it is an estimate from now on.
    pub(super) fn doubt_the_count(&mut self) {
        let counts = Counts::estimated(self.weights.clone());
        if let Ok(report) = self.report_for(&self.scenario, &counts) {
            self.counts = counts;
            self.publish(report);
        }
    }

    pub(super) fn publish(&mut self, report: Report) {
        self.report = Some(Rc::new(report));
        self.effects.push(Effect::Report);
    }

    pub(super) fn report_for(
        &self,
        scenario: &Scenario,
        counts: &Counts,
    ) -> Result<Report, ReportError> {
        let mut scenario = scenario.clone();
        scenario.on = scenario.on.or(self.today);
        report(&self.catalog, &scenario, counts)
    }

    /// What is known of the weight in `encoding`, in which the text and the files are being counted.
    pub(super) fn count(&mut self, encoding: Option<Encoding>) -> Counts {
        let conversations = self.counting.conversations().filter(|_| !self.plain_text);
        let plain = match &self.counting {
            _ if conversations.is_some() => 0,
            Counting::Exact { tokens, .. } | Counting::Changed { tokens, .. } => *tokens,
            // What has been read tells more about the rest than its characters do.
            Counting::Reading { tokens, share } if *share > 0.0 => (*tokens as f64 / share) as u64,
            _ => {
                let text = &self.text;
                *self.estimate.get_or_insert_with(|| guess(&**text))
            }
        };
        let files = self.file_weights();
        let pasted = [conversations.unwrap_or_default(), &files.encoded].concat();
        let (weights, legible) = match Weights::decode(&pasted) {
            _ if self.plain_text => (Weights::from(plain + files.tokens), true),
            Ok(weights) => (weights.and_message(plain), true),
            // Only a worker of another version writes such lines: the text is then an estimate.
            Err(_) => (Weights::from(guess(&*self.text) + files.tokens), false),
        };
        self.weights = weights;
        match (self.counting.exact(), encoding) {
            (Some(_), Some(encoding)) if files.exact && legible => {
                Counts::exact(encoding.name(), self.weights.clone())
            }
            _ => Counts::estimated(self.weights.clone()),
        }
    }
}
