//! From what the lists say to what is proposed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use tokenfare_core::catalog::{Catalog, CountedName, Date, Model, RateCard};

use super::edit::Edit;
use crate::compare::{Decisions, Difference, figures};
use crate::lists::{List, Quote};

/// Fields that make a price.
const PRICE: [&str; 4] = ["input", "cached", "write", "output"];
/// Those without which there is none.
const NEEDED: [&str; 2] = ["input", "output"];
/// How many lists it takes.
const ENOUGH: usize = 2;

/// What is proposed, and what is left to people.
#[derive(Default)]
pub(crate) struct Proposals {
    /// What is proposed, in words, with its edits.
    pub(crate) proposed: Vec<(String, Vec<Edit>)>,
    /// Where lists differ from the file or from each other: nothing is proposed.
    pub(crate) refused: Vec<String>,
    /// Models that one list alone has.
    pub(crate) seen_once: Vec<String>,
    /// Cards that two lists confirm, and that were checked on this day already.
    pub(crate) confirmed: usize,
    /// Cards of which one list alone has the price.
    pub(crate) one_list: usize,
}

impl Proposals {
    /// Compares every card in force with the lists.
    pub(crate) fn of(catalog: &Catalog, decisions: &Decisions, lists: &[List], on: Date) -> Self {
        let mut proposals = Self::default();
        for model in catalog.models.iter().filter(|model| !model.is_shut_down_on(on)) {
            if let Some(card) = model.card_on(on) {
                proposals.card(model, card, decisions, lists, on);
                proposals.shutdown(model, decisions, lists, on);
            }
        }
        proposals.new_models(catalog, decisions, lists, on);
        proposals
    }

    pub(crate) fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.proposed.iter().flat_map(|(_, edits)| edits)
    }

    fn card(
        &mut self,
        model: &Model,
        card: &RateCard,
        decisions: &Decisions,
        lists: &[List],
        on: Date,
    ) {
        let ours = figures(model, card);
        let quotes: Vec<_> = lists.iter().filter_map(|list| quoted(list, model, card)).collect();
        let (mut agree, mut against) = (Vec::new(), Vec::new());
        for (list, quote) in &quotes {
            let fields = PRICE.iter().filter_map(|field| Some((*field, quote.get(field)?.clone())));
            let different = fields.filter(|(field, theirs)| ours.get(field) != Some(theirs));
            let (unsettled, settled): (Vec<_>, Vec<_>) = different
                .partition(|(field, theirs)| open(decisions, list, &model.id, field, theirs));
            if !unsettled.is_empty() {
                against.push((*list, quote, unsettled));
            } else if !settled.iter().any(|(field, _)| NEEDED.contains(field)) {
                // A list whose price was set aside neither confirms nor objects.
                agree.push(*list);
            }
        }
        let names =
            |lists: &[&List]| lists.iter().map(|l| l.short()).collect::<Vec<_>>().join(", ");
        match (agree.len(), against.as_slice()) {
            (0, []) => {}
            (1, []) => self.one_list += 1,
            (_, []) if card.checked >= on => self.confirmed += 1,
            (_, []) => self.proposed.push((
                format!("{}: checked {} -> {on} ({})", model.id, card.checked, names(&agree)),
                vec![field(model, Some(card), "checked", format!("\"{on}\""), &["source"])],
            )),
            (0, [(first, quote, _), others @ ..])
                if against.len() >= ENOUGH && others.iter().all(|(_, q, _)| same(quote, q)) =>
            {
                let lists: Vec<_> = against.iter().map(|(list, ..)| *list).collect();
                let since = lists.iter().filter_map(|list| (list.since)(&model.vendor, &model.id));
                let from = since.filter(|day| *day > card.from).min().unwrap_or(on);
                let why =
                    format!("{}: {} from {from} ({})", model.id, prices(quote), names(&lists));
                self.proposed.push((why, vec![new_card(model, card, quote, first, from, on)]));
            }
            (_, against) => {
                for (list, _, different) in against {
                    for (field, theirs) in different {
                        let ours = ours.get(field).map_or("absent", String::as_str);
                        self.refused.push(format!(
                            "{}: {field} is {ours} here, {theirs} in {}{}",
                            model.id,
                            list.short(),
                            if agree.is_empty() {
                                String::new()
                            } else {
                                format!(", and as here in {}", names(&agree))
                            }
                        ));
                    }
                }
            }
        }
    }

    fn shutdown(&mut self, model: &Model, decisions: &Decisions, lists: &[List], on: Date) {
        for list in lists {
            let quote = (list.quote)(&model.vendor, &model.id);
            let Some(theirs) = quote.and_then(|quote| quote.get("shutdown").cloned()) else {
                continue;
            };
            let ours = model.shutdown.map(|day| day.to_string());
            if ours.as_ref() == Some(&theirs)
                || !open(decisions, list, &model.id, "shutdown", &theirs)
            {
                continue;
            }
            let source = format!("\"{}\"", list.source);
            let place: &[&str] =
                &["id", "name", "vendor", "tokens", "window", "maxOutput", "released"];
            self.proposed.push((
                format!(
                    "{}: shutdown {} -> {theirs} ({})",
                    model.id,
                    ours.as_deref().unwrap_or("none"),
                    list.short()
                ),
                vec![
                    field(model, None, "shutdown", format!("\"{theirs}\""), place),
                    field(model, None, "shutdownSource", source, &["shutdown"]),
                    field(model, None, "shutdownChecked", format!("\"{on}\""), &["shutdownSource"]),
                ],
            ));
        }
    }

    fn new_models(&mut self, catalog: &Catalog, decisions: &Decisions, lists: &[List], on: Date) {
        let mut sellers: BTreeMap<(String, String), Vec<&List>> = BTreeMap::new();
        for list in lists {
            for (vendor, id) in &list.models {
                let ending = format!("/{}", id.to_ascii_lowercase());
                let hosted =
                    catalog.models.iter().any(|m| m.id.to_ascii_lowercase().ends_with(&ending));
                let counted = |name: &CountedName| !name.prefix && name.name == *id;
                if catalog.model(id).is_none()
                    && !hosted
                    && !catalog.counted.iter().any(counted)
                    && open(decisions, list, id, "model", vendor)
                {
                    let key = (vendor.clone(), id.to_ascii_lowercase());
                    sellers.entry(key).or_default().push(list);
                }
            }
        }
        // What only a list of an earlier day has is older than our own files.
        sellers.retain(|_, lists| lists.iter().any(|list| list.as_of.is_none()));
        for ((vendor, id), lists) in sellers {
            let quotes: Vec<_> = lists
                .iter()
                .filter_map(|list| Some((*list, (list.quote)(&vendor, &id)?)))
                .collect();
            let names: BTreeSet<_> = lists.iter().map(|list| list.short()).collect();
            let names = names.into_iter().collect::<Vec<_>>().join(", ");
            match quotes.as_slice() {
                [(list, first), others @ ..]
                    if quotes.len() >= ENOUGH
                        && NEEDED.iter().all(|field| first.contains_key(field))
                        && others.iter().all(|(_, quote)| same(first, quote)) =>
                {
                    let why = format!("{id}: new, {} ({names})", prices(first));
                    let text = format!(
                        "[[models]]\nid = \"{id}\"\nvendor = \"{vendor}\"\n{{tokens}}\n\n[[models.cards]]\nfrom = \"{on}\"\nprices = {}\nsource = \"{}\"\nchecked = \"{on}\"\neditorNote = \"Proposed: review the class, the tokens, the window and the first day.\"",
                        toml(first),
                        list.source
                    );
                    self.proposed.push((why, vec![Edit::Model { vendor, text }]));
                }
                [_, _, ..] => {
                    self.refused.push(format!("{id}: new, and its lists differ ({names})"))
                }
                _ => self.seen_once.push(format!("{id} ({vendor}, {names})")),
            }
        }
    }
}

