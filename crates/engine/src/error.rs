//! Errors as the page knows them: `www/load/error.js`.

use tokenfare_core::document::{EditError, NotText};
use tokenfare_core::tokenizer::{NoIds, UnknownEncoding, UnknownToken, VocabularyError};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../load/error.js")]
extern "C" {
    /// An `Error` with a stable `code`.
    pub type TokenfareError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str) -> TokenfareError;
}

impl TokenfareError {
    pub(crate) fn unknown_model(model: &str) -> Self {
        let message = format!(
            "no model `{model}` with a known encoding is in the catalog; name an encoding instead"
        );
        Self::new("unknown-model", &message)
    }
}

macro_rules! codes {
    ($($error:ty => $code:literal),* $(,)?) => {$(
        impl From<$error> for TokenfareError {
            fn from(error: $error) -> Self {
                Self::new($code, &error.to_string())
            }
        }
    )*};
}

codes! {
    EditError => "edit-out-of-range",
    NoIds => "no-ids",
    NotText => "not-text",
    UnknownEncoding => "unknown-encoding",
    UnknownToken => "unknown-token",
    VocabularyError => "vocabulary-damaged",
}
