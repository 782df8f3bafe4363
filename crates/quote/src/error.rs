//! Errors as JavaScript knows them: `www/load/error.js`.

use tokenfare_core::report::ReportError;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../load/error.js")]
extern "C" {
    /// An `Error` with a stable `code`.
    pub type TokenfareError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str) -> TokenfareError;
}

impl TokenfareError {
    pub(crate) fn invalid_setting(error: &dyn std::error::Error) -> Self {
        Self::new("invalid-setting", &error.to_string())
    }

    pub(crate) fn invalid_catalog(message: &str) -> Self {
        Self::new("invalid-catalog", message)
    }
}

impl From<ReportError> for TokenfareError {
    fn from(error: ReportError) -> Self {
        let code = match error {
            ReportError::Model(_) => "unknown-model",
            ReportError::UnknownPlan(_) => "unknown-plan",
            _ => "invalid-catalog",
        };
        Self::new(code, &error.to_string())
    }
}
