//! Plain data out of JavaScript: what `JSON.stringify` would write, and nothing that it would drop.
//!
//! A function, NaN or an infinity is no value of a setting or a price. JSON has no word for them, so a
//! mistake of the caller's would be taken for a value that was not given.

use std::fmt::{self, Display};

use serde::Serialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer};
use serde::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Map, Number, Value};
use wasm_bindgen::JsValue;

use crate::TokenfareError;
use crate::error::Code;

/// Values nested deeper than this are no scenario and no catalog; an object may contain itself.
const DEEPEST: usize = 32;

/// Reads `value`, whose every member has a place in `T`.
///
/// # Errors
/// `code`, with the way to the member that is refused and what was expected there.
pub(crate) fn read<T: DeserializeOwned>(value: JsValue, code: Code) -> Result<T, TokenfareError> {
    let refused = |path: &serde_path_to_error::Path, error: &dyn Display| {
        let whole = path.iter().len() == 0;
        code.because(if whole { error.to_string() } else { format!("{path}: {error}") })
    };
    // In two steps: a type that is read straight from JavaScript asks for the members that it knows, and
    // others go unnoticed.
    let mut track = serde_path_to_error::Track::new();
    let value = serde_wasm_bindgen::Deserializer::from(value);
    let value = serde_path_to_error::Deserializer::new(value, &mut track);
    let plain = Plain { depth: DEEPEST }.deserialize(value);
    let plain = plain.map_err(|error| refused(&track.path(), &error))?;
    let read = serde_path_to_error::deserialize(plain);
    read.map_err(|error| refused(error.path(), error.inner()))
}

/// Writes `value` as plain objects and lists: what its JSON would be parsed to.
///
/// # Errors
/// `engine-failed` for a number that JavaScript can't hold.
pub(crate) fn write(value: &impl Serialize) -> Result<JsValue, TokenfareError> {
    let written = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    written.map_err(|error| Code::EngineFailed.because(error))
}

/// A string that JavaScript has handed over: its UTF-8 was the page's to write.
///
/// # Errors
/// `engine-failed` when it is not UTF-8.
pub(crate) fn checked(text: String) -> Result<String, TokenfareError> {
    String::from_utf8(text.into_bytes()).map_err(|_| {
        let reason = "the TextEncoder of this page does not write UTF-8; something has replaced it";
        Code::EngineFailed.because(reason)
    })
}

/// Reads plain data that is nested at most so deep.
#[derive(Clone, Copy)]
struct Plain {
    depth: usize,
}

impl Plain {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1);
        let depth = depth.ok_or_else(|| E::custom(format!("nested deeper than {DEEPEST} levels")));
        Ok(Self { depth: depth? })
    }
}

impl<'de> DeserializeSeed<'de> for Plain {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Plain {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a finite number, true, false, null, or a list or object of these")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value).map(Value::Number);
        number.ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        utf8(value).map(Value::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(deeper)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    /// A member that is null or undefined is one that is not there, as everywhere in a catalog and a
    /// scenario.
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut members = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let name = utf8(name)?;
            match object.next_value_seed(deeper)? {
                Value::Null => {}
                value => drop(members.insert(name, value)),
            }
        }
        Ok(Value::Object(members))
    }
}

/// A string of JavaScript's, whose UTF-8 was the page's to write.
fn utf8<E: Error>(text: String) -> Result<String, E> {
    String::from_utf8(text.into_bytes()).map_err(E::custom)
}
