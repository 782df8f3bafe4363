//! Errors as the page knows them: `www/load/error.js`.

use tokenfare_core::document::{EditError, NotText};
use tokenfare_core::tokenizer::{UnknownEncoding, UnknownToken, VocabularyError};
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
            "no model `{model}` with a published encoding is known; name an encoding instead"
        );
        Self::new("unknown-model", &message)
    }

    /// A string came in that is not what the page holds.
    pub(crate) fn bad_encoder() -> Self {
        let message =
            "the TextEncoder of this page does not write UTF-8; something has replaced it";
        Self::new("engine-failed", message)
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
    NotText => "not-text",
    UnknownEncoding => "unknown-encoding",
    UnknownToken => "unknown-token",
    VocabularyError => "vocabulary-damaged",
}
