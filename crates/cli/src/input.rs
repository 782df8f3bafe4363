//! The texts to count: files or standard input, as they are, line by line as JSON, or in parts.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokenfare_core::document::{Decoder, NotText, Parts};
use tokenfare_core::tokenizer::{Place, Tokenizer};
use tokenfare_core::transcript::may_begin;

use crate::error::CliError;
use crate::output::visible;

/// The name that stands for standard input.
const STDIN: &str = "-";
/// Bytes read at a time; a text is held in parts of about this size.
const PART: usize = 1 << 20;
/// Inputs below this many bytes are done before a progress bar could be read.
const LONG: u64 = 8 << 20;
/// So many bytes may have no place where a text can be cut, or make one line of JSON: more than anybody has
/// written, and few enough to be held.
const LONGEST_HELD: usize = 1 << 29;

/// An open file or standard input, with the name it is shown under.
pub(crate) struct Input {
    pub(crate) name: String,
    /// Its size, where that is known before it is read.
    pub(crate) bytes: Option<u64>,
    reader: Box<dyn BufRead>,
    decoder: Decoder,
    progress: ProgressBar,
}

/// Opens each file in turn; standard input when there is none.
pub(crate) fn open_all(files: &[OsString]) -> impl Iterator<Item = Result<Input, CliError>> {
    let stdin = files.is_empty().then_some(OsStr::new(STDIN));
    stdin.into_iter().chain(files.iter().map(OsString::as_os_str)).map(Input::open)
}

impl Input {
    pub(crate) fn open(path: &OsStr) -> Result<Self, CliError> {
        let name = path.to_string_lossy().into_owned();
        let decoder = Decoder::with_nuls();
        if name == STDIN {
            let reader = Box::new(BufReader::with_capacity(PART, io::stdin()));
            return Ok(Self {
                name,
                bytes: None,
                reader,
                decoder,
                progress: ProgressBar::hidden(),
            });
        }
        let opened = File::open(path).and_then(|file| {
            let metadata = file.metadata()?;
            match metadata.is_dir() {
                true => Err(io::Error::from(io::ErrorKind::IsADirectory)),
                false => Ok((file, metadata.len())),
            }
        });
        let (file, bytes) = match opened {
            Ok(opened) => opened,
            Err(error) => return Err(CliError::Unreadable { name, error }),
        };
        let progress = progress(&name, bytes);
        let reader = Box::new(BufReader::with_capacity(PART, progress.wrap_read(file)));
        Ok(Self { name, bytes: Some(bytes), reader, decoder, progress })
    }

    /// The whole text.
    pub(crate) fn text(mut self) -> Result<String, CliError> {
        let mut text = String::new();
        while self.more(&mut text)? {}
        self.progress.finish_and_clear();
        Ok(text)
    }

    /// The whole text; nothing where it is longer than `longest` bytes and does not begin like a
    /// conversation, or is `plain` all the same: then it was handed over in parts.
    pub(crate) fn text_or_parts(
        mut self,
        longest: usize,
        plain: bool,
        tokenizer: &Tokenizer,
        mut each: impl FnMut(&str, Place),
    ) -> Result<Option<String>, CliError> {
        let mut text = String::new();
        while self.more(&mut text)? {
            if text.len() > longest && (plain || !begins_as_conversations(&text)) {
                self.parts_after(text, tokenizer, |part, place| {
                    each(part, place);
                    Ok(())
                })?;
                return Ok(None);
            }
        }
        self.progress.finish_and_clear();
        Ok(Some(text))
    }

    /// Hands over the text in parts, none of which is held once the next is there. They end where no token
    /// goes on.
    pub(crate) fn parts(
        self,
        tokenizer: &Tokenizer,
        each: impl FnMut(&str, Place) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        self.parts_after(String::new(), tokenizer, each)
    }

    fn parts_after(
        mut self,
        before: String,
        tokenizer: &Tokenizer,
        mut each: impl FnMut(&str, Place) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let mut parts = Parts::default();
        let mut add = Some(before);
        loop {
            let mut more = true;
            let mut done = Ok(());
            let next = |text: &mut String| {
                match add.take() {
                    Some(before) => *text = before,
                    None => more = self.more(text)?,
                }
                Ok::<_, CliError>(())
            };
            parts.push(tokenizer, next, |part, place| done = each(part, place))?;
            done?;
            if parts.rest().0.len() > LONGEST_HELD {
                return Err(CliError::NoPlaceToCut { name: self.name });
            }
            if !more {
                self.progress.finish_and_clear();
                let (rest, place) = parts.rest();
                return each(rest, place);
            }
        }
    }

    /// Adds what is read next to `text`, and says whether there may be more.
    fn more(&mut self, text: &mut String) -> Result<bool, CliError> {
        let read = match self.reader.fill_buf() {
            Ok(bytes) => {
                let last = bytes.is_empty();
                let decoded = self.decoder.decode(bytes, last, text);
                decoded.map(|()| bytes.len()).map_err(|problem| not_utf8(&self.name, problem))?
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(true),
            Err(error) => return Err(self.unreadable(error)),
        };
        self.reader.consume(read);
        Ok(read > 0)
    }

    /// Hands over each line with its number from 1, empty ones left out; what is no text is a line of
    /// nothing. A byte order mark is no part of the first.
    pub(crate) fn lines(
        mut self,
        mut each: impl FnMut(&str, usize, Option<&str>) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let longest = LONGEST_HELD as u64;
            let read = self.reader.by_ref().take(longest).read_until(b'\n', &mut line);
            if read.map_err(|error| self.unreadable(error))? == 0 {
                break;
            }
            if line.len() >= LONGEST_HELD {
                return Err(CliError::LongLine { name: self.name, line: number });
            }
            let text = match (number, line.as_slice()) {
                (1, [0xEF, 0xBB, 0xBF, rest @ ..]) => rest,
                (_, all) => all,
            };
            let text = std::str::from_utf8(text).ok();
            if text.is_none_or(|text| !text.trim().is_empty()) {
                each(&self.name, number, text)?;
            }
        }
        self.progress.finish_and_clear();
        Ok(())
    }

    fn unreadable(&self, error: io::Error) -> CliError {
        CliError::Unreadable { name: self.name.clone(), error }
    }
}

fn not_utf8(name: &str, problem: NotText) -> CliError {
    CliError::NotText { name: name.to_owned(), problem }
}

/// Whether a text, of which this is the beginning, may be a conversation or several.
fn begins_as_conversations(start: &str) -> bool {
    let head: String = start.chars().take(PART / 8).collect();
    may_begin(&head)
}

/// A bar on a terminal for what takes a while, and nothing anywhere else.
fn progress(name: &str, bytes: u64) -> ProgressBar {
    if bytes < LONG || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
    let style = "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}";
    if let Ok(style) = ProgressStyle::with_template(style) {
        bar.set_style(style);
    }
    bar.set_message(visible(name));
    bar
}
