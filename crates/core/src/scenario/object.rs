//! A scenario as an object: JSON, JavaScript values.
//!
//! Both directions go through the table of settings, so an object takes the same names and values
//! as attributes and flags, and its errors read the same.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{FIELDS, Scenario, Value};

impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let set = FIELDS.iter().map(|field| (field, field.value(self)));
        let mut object = serializer.serialize_map(None)?;
        for (field, value) in set.filter(|(_, value)| *value != Value::Absent) {
            object.serialize_entry(&field.key(), &value)?;
        }
        object.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Switch(on) => serializer.serialize_bool(*on),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(names) => names.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Scenario {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Settings)
    }
}

struct Settings;

impl<'de> Visitor<'de> for Settings {
    type Value = Scenario;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of settings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Scenario, A::Error> {
        let mut scenario = Scenario::default();
        while let Some(name) = object.next_key::<String>()? {
            if let Some(text) = object.next_value::<Written>()?.0 {
                scenario.set(&name, &text).map_err(A::Error::custom)?;
            }
        }
        Ok(scenario)
    }
}

/// A value of an object as the text an attribute would have; nothing for null.
struct Written(Option<String>);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Self)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true, false or a list of texts")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, on: bool) -> Result<Self::Value, E> {
        Ok(Some(Value::Switch(on).to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    /// The one place where a float comes in: a JavaScript number that isn't whole. It stands for the
    /// decimal of at most six places that it was written as.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        const PLACES: f64 = 1e6;
        let scaled = (number * PLACES).round();
        let exact = (scaled / PLACES - number).abs() <= f64::EPSILON * number.abs();
        if !exact || scaled.abs() > 9e15 {
            return Err(E::custom("a number has more than six decimals; write it as a text"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "whole and within 9e15, checked above")]
        let micros = scaled as i64;
        let sign = if micros < 0 { "-" } else { "" };
        let (whole, fraction) =
            (micros.unsigned_abs() / 1_000_000, micros.unsigned_abs() % 1_000_000);
        Ok(Some(match fraction {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{fraction:06}"),
        }))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element::<String>()? {
            names.push(name);
        }
        Ok(Some(Value::List(names).to_string()))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Scenario {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scenario".into()
    }

    /// From the table of settings, like everything else about a scenario.
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let standard = Self::default();
        let properties = FIELDS.iter().map(|field| {
            let default = field.value(&standard);
            // What is usually not set shows its kind when it is.
            let mut example = Self::default();
            let is_set = default != Value::Absent || example.set(field.name, "7").is_ok();
            let value = if is_set { field.value(&example) } else { Value::Absent };
            let kind = match value {
                Value::Number(_) => "integer",
                Value::Switch(_) => "boolean",
                Value::List(_) => "array",
                Value::Absent | Value::Text(_) => "string",
            };
            let mut schema =
                serde_json::json!({ "type": kind, "description": field.help().doc.trim() });
            if let (Some(object), true) = (schema.as_object_mut(), default != Value::Absent) {
                object.insert("default".to_owned(), serde_json::json!(default));
            }
            (field.key(), schema)
        });
        let properties: serde_json::Map<_, _> = properties.collect();
        schemars::json_schema!({
            "type": "object",
            "description": "Everything the reader can set, except the text.",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}
