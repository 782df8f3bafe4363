//! Every action, and what follows from it.

use std::rc::Rc;

use tokenfare_core::report::Basis;
use tokenfare_core::tokenizer::Encoding;

use super::reducer::Update;
use super::*;

fn open(settings: &[(&str, &str)], link: Option<&str>) -> (State, Vec<Effect>) {
    let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let today = "2026-11-25".parse().ok();
    let text = Rc::new(String::from("hello world"));
    State::new(tokenfare_catalog::unpacked(None), today, text, settings, link)
}

fn state_with(settings: &[(&str, &str)]) -> (State, Vec<Effect>) {
    open(settings, None)
}

pub(super) fn state() -> State {
    state_with(&[]).0
}

pub(super) fn exact(tokens: u64) -> Action {
    Action::Counted { counting: Counting::Exact { tokens, conversations: None }, at: 0.0 }
}

pub(super) fn set(name: &str, value: &str) -> Action {
    Action::Set(name.to_owned(), Some(value.to_owned()))
}

pub(super) fn pasted(state: &State) -> u64 {
    state.report().unwrap().tokens.pasted
}

#[test]
fn a_new_widget_has_an_estimate_and_asks_for_a_count() {
    let (state, effects) = state_with(&[]);
    assert_eq!(effects, [Effect::Report, Effect::Recount(Encoding::O200kBase), Effect::LoadLazy]);
    assert!(matches!(state.report().unwrap().tokens.basis, Basis::Estimate { .. }));
    assert!(pasted(&state) > 0);
    assert_eq!(state.counting_name(), "waiting");
    assert_eq!(state.report().unwrap().on, "2026-11-25".parse().unwrap());
}

#[test]
fn attributes_are_its_first_settings_and_each_wrong_one_is_refused() {
    let settings = [
        ("turns", "5"),
        ("messages-per-day", "-5"),
        ("model", "no-such-model"),
        ("class", "mine"),
        ("view", "badge"),
        ("view", "cinema"),
    ];
    let (state, effects) = state_with(&settings);
    assert_eq!(state.scenario.turns, 5);
    assert_eq!(state.scenario.messages_per_day, 40);
    assert_eq!(state.view, ViewMode::Badge);
    let wrong =
        ["`messages-per-day` can't be `-5`", "no model is called", "`view` can't be `cinema`"];
    let told = effects.iter().filter_map(|effect| match effect {
        Effect::Problem { code: "invalid-setting", message } => Some(message.as_str()),
        _ => None,
    });
    let told: Vec<_> = told.collect();
    assert_eq!(told.len(), wrong.len(), "{told:?}");
    for (told, wrong) in told.iter().zip(wrong) {
        assert!(told.starts_with(wrong), "{told}");
    }
    assert_eq!(state.refused.as_ref().unwrap().name, "view", "the last is shown");
}

#[test]
fn a_link_is_read_in_place_of_the_attributes() {
    let link = "https://a.example/#tokenfare=1&turns=5&text=a%20b";
    let (state, effects) =
        open(&[("turns", "9"), ("people", "3"), ("view", "compact")], Some(link));
    assert_eq!(state.scenario.changes().collect::<Vec<_>>(), [("turns", "5".to_owned())]);
    assert_eq!(state.view, ViewMode::Compact, "the view is the element's own");
    let reports = effects.iter().filter(|effect| **effect == Effect::Report).count();
    assert_eq!(reports, 1, "{effects:?}");
    assert!(effects.contains(&Effect::SetAttributes));
    assert!(effects.contains(&Effect::ShowText("a b".into())));
    assert_eq!(pasted(&state), tokenfare_core::report::estimate("a b"));
    assert_eq!(state.link_notice, None);
}

#[test]
fn what_of_a_link_cannot_be_used_is_named_and_the_rest_is_set() {
    let link = "#tokenfare=1&turns=abc&people=3&colour=red&model=none&view=badge";
    let (state, effects) = open(&[("turns", "9")], Some(link));
    assert_eq!(state.scenario.changes().collect::<Vec<_>>(), [("people", "3".to_owned())]);
    let parts = "turns=abc, colour=red, model=none, view=badge";
    assert_eq!(state.link_notice, Some(Notice { code: "link-damaged", detail: parts.into() }));
    let told = Effect::Problem { code: "link-damaged", message: parts.into() };
    assert!(effects.contains(&told), "{effects:?}");
}

