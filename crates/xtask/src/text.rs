//! Replacing something in a text that must be there: what is to be replaced and is not found is an error,
//! for whoever changed the text has changed what depends on it.

use crate::Error;

/// The text of `file` with every `old` in it as `new`.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn replace(file: &str, text: &str, old: &str, new: &str) -> Result<String, Error> {
    if text.contains(old) {
        Ok(text.replace(old, new))
    } else {
        Err(Error::NotFound { file: file.into(), wanted: old.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_found_is_named() {
        assert_eq!(replace("a.js", "f(1, 1)", "1", "2").unwrap(), "f(2, 2)");
        let error = replace("a.js", "FILES=[]", "FILES = []", "").unwrap_err().to_string();
        assert!(error.contains("a.js") && error.contains("`FILES = []`"), "{error}");
    }
}
