//! Standard output, and the one line of standard error.

use std::io::{self, Write};

use serde::Serialize;

use crate::error::CliError;

/// Standard output, to be written to bit by bit.
pub(crate) fn writer() -> Result<io::BufWriter<io::StdoutLock<'static>>, CliError> {
    match closed::at_the_start() {
        true => Err(CliError::NoOutput),
        false => Ok(io::BufWriter::new(io::stdout().lock())),
    }
}

/// Writes `text` as it is.
pub(crate) fn print(text: &str) -> Result<(), CliError> {
    let mut out = writer()?;
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes `value` as indented JSON and a newline.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), CliError> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    print(&(text + "\n"))
}

/// Says something on standard error, in one line whatever names stand in it.
pub(crate) fn complain(text: &str) {
    eprintln!("tokenfare: {}", visible(text));
}

/// A text in which nothing moves the cursor, ends the line or turns it around: such characters stand there
/// as Rust writes them, `\n` or `\u{1b}`.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {
                shown.extend(char.escape_unicode());
            }
            char if char.is_control() => shown.extend(char.escape_default()),
            char => shown.push(char),
        }
    }
    shown
}

/// Whether the program was started without a standard output, as by `>&-`. By the time that `main` runs,
/// Rust has opened /dev/null in its place, so that nothing else is written where a reader expects text.
#[cfg(target_os = "linux")]
mod closed {
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering};

    static CLOSED: AtomicBool = AtomicBool::new(false);

    /// Run by the loader, before Rust does anything.
    #[expect(unsafe_code, reason = "the name of a section that the loader gives a meaning")]
    #[used]
    #[unsafe(link_section = ".init_array")]
    static LOOK: extern "C" fn() = look;

    extern "C" fn look() {
        let open = Path::new("/proc/self/fd/1").symlink_metadata().is_ok();
        // Where there is no such folder nothing can be told.
        CLOSED.store(!open && Path::new("/proc/self/fd").is_dir(), Ordering::Relaxed);
    }

    pub(super) fn at_the_start() -> bool {
        CLOSED.load(Ordering::Relaxed)
    }
}

#[cfg(not(target_os = "linux"))]
mod closed {
    pub(super) fn at_the_start() -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_moves_the_cursor_is_written_out() {
        assert_eq!(
            visible("no\nsuch\r\u{1b}[31m\u{202e}é 中"),
            "no\\nsuch\\r\\u{1b}[31m\\u{202e}é 中"
        );
    }
}
