//! What a reader takes along: a link to what is on the screen, its figures, and HTML for a page of one's
//! own. Core writes all of it, out of the newest report.

use tokenfare_core::scenario::Scenario;

use super::State;
use super::embedding::{Embedding, Release};

/// Characters beyond which some mail programs and chats cut a link off.
const CAUTIOUS: usize = 2_000;
/// Characters beyond which browsers do.
pub(crate) const LONGEST: usize = 32_000;

/// What is chosen in the section.
#[derive(Debug, Default)]
pub(crate) struct ShareState {
    /// Whether the text goes along.
    pub(crate) with_text: bool,
    /// Whether the HTML is a frame, for pages that run no scripts.
    pub(crate) frame: bool,
    /// Whether the HTML names its files down to their last byte.
    pub(crate) pinned: bool,
    /// What is shipped from where this was loaded.
    pub(crate) release: Option<Release>,
    /// What came of the last button: where it stands, and the message.
    pub(crate) said: Option<(Export, &'static str)>,
    /// What could not be copied and stands in a field for the reader to copy.
    pub(crate) shown: Option<String>,
}

/// Something to take along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Export {
    Link,
    Markdown,
    Csv,
    Json,
    Snippet,
}

impl Export {
    /// A word for tests and file names.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Snippet => "snippet",
        }
    }
}

/// Something done in the section.
pub(crate) enum ShareAction {
    /// The text goes along, or no longer.
    ToggleText,
    /// The HTML is a frame, or an element.
    Frame(bool),
    /// The HTML names its files down to their last byte, or no longer.
    TogglePinned,
    /// What is shipped from here is known.
    Released(Release),
    /// Something was copied.
    Copied(Export),
    /// It could not be copied: it is shown for the reader to copy.
    NotCopied(Export, String),
}

/// Where the widget is, as far as links and tags depend on it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Site {
    /// The address of the folder that this copy was loaded from.
    pub(crate) home: String,
    /// The page's address without its `#`, where the element opens links.
    pub(crate) page: Option<String>,
    /// The element's attributes that are no settings, by name and value.
    pub(crate) looks: Vec<(&'static str, String)>,
    /// Whether somebody said which day's prices hold. A link is about any day otherwise.
    pub(crate) has_day: bool,
}

/// What stands in the section.
pub(crate) struct Shared {
    /// The link; none where there is no page for one to open.
    pub(crate) link: Option<String>,
    /// How long it is, and what that means.
    pub(crate) length: (&'static str, u64, usize),
    /// The HTML.
    pub(crate) snippet: String,
    /// Where it loads from, or why the text is not in it.
    pub(crate) note: &'static str,
    /// Whether the HTML can name its files down to their last byte.
    pub(crate) can_pin: bool,
}

impl State {
    /// Takes in what was done in the section.
    pub(crate) fn reduce_share(&mut self, action: ShareAction) {
        let share = &mut self.share;
        match action {
            ShareAction::ToggleText => share.with_text = !share.with_text,
            ShareAction::Frame(frame) => share.frame = frame,
            ShareAction::TogglePinned => share.pinned = !share.pinned,
            ShareAction::Released(release) => share.release = Some(release),
            ShareAction::Copied(export) => {
                let copied = match export {
                    Export::Link => "share.link-copied",
                    Export::Markdown => "share.markdown-copied",
                    Export::Csv => "share.csv-copied",
                    Export::Json => "share.json-copied",
                    Export::Snippet => "share.snippet-copied",
                };
                (share.said, share.shown) = (Some((export, copied)), None);
            }
            ShareAction::NotCopied(export, text) => {
                share.said = Some((export, "share.refused"));
                let has_field = matches!(export, Export::Link | Export::Snippet);
                share.shown = Some(text).filter(|_| !has_field);
            }
        }
    }

    /// What the reader set. The day only where somebody said it.
    fn shared_scenario(&self, site: &Site) -> Scenario {
        let mut scenario = self.scenario.clone();
        scenario.on = scenario.on.filter(|_| site.has_day);
        scenario
    }