#[test]
fn of_a_link_full_of_nonsense_a_few_short_parts_are_named() {
    let long = "x".repeat(1_000);
    let parts: String = (0..20).map(|at| format!("&wrong-{at}={long}")).collect();
    let (state, _) = open(&[], Some(&format!("#tokenfare=1{parts}")));
    let told = state.link_notice.unwrap().detail;
    assert_eq!(told.matches("wrong-").count(), 5);
    assert!(told.len() < 400 && told.ends_with("…, …"), "{told}");
}

#[test]
fn a_link_of_a_later_version_and_an_address_that_is_none_set_nothing() {
    let (mut state, effects) = open(&[("turns", "9")], Some("#tokenfare=2&turns=5"));
    assert_eq!(state.scenario.turns, 9);
    assert_eq!(state.link_notice.as_ref().unwrap().code, "link-unknown");
    assert!(effects.iter().any(|e| matches!(e, Effect::Problem { code: "link-unknown", .. })));
    state.reduce(Action::OpenLink("https://a.example/#chapter-2".into()));
    assert_eq!((state.scenario.turns, &state.link_notice), (9, &None));
    let update = state.reduce(Action::OpenLink("#tokenfare=1&turns=3".into()));
    assert_eq!(state.scenario.turns, 3);
    assert!(update.effects.contains(&Effect::SetAttributes));
    assert!(!update.effects.iter().any(|effect| matches!(effect, Effect::ShowText(_))));
}

#[test]
fn what_does_not_work_is_told_once() {
    let mut state = state();
    let note = || Action::Note("worker-blocked".into(), "a policy".into());
    let told = Effect::Problem { code: "worker-blocked", message: "a policy".into() };
    assert_eq!(state.reduce(note()).effects, [told]);
    assert_eq!(state.reduce(note()).effects, []);
    assert_eq!(state.notices.len(), 1);
    assert_eq!(state.reduce(Action::Note("no-such-code".into(), "".into())).effects, []);
}

#[test]
fn a_count_is_reported_and_read_out_once_the_reader_has_done_something() {
    let (mut state, _) = state_with(&[("model", "gpt-5.4")]);
    let update = state.reduce(exact(2));
    assert_eq!(update, Update { redraw: true, effects: vec![Effect::Report] });
    assert_eq!(pasted(&state), 2);
    assert!(matches!(state.report().unwrap().tokens.basis, Basis::Exact { .. }));
    let update = state.reduce(set("turns", "3"));
    assert_eq!(update.effects, [Effect::Report, Effect::LoadLazy, Effect::Announce]);
}

#[test]
fn from_a_keystroke_on_the_old_count_is_not_exact() {
    let mut state = state();
    state.reduce(exact(2));
    let update = state.reduce(Action::Text(Rc::new(String::from("hello world!"))));
    assert!(update.redraw);
    assert_eq!(state.counting_name(), "counting");
    assert_eq!(update.effects, [Effect::DoubtSoon]);
    state.reduce(exact(3));
    assert_eq!(pasted(&state), 3);
    // It was counted in time: nothing is to be doubted.
    assert!(!state.reduce(Action::Doubt).redraw);
}

#[test]
fn a_text_that_is_not_counted_soon_is_reported_as_an_estimate() {
    let mut state = state();
    state.reduce(exact(2));
    state.reduce(Action::Text(Rc::new(String::from("hello world!"))));
    let update = state.reduce(Action::Text(Rc::new(String::from("hello world!!"))));
    assert_eq!(update.effects, [], "it is being waited for already");
    assert!(state.reduce(Action::Doubt).effects.contains(&Effect::Report));
    assert_eq!((pasted(&state), state.counting_name()), (2, "counting"));
    assert!(!matches!(state.report().unwrap().tokens.basis, Basis::Exact { .. }));
}

#[test]
fn without_a_count_a_new_text_is_estimated_anew() {
    let mut state = state();
    let before = pasted(&state);
    let update = state.reduce(Action::Text(Rc::new("a longer text ".repeat(100))));
    assert!(update.redraw);
    assert!(pasted(&state) > before * 20);
}