/// What a list says of a card, unless its content is older than the card.
fn quoted<'a>(list: &'a List, model: &Model, card: &RateCard) -> Option<(&'a List, Quote)> {
    let quote = (list.quote)(&model.vendor, &model.id)?;
    let news = list.as_of.is_some_and(|day| card.from > day);
    let priced = NEEDED.iter().all(|field| quote.contains_key(field));
    (priced && !news).then_some((list, quote))
}

/// Whether nobody has decided on this figure of a list.
fn open(decisions: &Decisions, list: &List, id: &str, field: &'static str, theirs: &str) -> bool {
    let difference = Difference {
        list: list.short().to_owned(),
        model: id.to_owned(),
        field,
        ours: String::new(),
        theirs: theirs.to_owned(),
        decision: None,
    };
    decisions.on(&difference).is_none()
}

/// Whether two lists agree wherever both have a figure.
fn same(one: &Quote, other: &Quote) -> bool {
    PRICE.iter().all(|field| match (one.get(field), other.get(field)) {
        (Some(one), Some(other)) => one == other,
        _ => !NEEDED.contains(field),
    })
}

fn prices(quote: &Quote) -> String {
    let shown = ["input", "cached", "output"];
    shown.map(|field| quote.get(field).map_or("–", String::as_str)).join(" / ")
}

fn toml(quote: &Quote) -> String {
    let fields =
        PRICE.iter().filter_map(|field| Some(format!("{field} = \"{}\"", quote.get(field)?)));
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

fn field(
    model: &Model,
    card: Option<&RateCard>,
    key: &'static str,
    value: String,
    after: &'static [&'static str],
) -> Edit {
    let card = card.map(|card| card.from.to_string());
    Edit::Field { model: model.id.clone(), card, key, value, after }
}

fn new_card(
    model: &Model,
    card: &RateCard,
    quote: &Quote,
    list: &List,
    from: Date,
    on: Date,
) -> Edit {
    Edit::Card {
        model: model.id.clone(),
        after: card.from.to_string(),
        from: from.to_string(),
        lines: vec![
            ("prices", format!("prices = {}", toml(quote))),
            ("source", format!("source = \"{}\"", list.source)),
            ("checked", format!("checked = \"{on}\"")),
        ],
    }
}

impl fmt::Display for Proposals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut part = |title: &str, lines: &mut dyn Iterator<Item = &String>| {
            let lines: Vec<_> = lines.collect();
            if lines.is_empty() {
                return Ok(());
            }
            writeln!(f, "{title}:")?;
            lines.iter().try_for_each(|line| writeln!(f, "  {line}"))?;
            writeln!(f)
        };
        part("Proposed", &mut self.proposed.iter().map(|(why, _)| why))?;
        part("Left to people, for the lists differ", &mut self.refused.iter())?;
        part("In one list alone", &mut self.seen_once.iter())?;
        writeln!(
            f,
            "{} cards are confirmed by two lists, {} by one.",
            self.confirmed, self.one_list
        )
    }
}
