//! Text for people, an integer when packed.

/// Implements serde for a type that has `Display`, `FromStr`, `to_packed` and `from_packed`: its text
/// in formats for people (JSON, TOML, JavaScript values), the packed integer in postcard.
///
/// A bare number is refused, and `$expecting` says what to write instead: as a binary float it would
/// already have lost the exact price.
macro_rules! text_or_packed {
    ($type:ty, $packed:ty, $expecting:literal) => {
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $expecting })
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    self.to_packed().serialize(serializer)
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $type;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                if deserializer.is_human_readable() {
                    deserializer.deserialize_str(Text)
                } else {
                    <$packed as serde::Deserialize>::deserialize(deserializer)
                        .map(<$type>::from_packed)
                }
            }
        }
    };
}

pub(crate) use text_or_packed;
