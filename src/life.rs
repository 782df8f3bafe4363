//! From a widget's making to its end.

use std::cell::{Cell, RefCell};

use yew::AppHandle;

use crate::app::App;

/// Whether Yew has made the component yet.
///
/// Yew makes it a little later than it was asked to, but takes down at the next opportunity: what is to be
/// taken down and is not made yet would be made afterwards, and stay for good.
#[derive(Default)]
pub(crate) struct Life {
    began: Cell<bool>,
    ended: RefCell<Option<AppHandle<App>>>,
}

impl Life {
    /// To be called when the component is made.
    pub(crate) fn begin(&self) {
        self.began.set(true);
        if let Some(app) = self.ended.take() {
            app.destroy();
        }
    }

    /// Takes the component down, now or when it is made.
    pub(crate) fn end(&self, app: AppHandle<App>) {
        match self.began.get() {
            true => app.destroy(),
            false => drop(self.ended.replace(Some(app))),
        }
    }
}
