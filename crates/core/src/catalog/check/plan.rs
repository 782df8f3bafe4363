//! The rules of plans.

use super::{Findings, MOST_A_MONTH, Problem};
use crate::catalog::{Allowance, LocalPrice, Plan, Terms};
use crate::money::Amount;

impl Findings<'_> {
    pub(super) fn plan(&mut self, plan: &Plan) {
        let entry = format!("plan {}", plan.id);
        if self.catalog.vendor(&plan.vendor).is_none() {
            self.report(&entry, "vendor", Problem::Unknown(plan.vendor.clone()));
        }
        if plan.terms.is_empty() {
            self.report(&entry, "terms", Problem::Empty);
        }
        self.rising(&entry, "terms", plan.terms.iter().map(|terms| terms.from));
        for terms in &plan.terms {
            let entry = format!("{entry}, terms of {}", terms.from);
            self.source(&entry, &terms.source);
            if terms.allows.iter().any(|need| terms.denies.contains(need)) {
                self.report(&entry, "allows", Problem::Contradicts("denies"));
            }
            self.terms(&entry, terms);
        }
        if let Some(first) = plan.terms.first() {
            self.ends(&entry, "ended", first.from, plan.ended);
            if let Some(launched) = plan.launched.filter(|launched| *launched > first.from) {
                let problem = Problem::NotRising(first.from.to_string(), launched.to_string());
                self.report(&entry, "terms", problem);
            }
        }
    }

    fn terms(&mut self, entry: &str, terms: &Terms) {
        self.amount(entry, "monthly", terms.monthly, MOST_A_MONTH);
        self.amount(entry, "yearly", terms.yearly, MOST_A_MONTH);
        self.amount(entry, "apiCredit", terms.api_credit, MOST_A_MONTH);
        self.amount(entry, "apiCreditMost", terms.api_credit_most, MOST_A_MONTH);
        self.amount(entry, "includedUse", terms.included_use, MOST_A_MONTH);
        for vendor in &terms.serves {
            if self.catalog.vendor(vendor).is_none() {
                self.report(entry, "serves", Problem::Unknown(vendor.clone()));
            }
        }
        self.local(entry, &terms.local);
        if let Some(yearly) =
            terms.yearly.filter(|yearly| terms.monthly.is_some_and(|one| one < *yearly))
        {
            let expected = "what a month costs when a year is paid, not the year";
            self.report(entry, "yearly", Problem::Amount(yearly, expected));
        }
        if let Some(seats) = terms.seats
            && (seats.min == 0 || seats.max.is_some_and(|max| max < seats.min))
        {
            let range = "at least 1 and at most `max`";
            let value = u64::from(seats.min);
            self.report(entry, "seats.min", Problem::OutOfRange { value, range });
        }
        for allowance in &terms.allowances {
            if allowance.unlimited && allowance.cap.is_some() {
                self.report(entry, "unlimited", Problem::Contradicts("cap"));
            }
            let (cap, tokens) = (allowance.cap, allowance.tokens);
            let hours = cap.map(|cap| cap.hours).into_iter().chain(tokens.map(|cap| cap.hours));
            self.at_least(entry, "cap.hours", hours.min().map(u64::from), 1);
            self.at_least(entry, "cap.messages", cap.map(|cap| u64::from(cap.messages)), 1);
            self.at_least(entry, "tokens.tokens", tokens.map(|cap| cap.tokens), 1);
            self.at_least(entry, "window", allowance.window, 1);
            if let Some(model) = allowance.answers.as_deref()
                && !self.catalog.models.iter().any(|known| known.id == model)
            {
                self.report(entry, "answers", Problem::Unknown(model.to_owned()));
            }
            if let Some(then) = allowance.then.as_ref().filter(|_| terms.after(allowance).is_none())
            {
                self.report(entry, "then", Problem::NotAllowed(then.clone()));
            }
            if circles(&terms.allowances, allowance) {
                self.report(entry, "then", Problem::Circle(allowance.model.clone()));
            }
        }
    }

    fn local(&mut self, entry: &str, prices: &[LocalPrice]) {
        for (at, price) in prices.iter().enumerate() {
            let letters = price.country.bytes().all(|byte| byte.is_ascii_uppercase());
            if !letters || price.country.len() != 2 {
                self.report(entry, "local.country", Problem::Country(price.country.clone()));
            }
            let same = |other: &&LocalPrice| {
                (&other.country, other.currency) == (&price.country, price.currency)
            };
            if prices.iter().take(at).any(|other| same(&other)) {
                self.report(entry, "local.country", Problem::Duplicate(price.country.clone()));
            }
            if price.monthly == Amount::default() {
                let range = "what is paid there; leave it out where it isn't known";
                self.report(entry, "local.monthly", Problem::OutOfRange { value: 0, range });
            }
            self.source_of(entry, "local.source", &price.source);
        }
    }
}

/// Whether what answers after `start` leads back to it.
fn circles(all: &[Allowance], start: &Allowance) -> bool {
    let mut at = start;
    for _ in all {
        let next = at.then.as_ref().and_then(|then| all.iter().find(|one| one.model == *then));
        match next {
            Some(next) if next.model == start.model => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
