//! A scenario that was asked for in JavaScript.

use tokenfare_core::scenario::Scenario;
use wasm_bindgen::prelude::*;

use crate::TokenfareError;
use crate::error::Code;
use crate::plain::{self, checked};

/// What [`crate::Prices`] is asked to answer for.
#[wasm_bindgen]
pub struct Settings(pub(crate) Scenario);

#[wasm_bindgen]
impl Settings {
    /// From an object of settings; `today` is the day whose prices hold unless that names one.
    ///
    /// # Errors
    /// `invalid-setting`: a name that no setting has, or a value that it can't have.
    #[wasm_bindgen(constructor)]
    pub fn new(scenario: JsValue, today: String) -> Result<Settings, TokenfareError> {
        let mut scenario: Scenario = plain::read(scenario, Code::InvalidSetting)?;
        scenario.check_currency().map_err(|error| Code::InvalidSetting.because(error))?;
        if scenario.on.is_none() {
            let today = checked(today)?.parse();
            scenario.on = Some(today.map_err(|error| Code::InvalidSetting.because(error))?);
        }
        Ok(Self(scenario))
    }
}
