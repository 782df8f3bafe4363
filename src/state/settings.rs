//! What the reader and the page set, and what becomes of what can't be set.

use tokenfare_core::money::Notation;
use tokenfare_core::report::{Counts, ReportError};
use tokenfare_core::scenario::{FIELDS, Scenario, ScenarioError, Value};
use tokenfare_core::tokenizer::Encoding;

use super::{Counting, Effect, Refusal, Refused, State, ViewMode};

impl State {
    /// What a setting is set to.
    pub(crate) fn setting(&self, name: &str) -> Value {
        let field = FIELDS.iter().find(|field| field.name == name);
        field.map_or(Value::Absent, |field| field.value(&self.scenario))
    }

    /// The members of a list of settings once `member` is in it, or out of it, as it is written.
    pub(super) fn toggled(&self, list: &str, member: String) -> String {
        let Value::List(mut members) = self.setting(list) else { return member };
        if members.iter().any(|known| known == "all" || known == "usual") {
            // What these words stand for is what the report compares.
            members = self.compared_plans().map(ToOwned::to_owned).collect();
        }
        match members.iter().position(|known| *known == member) {
            Some(at) => drop(members.remove(at)),
            None => members.push(member),
        }
        members.join(",")
    }

    /// Takes over settings that are the widget's own.
    pub(super) fn replace(&mut self, scenario: Scenario) {
        self.touched = true;
        self.refused = None;
        if let Err(error) = self.adopt(scenario) {
            let value = self.scenario.model.clone();
            let why = Refusal::Report(error);
            self.refuse(Refused { name: "model".into(), value, why });
        }
    }

    /// The standard scenario with these settings by name and value, and those of them that make no
    /// report. Of `attributes`, the view is set and others that are no settings are not the widget's
    /// business; a link holds nothing but settings.
    pub(super) fn accepted(
        &mut self,
        settings: impl IntoIterator<Item = (String, String)>,
        attributes: bool,
    ) -> (Scenario, Vec<Refused>) {
        let (mut scenario, mut refused) = (Scenario::default(), Vec::new());
        for (name, value) in settings {
            if name == "view" && attributes {
                if let Err(error) = self.set_view(Some(value)) {
                    refused.push(error);
                }
                continue;
            }
            let mut next = scenario.clone();
            let why = match next.set(&name, &value) {
                Ok(()) => {
                    let report = self.report_for(&next, &Counts::estimated(0));
                    report.err().map(Refusal::Report)
                }
                Err(ScenarioError::UnknownField(_)) if attributes => continue,
                Err(error) => Some(Refusal::Setting(error)),
            };
            match why {
                Some(why) => refused.push(Refused { name, value, why }),
                None => scenario = next,
            }
        }
        (scenario, refused)
    }

    /// Sets a setting. If it has no such value, or there is no report for it, everything stays and the
    /// page is told why. Attributes that are no settings are not the widget's business. A `notation` is that
    /// of a reader who wrote the value.
    pub(super) fn set(&mut self, name: String, value: Option<String>, notation: Option<Notation>) {
        if name == "view" {
            if let Err(refused) = self.set_view(value) {
                self.refuse(refused);
            }
            return;
        }
        let mut scenario = self.scenario.clone();
        let set = match (&value, notation) {
            (Some(value), Some(notation)) => scenario.set_written(&name, value, notation),
            (Some(value), None) => scenario.set(&name, value),
            (None, _) => scenario.reset(&name),
        };
        if name == "model" {
            scenario = self.with_system(scenario);
        }
        let why = match set {
            Ok(()) => self.adopt(scenario).err().map(Refusal::Report),
            Err(ScenarioError::UnknownField(_)) => return,
            Err(error) => Some(Refusal::Setting(error)),
        };
        match why {
            Some(why) => self.refuse(Refused { name, value: value.unwrap_or_default(), why }),
            None => self.refused = None,
        }
    }

    fn set_view(&mut self, name: Option<String>) -> Result<(), Refused> {
        match ViewMode::named(name.as_deref()) {
            Ok(view) => self.view = view,
            Err(error) => {
                let (value, why) = (name.unwrap_or_default(), Refusal::Setting(error));
                return Err(Refused { name: "view".into(), value, why });
            }
        }
        Ok(())
    }

    pub(super) fn refuse(&mut self, refused: Refused) {
        self.tell_problem("invalid-setting", refused.why.to_string());
        self.refused = Some(refused);
    }

    /// Takes a scenario over, if there is a report for it. A count in another encoding than its
    /// model's is no longer one: the text is then counted anew.
    pub(super) fn adopt(&mut self, scenario: Scenario) -> Result<(), ReportError> {
        let model = self.catalog.model(&scenario.model);
        let encoding = model.and_then(|model| model.tokens.encoding().parse::<Encoding>().ok());
        let counting = std::mem::replace(&mut self.counting, Counting::Waiting);
        if encoding == self.encoding {
            self.counting = counting.clone();
        }
        let counts = self.count(encoding);
        match self.report_for(&scenario, &counts) {
            Ok(report) => {
                self.scenario = scenario;
                self.counts = counts;
                self.publish(report);
                if let Some(encoding) = encoding.filter(|_| encoding != self.encoding) {
                    self.effects.push(Effect::Recount(encoding));
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
