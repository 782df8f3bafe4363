//! The page as a person meets it: text goes in, figures are read off.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::common::keys::Key;
use thirtyfour::{WebDriver, WebElement};
use xtask::browsers::Browser;
use xtask::release::Release;
use xtask::server::{Fault, Recorded, Server};

use crate::console::Console;
use crate::{Failure, Rendering, screenshot};

/// How long a page may take for anything that a test waits for. Far more than it needs: the
/// machine may be busy, and tests of speed measure inside the page.
const PATIENCE: Duration = Duration::from_secs(20);

/// A pause between two looks at the page.
const PAUSE: Duration = Duration::from_millis(20);

/// Finds an element in the first `<token-fare>`'s shadow root.
const IN_WIDGET: &str = "return document.querySelector('token-fare')?.shadowRoot
    ?.querySelector(arguments[0])";

/// A browser with one page open, and the server that it came from.
#[derive(Debug)]
pub struct Page {
    browser: Browser,
    driver: WebDriver,
    server: Server,
    release: Release,
    console: Console,
}

impl Page {
    pub(crate) fn new(
        browser: Browser,
        driver: WebDriver,
        server: Server,
        release: Release,
        console: Console,
    ) -> Self {
        Self { browser, driver, server, release, console }
    }

    /// The browser that the test is running in.
    #[must_use]
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// Opens a file of the site by its path, relative to the served folder.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser cannot go there.
    pub async fn open(&self, path: &str) -> Result<(), Failure> {
        Ok(self.driver.goto(self.url(path)).await?)
    }

    /// Opens a file of `dist/` from the disk, as a double click does.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser cannot go there.
    pub async fn open_file(&self, path: &str) -> Result<(), Failure> {
        let path = xtask::dist().join(path);
        Ok(self.driver.goto(format!("file://{}", path.display())).await?)
    }

