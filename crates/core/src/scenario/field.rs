//! The table of settings, and the macro that makes it together with the struct.

use std::fmt;
use std::ops::RangeInclusive;

use super::setting::Setting;
use super::{FIELDS, HELP, Scenario, ScenarioError};
use crate::money::Notation;
use crate::sentence::Sentence;

/// One setting: its names, its meaning, how it is read and written.
#[derive(Clone)]
pub struct Field {
    /// The name as an attribute, flag and address parameter: `messages-per-day`.
    pub name: &'static str,
    /// The key of its label.
    pub(super) label: &'static str,
    /// What bounds it, if it is a number.
    pub(super) range: RangeInclusive<u64>,
    /// Where a scenario has it.
    pub(super) of: fn(&Scenario) -> &dyn Setting,
    pub(super) of_mut: fn(&mut Scenario) -> &mut dyn Setting,
}

/// What a help text says of a setting.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Help {
    /// A word for its value: `COUNT`.
    pub placeholder: &'static str,
    /// What it means, in a sentence.
    pub doc: &'static str,
}

impl Field {
    /// What a help text says of it. Kept apart from the field, so that a page, which has words of its
    /// own in each language, does not carry these.
    pub fn help(&self) -> Help {
        let at = FIELDS.iter().position(|field| field.name == self.name);
        at.and_then(|at| HELP.get(at)).copied().unwrap_or_default()
    }

    /// What it is called, for a reader in any language.
    pub const fn label(&self) -> Sentence {
        Sentence::new(self.label)
    }

    /// The name as a key in JSON and JavaScript: `messagesPerDay`.
    pub fn key(&self) -> String {
        let mut upper = false;
        let camel = |c: char| {
            let c = if upper { c.to_ascii_uppercase() } else { c };
            upper = c == '-';
            (!upper).then_some(c)
        };
        self.name.chars().filter_map(camel).collect()
    }

    /// What `scenario` has it set to.
    pub fn value(&self, scenario: &Scenario) -> Value {
        (self.of)(scenario).value()
    }

    /// Whether it is a switch, which a bare attribute or flag turns on.
    pub fn is_switch(&self) -> bool {
        matches!(self.value(&Scenario::default()), Value::Switch(_))
    }

    /// Whether it takes several values.
    pub fn is_list(&self) -> bool {
        matches!(self.value(&Scenario::default()), Value::List(_))
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What a setting is set to. `Display` writes what [`Scenario::set`] reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Not set.
    Absent,
    /// A whole number.
    Number(u64),
    /// On or off.
    Switch(bool),
    /// A name, a day or an amount.
    Text(String),
    /// Several names.
    List(Vec<String>),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => Ok(()),
            Self::Number(number) => number.fmt(f),
            Self::Switch(on) => f.write_str(if *on { "on" } else { "off" }),
            Self::Text(text) => f.write_str(text),
            Self::List(names) => f.write_str(&names.join(",")),
        }
    }
}

impl Scenario {
    /// Sets one setting from text, by its attribute name or its JSON key.
    ///
    /// # Errors
    ///
    /// When no setting has the name, or the value isn't one of its values; `self` is then unchanged.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), ScenarioError> {
        let field = field(name).ok_or_else(|| ScenarioError::UnknownField(name.to_owned()))?;
        (field.of_mut)(self).set(value.trim(), &field.range).map_err(|expected| {
            ScenarioError::Invalid { name: field.name, value: value.to_owned(), expected }
        })
    }

    /// Sets one setting from what a reader wrote, who writes numbers in the notation of a language.
    ///
    /// # Errors
    ///
    /// As [`Scenario::set`]: a number of another notation is refused, never read as another number.
    pub fn set_written(
        &mut self,
        name: &str,
        value: &str,
        notation: Notation,
    ) -> Result<(), ScenarioError> {
        let numeric = field(name).is_some_and(|field| (field.of)(self).is_numeric());
        if !numeric || value.trim().is_empty() {
            return self.set(name, value);
        }
        match notation.read(value) {
            Some(number) => self.set(name, &number),
            // Letters, so that it is refused with what may be written.
            None => self.set(name, "NaN"),
        }
        .map_err(|error| error.about(value))
    }

    /// Puts one setting back to its default.
    ///
    /// # Errors
    ///
    /// When no setting has the name.
    pub fn reset(&mut self, name: &str) -> Result<(), ScenarioError> {
        let field = field(name).ok_or_else(|| ScenarioError::UnknownField(name.to_owned()))?;
        self.set(field.name, &field.value(&Self::default()).to_string())
    }

    /// The settings that differ from the default, as attribute names and values: all that an
    /// address or a snippet has to carry.
    pub fn changes(&self) -> impl Iterator<Item = (&'static str, String)> {
        let standard = Self::default();
        let pairs =
            FIELDS.iter().map(move |field| (field, field.value(self), field.value(&standard)));
        pairs
            .filter(|(_, value, standard)| value != standard)
            .map(|(field, value, _)| (field.name, value.to_string()))
    }
}

/// The setting with this attribute name or JSON key. `plan` stands for `plans`.
fn field(name: &str) -> Option<&'static Field> {
    let name = if name == "plan" { "plans" } else { name };
    FIELDS.iter().find(|field| field.name == name || field.key() == name)
}

/// All attribute names, for an error message.
pub(super) fn names() -> String {
    FIELDS.iter().map(|field| field.name).collect::<Vec<_>>().join(", ")
}

/// Declares [`Scenario`], its default and [`FIELDS`] from one list.
macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $field:ident: $type:ty = $default:expr, $name:literal,
        $placeholder:literal $(, $range:expr)?;)+) => {
        /// Everything the reader can set, except the text. Every setting has a default.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Scenario {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        impl Default for Scenario {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        /// Every setting, in the order they are offered.
        pub static FIELDS: &[Field] = &[$(Field {
            name: $name,
            label: concat!("setting.", $name),
            range: setting::range!($($range)?),
            of: |scenario| &scenario.$field,
            of_mut: |scenario| &mut scenario.$field,
        },)+];

        /// In the order of [`FIELDS`].
        static HELP: &[Help] = &[$(Help {
            placeholder: $placeholder,
            doc: concat!($($doc,)+),
        },)+];
    };
}

pub(super) use fields;