#[test]
fn a_count_on_its_way_is_drawn_now_and_then() {
    let mut state = state();
    let reading =
        |tokens, at| Action::Counted { counting: Counting::Reading { tokens, share: 0.5 }, at };
    assert!(state.reduce(reading(100, 1_000.0)).redraw);
    assert_eq!(pasted(&state), 200, "the half that was read stands for the other");
    assert!(!state.reduce(reading(110, 1_040.0)).redraw);
    assert!(state.reduce(reading(120, 1_080.0)).redraw);
}

#[test]
fn a_setting_is_set_put_back_and_refused() {
    let mut state = state();
    state.reduce(set("turns", "7"));
    assert_eq!(state.scenario.turns, 7);
    state.reduce(set("turns", "many"));
    assert_eq!(state.scenario.turns, 7, "the last value stays");
    assert_eq!(state.refused.as_ref().unwrap().value, "many");
    state.reduce(Action::Set("turns".into(), None));
    assert_eq!(state.scenario.turns, 1);
    assert_eq!(state.refused, None, "what is set replaces the refusal");
    let update = state.reduce(set("plans", "chatgpt-plus,no-such-plan"));
    assert!(matches!(update.effects.first(), Some(Effect::Problem { .. })), "{update:?}");
    assert!(!state.reduce(set("aria-label", "x")).effects.contains(&Effect::Report));
}

#[test]
fn another_encoding_drops_the_count_and_asks_for_a_new_one() {
    let mut state = state();
    state.reduce(exact(2));
    let update = state.reduce(set("model", "gpt-4"));
    assert!(update.effects.contains(&Effect::Recount(Encoding::Cl100kBase)), "{update:?}");
    assert_eq!(state.counting, Counting::Waiting);
    let update = state.reduce(set("model", "gpt-4-turbo"));
    assert!(
        !update.effects.iter().any(|effect| matches!(effect, Effect::Recount(_))),
        "{update:?}"
    );
}

#[test]
fn a_member_goes_into_a_list_and_out_of_it() {
    let mut state = state();
    state.reduce(Action::Toggle("needs", "voice".into()));
    assert_eq!(state.setting("needs").to_string(), "voice");
    state.reduce(Action::Toggle("needs", "voice".into()));
    assert_eq!(state.setting("needs").to_string(), "");
    state.reduce(set("plans", "all"));
    state.reduce(Action::Toggle("plans", "chatgpt-plus".into()));
    let plans = state.setting("plans").to_string();
    assert!(!plans.split(',').any(|plan| plan == "chatgpt-plus" || plan == "all"), "{plans}");
    assert!(plans.split(',').count() > 10, "{plans}");
}

#[test]
fn a_conversation_can_be_counted_as_plain_text() {
    let mut state = state();
    let conversations = Some(Rc::from("opening 10 1 0 0\nturn 20 1 1 30\nturn 5 1 1\n"));
    state.reduce(Action::Counted {
        counting: Counting::Exact { tokens: 70, conversations },
        at: 0.0,
    });
    assert_eq!(state.report().unwrap().tokens.turns, 2);
    state.reduce(Action::TogglePlainText);
    assert_eq!((state.report().unwrap().tokens.turns, pasted(&state)), (1, 70));
    state.reduce(Action::TogglePlainText);
    assert_eq!(state.report().unwrap().tokens.turns, 2);
}

#[test]
fn lines_that_are_no_weights_leave_an_estimate() {
    let (mut state, _) = state_with(&[("model", "gpt-5.4")]);
    let conversations = Some(Rc::from("turn many\n"));
    state.reduce(Action::Counted {
        counting: Counting::Exact { tokens: 70, conversations },
        at: 0.0,
    });
    assert!(matches!(state.report().unwrap().tokens.basis, Basis::Estimate { .. }));
    assert!(pasted(&state) > 0);
}

#[test]
fn an_example_sets_its_situation_and_writes_its_text() {
    let mut state = state();
    let example = &EXAMPLES[0];
    let update = state.reduce(Action::Example(example));
    assert_eq!(update.effects, [Effect::Report, Effect::Write(Some(example))]);
    assert_eq!(state.scenario.turns, 12);
    let update = state.reduce(Action::Reset);
    assert_eq!(update.effects, [Effect::Report]);
    assert_eq!(state.scenario.changes().count(), 0);
}

