//! Errors as JavaScript knows them: `www/load/error.js`.

use std::fmt::Display;

use tokenfare_core::report::ReportError;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../load/error.js")]
extern "C" {
    /// An `Error` with a stable `code`.
    pub type TokenfareError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str) -> TokenfareError;
}

/// A stable code.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Code {
    /// A name that no setting has, or a value that it can't have.
    InvalidSetting,
    /// A catalog that is none, or breaks a rule.
    InvalidCatalog,
    /// A text or a number that can't pass between JavaScript and this module.
    EngineFailed,
    /// A model that the catalog doesn't have.
    UnknownModel,
    /// A plan that the catalog doesn't have.
    UnknownPlan,
}

impl Code {
    /// The error with this code that says `reason`.
    pub(crate) fn because(self, reason: impl Display) -> TokenfareError {
        let code = match self {
            Self::InvalidSetting => "invalid-setting",
            Self::InvalidCatalog => "invalid-catalog",
            Self::EngineFailed => "engine-failed",
            Self::UnknownModel => "unknown-model",
            Self::UnknownPlan => "unknown-plan",
        };
        TokenfareError::new(code, &reason.to_string())
    }
}

impl From<ReportError> for TokenfareError {
    fn from(error: ReportError) -> Self {
        let code = match error {
            ReportError::Model(_) => Code::UnknownModel,
            ReportError::UnknownPlan(_) => Code::UnknownPlan,
            _ => Code::InvalidCatalog,
        };
        code.because(error)
    }
}