    /// The link and the HTML to what is on the screen. `title` is what a frame is called.
    pub(crate) fn shared(&self, site: &Site, title: &str) -> Shared {
        let share = &self.share;
        let embedding = Embedding { home: &site.home, release: share.release.as_ref() };
        let scenario = self.shared_scenario(site);
        let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
        let mut too_long = share.with_text && self.text.length() > longest;
        let text = (share.with_text && !too_long).then(|| self.text.beginning(longest));
        let text = text.as_deref();

        let served = || embedding.is_served().then(|| [&*site.home, "index.html"].concat());
        let base = site.page.clone().or_else(served);
        let tag_too_long = too_long;
        let link = base.map(|base| {
            let link = [base.as_str(), &scenario.link(text)].concat();
            if link.chars().count() <= LONGEST {
                return link;
            }
            too_long = true;
            [base.as_str(), &scenario.link(None)].concat()
        });
        let characters = link.as_deref().unwrap_or_default().chars().count();
        let length = match characters {
            _ if too_long => ("share.too-long", LONGEST),
            long if long > CAUTIOUS => ("share.long", CAUTIOUS),
            _ => ("share.length", CAUTIOUS),
        };

        let looks: Vec<(&str, &str)> =
            site.looks.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let pinned = share.pinned && embedding.can_pin();
        let snippet = if share.frame {
            let mut link = scenario.link(text);
            for (name, value) in &looks {
                link.extend(["&", name, "=", value]);
            }
            embedding.frame(&link, title, pinned)
        } else {
            embedding.tag(&scenario.snippet(&looks, text.unwrap_or_default()), pinned)
        };
        let note = match (tag_too_long, embedding.is_served()) {
            (true, _) => "share.tag-too-long",
            (false, true) => "share.embed-served",
            (false, false) => "share.embed-alone",
        };
        Shared {
            link,
            length: (length.0, characters as u64, length.1),
            snippet,
            note,
            can_pin: embedding.can_pin(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::Action;
    use super::super::tests::{set, state};
    use super::*;

    fn site() -> Site {
        Site { home: "https://a.example/".into(), ..Site::default() }
    }

    #[test]
    fn a_link_has_what_was_set_and_the_text_where_it_is_ticked() {
        let mut state = state();
        state.reduce(set("turns", "5"));
        let shared = state.shared(&site(), "t");
        let link = "https://a.example/index.html#tokenfare=1&turns=5";
        assert_eq!(shared.link.as_deref(), Some(link), "no day, for nobody said one");
        assert_eq!(shared.length, ("share.length", link.len() as u64, CAUTIOUS));
        state.reduce_share(ShareAction::ToggleText);
        let shared = state.shared(&site(), "t");
        assert!(shared.link.unwrap().ends_with("&text=hello%20world"));
        assert!(shared.snippet.ends_with("<token-fare turns=\"5\">hello world</token-fare>"));
        let here = Site { page: Some("https://b.example/post".into()), ..site() };
        let link = state.shared(&here, "t").link.unwrap();
        assert!(link.starts_with("https://b.example/post#tokenfare=1"), "{link}");
    }

    #[test]
    fn a_long_text_is_warned_of_and_a_longer_one_left_out() {
        let mut state = state();
        state.reduce_share(ShareAction::ToggleText);
        state.reduce(Action::Text(Rc::new("word ".repeat(1_000))));
        assert_eq!(state.shared(&site(), "t").length.0, "share.long");
        state.reduce(Action::Text(Rc::new("价".repeat(20_000))));
        let shared = state.shared(&site(), "t");
        assert_eq!(shared.length.0, "share.too-long", "its link would be longer than the text");
        assert!(!shared.link.unwrap().contains("text="));
        assert_eq!(shared.note, "share.embed-served");
        assert!(shared.snippet.contains('价'), "the HTML has room for it");
        state.reduce(Action::Text(Rc::new("a".repeat(LONGEST + 1))));
        let shared = state.shared(&site(), "t");
        assert_eq!(shared.note, "share.tag-too-long");
        assert!(!shared.snippet.contains("aaa"));
    }

    #[test]
    fn without_a_site_there_is_no_link_and_the_html_names_a_folder() {
        let shared = state().shared(&Site { home: "file:///t/".into(), ..Site::default() }, "t");
        assert_eq!((shared.link, shared.note), (None, "share.embed-alone"));
        assert!(shared.snippet.contains("src=\"tokenfare/tokenfare.js\""));
    }

    #[test]
    fn the_html_is_an_element_or_a_frame_pinned_or_not() {
        let mut state = state();
        let looks = vec![("view", "badge".to_owned())];
        let site = Site { looks, ..site() };
        state.reduce_share(ShareAction::TogglePinned);
        assert!(!state.shared(&site, "t").snippet.contains("integrity"), "nothing to pin to");
        let release =
            Release { version: "1.0".into(), module: "sha384-m".into(), frame: "sha384-f".into() };
        state.reduce_share(ShareAction::Released(release));
        let shared = state.shared(&site, "t");
        assert!(shared.can_pin);
        assert!(shared.snippet.contains("integrity=\"sha384-m\""), "{}", shared.snippet);
        assert!(shared.snippet.contains("view=\"badge\""), "{}", shared.snippet);
        state.reduce_share(ShareAction::Frame(true));
        let snippet = state.shared(&site, "t").snippet;
        assert!(snippet.contains("embed.html#view=badge\""), "{snippet}");
    }

    #[test]
    fn what_came_of_a_button_is_said_and_what_could_not_be_copied_is_shown() {
        let mut state = state();
        let exports = [Export::Link, Export::Markdown, Export::Csv, Export::Json, Export::Snippet];
        for export in exports {
            state.reduce_share(ShareAction::NotCopied(export, "it".into()));
            assert_eq!(state.share.said, Some((export, "share.refused")));
            let has_field = matches!(export, Export::Link | Export::Snippet);
            assert_eq!(state.share.shown.is_none(), has_field, "{export:?} has a field already");
            state.reduce_share(ShareAction::Copied(export));
            let message = format!("share.{}-copied", export.name());
            assert_eq!(state.share.said, Some((export, message.as_str())));
            assert_eq!(state.share.shown, None);
        }
    }
}