#[test]
fn clearing_and_trying_again_are_done_in_the_page() {
    let mut state = state();
    assert_eq!(state.reduce(Action::Clear).effects, [Effect::Write(None)]);
    let failed = Counting::Failed { code: "engine-failed".into(), detail: "".into() };
    state.reduce(Action::Counted { counting: failed, at: 0.0 });
    assert_eq!(state.counting_name(), "failed");
    assert_eq!(state.reduce(Action::Retry).effects, [Effect::FocusText, Effect::Retry]);
}

#[test]
fn looking_changes_no_figure() {
    let mut state = state();
    let report = state.report().cloned();
    let mut look = |action| {
        let update = state.reduce(Action::Ui(action));
        assert_eq!(update, Update { redraw: true, effects: vec![Effect::LoadLazy] });
    };
    look(UiAction::ToggleSection(SectionId::Volume));
    look(UiAction::ToggleSection(SectionId::Fares));
    look(UiAction::Sort(Column::Name));
    look(UiAction::Sort(Column::Name));
    look(UiAction::Explain("api".into()));
    look(UiAction::ReadVolume(100));
    look(UiAction::ReadTurn(3));
    look(UiAction::ToggleAllModels);
    assert!(state.ui.open.contains(SectionId::Volume) && !state.ui.open.contains(SectionId::Fares));
    assert_eq!(state.ui.sort, Sort { column: Column::Name, descending: true });
    assert_eq!(state.ui.explained.as_deref(), Some("api"));
    assert_eq!((state.ui.volume, state.ui.turn, state.ui.all_models), (Some(100), Some(3), true));
    state.reduce(Action::Ui(UiAction::Explain("api".into())));
    assert_eq!(state.ui.explained, None);
    assert_eq!(state.report(), report.as_ref());
}

#[test]
fn opening_share_reads_what_is_shipped_until_that_is_known() {
    let mut state = state();
    let toggle = || Action::Ui(UiAction::ToggleSection(SectionId::Share));
    assert!(state.reduce(toggle()).effects.contains(&Effect::ReadRelease));
    assert!(!state.reduce(toggle()).effects.contains(&Effect::ReadRelease));
    let release = Release { version: "1".into(), module: "m".into(), frame: "f".into() };
    state.reduce_share(ShareAction::Released(release));
    assert!(!state.reduce(toggle()).effects.contains(&Effect::ReadRelease));
}

#[test]
fn the_lazy_part_comes_or_fails() {
    let mut state = state();
    for status in [LazyStatus::Loading, LazyStatus::Failed, LazyStatus::Loaded] {
        let update = state.reduce(Action::Lazy(status));
        assert_eq!((state.lazy, update.redraw), (status, true));
    }
}

#[test]
fn a_text_runs_as_its_first_letter_does() {
    let of = |text: &str| Direction::of(&text.to_owned());
    assert_eq!(of("12. Hello"), Some(Direction::Ltr));
    assert_eq!(of("«مرحبا»"), Some(Direction::Rtl));
    assert_eq!(of("价格"), Some(Direction::Ltr));
    assert_eq!(of("1 + 1 = 2"), None);
    assert_eq!(of(&(" ".repeat(64) + "Hello")), None, "only the beginning is looked at");
}

#[test]
fn a_long_text_is_estimated_by_its_beginning() {
    let page = "The quick brown fox jumps over the lazy dog. ".repeat(10_000);
    let guess = super::text::guess(&page);
    let whole = tokenfare_core::report::estimate(&page);
    assert!(guess.abs_diff(whole) * 100 < whole, "{guess} for {whole}");
}

#[test]
fn the_whole_is_drawn_part_by_part_and_a_badge_at_once() {
    let mut state = state();
    let more = |state: &mut State| state.reduce(Action::Ui(UiAction::DrawMore));
    for drawn in [Drawn::Findings, Drawn::Sections] {
        assert!(more(&mut state).effects.contains(&Effect::DrawMoreSoon));
        assert_eq!(state.ui.drawn, drawn);
    }
    assert!(!more(&mut state).effects.contains(&Effect::DrawMoreSoon));
    assert_eq!(state.ui.drawn, Drawn::All);
    let mut badge = self::state();
    badge.reduce(set("view", "badge"));
    assert!(!more(&mut badge).redraw);
    assert_eq!(badge.ui.drawn, Drawn::All);
}
