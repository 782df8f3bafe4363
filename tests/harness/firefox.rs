//! Firefox behind geckodriver.

use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::{Capabilities, CapabilitiesHelper, DesiredCapabilities, FirefoxCapabilities};

use crate::Failure;

/// What geckodriver is started with. The second port is the one that its events come from.
pub(crate) const DRIVER: &[&str] = &["--port=0", "--websocket-port=0"];

/// "1795508283198 geckodriver INFO Listening on 127.0.0.1:41817"
pub(crate) const LISTENING: &str = "Listening on 127.0.0.1:";

/// What a new browser is to be like. geckodriver itself sees to it that it talks to nobody else.
pub(crate) fn open(binary: &str) -> Result<Capabilities, Failure> {
    let mut preferences = FirefoxPreferences::new();
    // A test may put something on the clipboard without a person's click.
    preferences.set("dom.events.testing.asyncClipboard", true)?;
    // Scroll bars take room on some machines and none on others.
    preferences.set("ui.useOverlayScrollbars", 1)?;
    let mut capabilities: FirefoxCapabilities = DesiredCapabilities::firefox();
    capabilities.set_firefox_binary(binary)?;
    capabilities.set_headless()?;
    capabilities.set_preferences(preferences)?;
    capabilities.enable_bidi()?;
    Ok(capabilities.into())
}
