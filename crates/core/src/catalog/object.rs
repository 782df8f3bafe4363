//! A catalog in a file is an object of lists.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Catalog, CountedName, Credit, Model, Plan, Source, SpendingLimit, Vendor};

/// The fields of a [`Catalog`]. Serde would read a list as the fields in their order, so that `[]`
/// were a catalog without entries.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Lists {
    vendors: Vec<Vendor>,
    sources: Vec<Source>,
    models: Vec<Model>,
    counted: Vec<CountedName>,
    plans: Vec<Plan>,
    credits: Vec<Credit>,
    limits: Vec<SpendingLimit>,
}

impl<'de> Deserialize<'de> for Catalog {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Catalog;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "an object with lists of vendors, sources, models, plans, credits or limits",
                )
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Catalog, A::Error> {
                let Lists { vendors, sources, models, counted, plans, credits, limits } =
                    Lists::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Catalog { vendors, sources, models, counted, plans, credits, limits })
            }
        }

        deserializer.deserialize_map(Object)
    }
}
