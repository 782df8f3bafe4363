//! What the reader and the page set, and what becomes of what can't be set.

use js_sys::Array;
use serde::Serialize;
use tokenfare_core::fare::FareKind;
use tokenfare_core::report::{Counts, ReportError};
use tokenfare_core::scenario::{FIELDS, Scenario, ScenarioError, Value};
use tokenfare_core::tokenizer::Encoding;

use super::App;
use crate::counting::Counting;
use crate::host::{Host, to_js};
use crate::situation::Refused;
use crate::view::View;

impl App {
    /// The members of a list of settings once `member` is in it, or out of it, as it is written.
    pub(super) fn flipped(&self, list: &str, member: String) -> String {
        let field = FIELDS.iter().find(|field| field.name == list);
        let Some(Value::List(mut members)) = field.map(|field| field.value(&self.scenario)) else {
            return member;
        };
        if members.iter().any(|known| known == "all" || known == "usual") {
            // What these words stand for is what the report compares.
            let fares = self.report.iter().flat_map(|report| &report.fares);
            let plans = fares.filter(|fare| fare.kind == FareKind::Plan);
            members = plans.map(|fare| fare.id.clone()).collect();
        }
        match members.iter().position(|known| *known == member) {
            Some(at) => drop(members.remove(at)),
            None => members.push(member),
        }
        members.join(",")
    }

    /// Takes over settings that are the widget's own.
    pub(super) fn replace(&mut self, host: &Host, scenario: Scenario) {
        self.touched = true;
        self.refused = None;
        if let Err(error) = self.adopt(host, scenario) {
            self.refuse(host, "model".into(), self.scenario.model.clone(), error.to_string());
        }
    }

    /// The standard scenario with the element's attributes, without those that make no report.
    pub(super) fn first_scenario(&mut self, host: &Host) -> Scenario {
        let mut scenario = Scenario::default();
        for pair in host.settings().iter().map(|pair| Array::from(&pair)) {
            let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string())
            else {
                continue;
            };
            if name == "view" {
                self.look(host, Some(value));
                continue;
            }
            let mut next = scenario.clone();
            let message = match next.set(&name, &value) {
                Ok(()) => self.report(&next, &Counts::estimated(0)).err().map(|e| e.to_string()),
                Err(ScenarioError::UnknownField(_)) => continue,
                Err(error) => Some(error.to_string()),
            };
            match message {
                Some(message) => self.refuse(host, name, value, message),
                None => scenario = next,
            }
        }
        scenario
    }

    /// Sets a setting. If it has no such value, or there is no report for it, everything stays and
    /// the page is told why. Attributes that are no settings are not the widget's business.
    pub(super) fn set(&mut self, host: &Host, name: String, value: Option<String>) {
        if name == "view" {
            return self.look(host, value);
        }
        let mut scenario = self.scenario.clone();
        let set = match &value {
            Some(value) => scenario.set(&name, value),
            None => scenario.reset(&name),
        };
        if name == "model" {
            scenario = self.with_system(scenario);
        }
        let message = match set {
            Ok(()) => self.adopt(host, scenario).err().map(|error| error.to_string()),
            Err(ScenarioError::UnknownField(_)) => return,
            Err(error) => Some(error.to_string()),
        };
        match message {
            Some(message) => self.refuse(host, name, value.unwrap_or_default(), message),
            None => self.refused = None,
        }
    }

    /// Shows another view of the same. Its text field is a new one and starts with the text as it is.
    pub(super) fn look(&mut self, host: &Host, name: Option<String>) {
        match View::named(name.as_deref()) {
            Ok(view) => {
                self.view = view;
                self.first_text = String::from(&self.text).into();
            }
            Err(message) => self.refuse(host, "view".into(), name.unwrap_or_default(), message),
        }
    }

    pub(super) fn refuse(&mut self, host: &Host, name: String, value: String, message: String) {
        let code = "invalid-setting";
        host.emit("error", &to_js(&Problem { code, message: message.clone() }));
        self.refused = Some(Refused { name, value, message });
    }

    /// Takes a scenario over, if there is a report for it. A count in another encoding than its
    /// model's is no longer one: the text is then counted anew.
    pub(super) fn adopt(&mut self, host: &Host, scenario: Scenario) -> Result<(), ReportError> {
        let model = self.catalog.model(&scenario.model);
        let encoding = model.and_then(|model| model.tokens.encoding().parse::<Encoding>().ok());
        let counting = std::mem::replace(&mut self.counting, Counting::Waiting);
        if encoding == self.encoding {
            self.counting = counting.clone();
        }
        let counts = self.counts(encoding);
        match self.report(&scenario, &counts) {
            Ok(report) => {
                self.format.follow(&scenario);
                self.scenario = scenario;
                self.counts = counts;
                self.announce(host, report);
                if let Some(encoding) = encoding.filter(|_| encoding != self.encoding) {
                    host.counter()
                        .set_encoding(encoding.name(), &format!("{}.vocab", encoding.file()));
                }
                self.encoding = encoding;
                Ok(())
            }
            Err(error) => {
                self.counting = counting;
                Err(error)
            }
        }
    }

    /// A scenario whose system prompt is the pasted one, as its model counts it.
    pub(super) fn with_system(&self, mut scenario: Scenario) -> Scenario {
        let model = self.catalog.model(&scenario.model);
        if let Some((tokens, model)) = self.system.zip(model) {
            let counts = Counts::exact(model.tokens.encoding(), tokens);
            scenario.system_tokens = counts.message(&model.tokens).0;
        }
        scenario
    }
}

/// The detail of `tokenfare-error`.
#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}