    /// The address of a file of the site.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        self.server.url(path)
    }

    /// Every request that the server has answered, the page's own and its workers'.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.server.requests()
    }

    /// The files of the site that the server has been asked for, by what they are: `widget.wasm`,
    /// not the name that its content gave it.
    #[must_use]
    pub fn requested(&self) -> Vec<String> {
        let requests = self.requests();
        let below = requests.iter().filter_map(|request| self.server.file(&request.uri));
        below.map(|path| self.release.name(path).to_owned()).collect()
    }

    /// From now on, the server answers for a file with this text.
    pub fn replace_file(&self, name: &str, text: String) {
        self.server.break_file(self.release.path(name), Fault::Replaced(text));
    }

    /// From now on, the server answers as if this had been released: for a file with this text, and for
    /// those that know its hash with the new one.
    ///
    /// # Errors
    /// [`Failure::Workshop`] when nothing that is shipped knows the file's hash.
    pub fn release_file(&self, name: &str, text: String) -> Result<(), Failure> {
        for (path, module) in self.release.rehashed(name, text.as_bytes())? {
            self.server.break_file(&path, Fault::Replaced(module));
        }
        self.replace_file(name, text);
        Ok(())
    }

    /// Takes the server down: from now on nothing answers.
    pub fn stop_server(&self) {
        self.server.stop();
    }

    /// From now on, the server answers for a file with a fault. The file is named by what it is.
    pub fn break_file(&self, name: &str, fault: Fault) {
        self.server.break_file(self.release.path(name), fault);
    }

    /// From now on, the server answers for a file as usual.
    pub fn mend_file(&self, name: &str) {
        self.server.mend_file(self.release.path(name));
    }

    /// Announces console entries that contain `fragment`; without it they fail the test, and with
    /// it their absence does.
    pub fn expect_in_console(&self, fragment: &'static str) {
        self.console.expect(fragment);
    }

    /// Announces that requests will fail, in Chromium's words: Firefox keeps them off its console.
    pub fn expect_failed_requests(&self, fragment: &'static str) {
        if self.console.shows_failed_requests() {
            self.console.expect(fragment);
        }
    }

    /// Waits for an element in the widget, by CSS selector.
    ///
    /// # Errors
    /// [`Failure::Timeout`] when it does not appear.
    pub async fn find(&self, selector: &str) -> Result<WebElement, Failure> {
        let found = async || Ok(self.look(selector).await?.ok_or("absent"));
        let element = self.until(&format!("{selector:?}"), found, Result::is_ok).await?;
        element.map_err(|last| Failure::Timeout {
            what: selector.into(),
            seconds: PATIENCE.as_secs(),
            last: last.into(),
        })
    }

    /// Looks for an element in the widget without waiting.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser does not answer.
    pub async fn look(&self, selector: &str) -> Result<Option<WebElement>, Failure> {
        let found = self.driver.execute(format!("{IN_WIDGET} ?? null"), [json!(selector)]).await?;
        if found.json().is_null() { Ok(None) } else { Ok(Some(found.element()?)) }
    }

    /// Empties the text field.
    ///
    /// # Errors
    /// [`Failure`] when there is no text field.
    pub async fn clear_text(&self) -> Result<(), Failure> {
        let field = self.find("textarea").await?;
        Ok(field.send_keys(Key::Control + "a" + Key::Delete).await?)
    }

    /// Types into the text field, key by key, after what it holds.
    ///
    /// # Errors
    /// [`Failure`] when there is no text field.
    pub async fn type_text(&self, text: &str) -> Result<(), Failure> {
        Ok(self.find("textarea").await?.send_keys(text).await?)
    }

    /// Puts a text of any length into the text field at once, at the caret, as an input method or a
    /// clipboard manager does.
    ///
    /// # Errors
    /// [`Failure`] when there is no text field.
    pub async fn insert_text(&self, text: &str) -> Result<(), Failure> {
        self.find("textarea").await?.focus().await?;
        if self.browser == Browser::Chromium {
            Ok(self.driver.cdp().input().insert_text(text).await?)
        } else {
            let insert = "document.execCommand('insertText', false, arguments[0])";
            self.evaluate(insert, &[json!(text)]).await.map(|_| ())
        }
    }

    /// Puts a text on the clipboard, as if the reader had copied it somewhere else.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser keeps its clipboard closed.
    pub async fn copy(&self, text: &str) -> Result<(), Failure> {
        // Firefox has been told when it was opened.
        if self.browser == Browser::Chromium {
            let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
            let permissions = json!({ "permissions": permissions });
            self.devtools("Browser.grantPermissions", permissions).await?;
        }
        let write = "await navigator.clipboard.writeText(text)";
        self.evaluate_async(write, &[("text", json!(text))]).await.map(|_| ())
    }

    /// Replaces what the text field holds by way of the clipboard: select all, paste.
    ///
    /// # Errors
    /// [`Failure`] when there is no text field or the browser keeps its clipboard closed.
    pub async fn paste(&self, text: &str) -> Result<(), Failure> {
        self.copy(text).await?;
        self.find("textarea").await?.focus().await?;
        // Keys sent to an element would move its caret first.
        self.press_together(Key::Control, 'a').await?;
        self.press_together(Key::Control, 'v').await
    }

    /// Presses a key, wherever the focus is.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser does not answer.
    pub async fn press(&self, key: Key) -> Result<(), Failure> {
        Ok(self.driver.action_chain().key_down(key.clone()).key_up(key).perform().await?)
    }

    /// Types a text, wherever the focus is.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser does not answer.
    pub async fn type_keys(&self, text: &str) -> Result<(), Failure> {
        Ok(self.driver.action_chain().send_keys(text).perform().await?)
    }

    /// Presses a letter while another key is held down, wherever the focus is.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser does not answer.
    pub async fn press_together(&self, held: Key, letter: char) -> Result<(), Failure> {
        let keys = self.driver.action_chain().key_down(held.clone()).key_down(letter);
        Ok(keys.key_up(letter).key_up(held).perform().await?)
    }

    /// The text of an element in the widget as it is shown now; empty when it is not there.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser does not answer.
    pub async fn shown(&self, selector: &str) -> Result<String, Failure> {
        // One round trip: between two, the widget may draw the element anew.
        let script = format!("{IN_WIDGET}?.textContent.trim() ?? ''");
        let text = self.driver.execute(script, [json!(selector)]).await?;
        Ok(text.json().as_str().unwrap_or_default().into())
    }

    /// Waits until an element in the widget shows exactly `expected`.
    ///
    /// # Errors
    /// [`Failure::Timeout`] with what it shows instead.
    pub async fn shows(&self, selector: &str, expected: &str) -> Result<(), Failure> {
        let what = format!("{selector:?} to show {expected:?}");
        self.until(&what, async || self.shown(selector).await, |shown| shown == expected).await?;
        Ok(())
    }

    /// Waits until the widget says that its count is waiting, counting, exact or failed.
    ///
    /// # Errors
    /// [`Failure::Timeout`] with the state that it is in.
    pub async fn state_becomes(&self, expected: &str) -> Result<(), Failure> {
        let state = async || {
            let layout = self.look("[data-state]").await?;
            Ok(match layout {
                Some(layout) => layout.attr("data-state").await?.unwrap_or_default(),
                None => "absent".into(),
            })
        };
        self.until(&format!("the state {expected:?}"), state, |state| state == expected).await?;
        Ok(())
    }

    /// Looks again and again until `accept` likes what it sees, and returns that.
    ///
    /// # Errors
    /// [`Failure::Timeout`] with what was seen last, or the probe's own failure.
    pub async fn until<T: Debug>(
        &self,
        what: &str,
        probe: impl AsyncFn() -> Result<T, Failure>,
        accept: impl Fn(&T) -> bool,
    ) -> Result<T, Failure> {
        let start = Instant::now();
        loop {
            let seen = probe().await?;
            if accept(&seen) {
                return Ok(seen);
            }
            if start.elapsed() > PATIENCE {
                return Err(Failure::Timeout {
                    what: what.into(),
                    seconds: PATIENCE.as_secs(),
                    last: format!("{seen:?}"),
                });
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Runs a function body in the page; `arguments` are its arguments.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when it throws.
    pub async fn evaluate(&self, body: &str, arguments: &[Value]) -> Result<Value, Failure> {
        Ok(self.driver.execute(body, arguments).await?.json().clone())
    }

    /// Runs an async function body in the page, with named arguments, and waits for its result.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when it throws.
    pub async fn evaluate_async(
        &self,
        body: &str,
        arguments: &[(&str, Value)],
    ) -> Result<Value, Failure> {
        let (names, values): (Vec<_>, Vec<_>) = arguments.iter().cloned().unzip();
        // WebDriver waits for the promise that a script returns.
        let script = format!("return (async ({}) => {{ {body} }})(...arguments)", names.join(", "));
        Ok(self.driver.execute(script, values).await?.json().clone())
    }

    /// Shows the page in a viewport, a colour scheme and more from now on.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser refuses.
    pub async fn render(&self, rendering: Rendering) -> Result<(), Failure> {
        self.devtools("Emulation.setEmulatedMedia", rendering.media()).await?;
        let Rendering { width, height, .. } = rendering;
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Keeps a picture of the whole page as `target/screenshots/<name>.png`.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be taken or written.
    pub async fn screenshot(&self, name: &str) -> Result<(), Failure> {
        screenshot::take(self, name).await
    }

    /// Keeps a picture of the whole page in a file of the repository, such as the README's.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be taken or written.
    pub async fn screenshot_for_the_repository(&self, path: &str) -> Result<(), Failure> {
        screenshot::write(self, &xtask::root().join(path)).await
    }

    /// Everything that the page and its widgets show as text; of a list of options, the chosen one.
    ///
    /// # Errors
    /// [`Failure::WebDriver`] when the browser does not answer.
    pub async fn visible_text(&self) -> Result<String, Failure> {
        let script = "
            const widgets = Array.from(document.querySelectorAll('token-fare'), (element) =>
                element.shadowRoot?.querySelector('*'));
            return [document.body, ...widgets].map((root) =>
                Array.from(root?.querySelectorAll('select') ?? []).reduce(
                    (text, select) => text.replace(select.innerText, select.value),
                    root?.innerText ?? '',
                ),
            ).join('\\n')";
        Ok(self.evaluate(script, &[]).await?.as_str().unwrap_or_default().into())
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// [`Failure::NoDevTools`] in Firefox; [`Failure::WebDriver`] when the browser refuses.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value, Failure> {
        if self.browser != Browser::Chromium {
            return Err(Failure::NoDevTools { method: method.into() });
        }
        Ok(self.driver.cdp().send_raw(method, parameters).await?)
    }

    /// What is in the viewport now, as PNG.
    pub(crate) async fn viewport(&self) -> Result<Vec<u8>, Failure> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// What the console holds so far, announced or not.
    ///
    /// # Errors
    /// [`Failure`] when the browser does not answer.
    pub async fn console_entries(&self) -> Result<Vec<String>, Failure> {
        self.console.entries(&self.driver).await
    }

    pub(crate) async fn check_console(&self) -> Result<(), Failure> {
        self.console.check(&self.driver).await
    }

    pub(crate) async fn close(self) -> Result<(), Failure> {
        Ok(self.driver.quit().await?)
    }
}
