//! JSON Schemas, made from the types themselves.

use schemars::JsonSchema;
use tokenfare_core::catalog::Catalog;
use tokenfare_core::report::Report;

/// The schemas that are published, by file name: of a catalog file (a reader's own, too), and of a
/// report (`tokenfare cost --json`, `quote()`).
pub fn schemas() -> [(&'static str, String); 2] {
    [("catalog.schema.json", schema::<Catalog>()), ("report.schema.json", schema::<Report>())]
}

fn schema<T: JsonSchema>() -> String {
    format!("{:#}\n", schemars::schema_for!(T).to_value())
}
