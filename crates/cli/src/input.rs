//! The texts to count: files or standard input, as they are, line by line as JSON, or in parts.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::CliError;

/// The name that stands for standard input.
const STDIN: &str = "-";
/// Bytes read at a time; a text is held in parts of about this size.
const PART: usize = 1 << 20;
/// Inputs below this many bytes are done before a progress bar could be read.
const LONG: u64 = 8 << 20;

/// An open file or standard input, with the name it is shown under.
pub(crate) struct Input {
    pub(crate) name: String,
    /// Its size, where that is known before it is read.
    pub(crate) bytes: Option<u64>,
    reader: Box<dyn BufRead>,
    progress: ProgressBar,
}

/// Opens each file in turn; standard input when there is none.
pub(crate) fn open_all(files: &[String]) -> impl Iterator<Item = Result<Input, CliError>> {
    let stdin = files.is_empty().then_some(STDIN);
    stdin.into_iter().chain(files.iter().map(String::as_str)).map(Input::open)
}

impl Input {
    pub(crate) fn open(name: &str) -> Result<Self, CliError> {
        let name = name.to_owned();
        if name == STDIN {
            let reader = Box::new(BufReader::with_capacity(PART, io::stdin()));
            return Ok(Self { name, bytes: None, reader, progress: ProgressBar::hidden() });
        }
        let opened = File::open(&name).and_then(|file| {
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
        Ok(Self { name, bytes: Some(bytes), reader, progress })
    }

    /// The whole text.
    pub(crate) fn text(mut self) -> Result<String, CliError> {
        let mut bytes = Vec::new();
        let read = self.reader.read_to_end(&mut bytes);
        self.progress.finish_and_clear();
        read.map_err(|error| self.unreadable(error))?;
        String::from_utf8(bytes).map_err(|error| self.not_utf8(error.utf8_error().valid_up_to()))
    }

    /// Hands over the text in parts of which no two are ever in memory. `border` says where a part
    /// may end: the last such place in the text it is given, 0 for none.
    pub(crate) fn parts(
        mut self,
        border: impl Fn(&str) -> usize,
        mut each: impl FnMut(&str) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let mut held = Vec::new();
        let mut before = 0;
        loop {
            let room = PART as u64;
            let read = self.reader.by_ref().take(room).read_to_end(&mut held);
            let last = read.map_err(|error| self.unreadable(error))? == 0;
            let valid = match std::str::from_utf8(&held) {
                Ok(_) => held.len(),
                // A character may lie across two reads, but not past the end.
                Err(error) if error.error_len().is_none() && !last => error.valid_up_to(),
                Err(error) => return Err(self.not_utf8(before + error.valid_up_to())),
            };
            let (head, _) = held.split_at(valid);
            let head = std::str::from_utf8(head).unwrap_or_default();
            let cut = if last { valid } else { border(head) };
            let (part, _) = head.split_at(cut);
            each(part)?;
            if last {
                self.progress.finish_and_clear();
                return Ok(());
            }
            before += cut;
            held.drain(..cut);
        }
    }

    /// Hands over each line with its number from 1, empty ones left out.
    pub(crate) fn lines(
        mut self,
        mut each: impl FnMut(&str, usize, &str) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let mut line = Vec::new();
        let mut before = 0;
        for number in 1.. {
            line.clear();
            let read = self.reader.read_until(b'\n', &mut line);
            let bytes = read.map_err(|error| self.unreadable(error))?;
            if bytes == 0 {
                break;
            }
            let text = std::str::from_utf8(&line)
                .map_err(|error| self.not_utf8(before + error.valid_up_to()))?;
            before += bytes;
            if !text.trim().is_empty() {
                each(&self.name, number, text)?;
            }
        }
        self.progress.finish_and_clear();
        Ok(())
    }

    fn unreadable(&self, error: io::Error) -> CliError {
        CliError::Unreadable { name: self.name.clone(), error }
    }

    fn not_utf8(&self, offset: usize) -> CliError {
        CliError::NotUtf8 { name: self.name.clone(), offset }
    }
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
    bar.set_message(name.to_owned());
    bar
}
