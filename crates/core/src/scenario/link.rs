//! A scenario as the last part of an address: `#tokenfare=1&model=gpt-4o&turns=5&text=hello%20world`.
//!
//! Names and values are those of [`Scenario::set`], so a person can read a link and write one. Only what
//! differs from the default is in it, and the text only when it is asked for. The first entry has the
//! version of this form; what an address says besides belongs to the page.

use std::fmt::Write;

use super::Scenario;

/// The name of the first entry, which says that the rest is meant for tokenfare.
const MARK: &str = "tokenfare";
/// The version that is written, and the only one that is read.
const VERSION: &str = "1";
/// The entry with the text, which is no setting.
const TEXT: &str = "text";

/// What a link says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// Settings in their order, by name and value: not checked, for only [`Scenario::set`] can say what
    /// is wrong with one.
    pub settings: Vec<(String, String)>,
    /// The text, if it was put in.
    pub text: Option<String>,
}

/// Why an address says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// It is not a link of ours. Most addresses are not; that is no mistake of anybody's.
    #[error("this address holds no scenario: it would have `#tokenfare=1` in it")]
    NoScenario,
    /// It is of a version that does not exist yet.
    #[error("this link is of version `{0}`, and version 1 is the latest that is understood")]
    UnknownVersion(String),
}

impl Scenario {
    /// The part of an address that holds this scenario, from `#` on, with a text or without.
    ///
    /// ```
    /// use tokenfare_core::scenario::{Link, Scenario};
    ///
    /// let mut scenario = Scenario::default();
    /// scenario.set("turns", "5")?;
    /// assert_eq!(scenario.link(Some("1 + 1 = ?")), "#tokenfare=1&turns=5&text=1%20%2B%201%20%3D%20?");
    /// # Ok::<(), tokenfare_core::scenario::ScenarioError>(())
    /// ```
    pub fn link(&self, text: Option<&str>) -> String {
        let mut link = format!("#{MARK}={VERSION}");
        let mut entry = |name: &str, value: &str| {
            link.push('&');
            link.push_str(name);
            link.push('=');
            escape(value, &mut link);
        };
        for (name, value) in self.changes() {
            entry(name, &value);
        }
        if let Some(text) = text {
            entry(TEXT, text);
        }
        link
    }
}

impl Link {
    /// Reads what stands behind the first `#` of an address, or an address's `#` part alone.
    ///
    /// # Errors
    ///
    /// When it holds no scenario, or one of a later version.
    pub fn read(address: &str) -> Result<Self, LinkError> {
        let (_, part) = address.split_once('#').ok_or(LinkError::NoScenario)?;
        let mut entries = part.split('&').map(|entry| entry.split_once('=').unwrap_or((entry, "")));
        match entries.next() {
            Some((MARK, VERSION)) => {}
            Some((MARK, version)) => return Err(LinkError::UnknownVersion(unescape(version))),
            _ => return Err(LinkError::NoScenario),
        }
        let mut link = Self::default();
        for (name, value) in entries.filter(|(name, _)| !name.is_empty()) {
            let value = unescape(value);
            if name == TEXT {
                link.text = Some(value);
            } else {
                link.settings.push((unescape(name), value));
            }
        }
        Ok(link)
    }
}

/// Writes a value so that it ends neither its entry nor the address: `%`, what separates entries, and
/// what mail programs and chats take for the end of an address stand as `%XX`, the rest for itself.
fn escape(value: &str, link: &mut String) {
    const AS_THEY_ARE: &[u8] = b"-._~!$'*,:;@/?";
    for &byte in value.as_bytes() {
        if byte.is_ascii_alphanumeric() || AS_THEY_ARE.contains(&byte) {
            link.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(link, "%{byte:02X}");
        }
    }
}

/// Undoes [`escape`]. What is no escape stands for itself; what is not UTF-8 becomes U+FFFD.
fn unescape(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| byte == b'%');
        let escaped = digits.and_then(|digits| {
            let [high, low] = digits else { return None };
            let digit = |digit: &u8| char::from(*digit).to_digit(16);
            u8::try_from(digit(high)? << 4 | digit(low)?).ok()
        });
        bytes.push(escaped.unwrap_or(byte));
        rest = escaped.map_or(Some(after), |_| after.get(2..)).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
