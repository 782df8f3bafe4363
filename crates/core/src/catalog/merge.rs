//! Several catalogs as one: the vendors' files, and a reader's own on top of them.

use super::Catalog;

impl Catalog {
    /// This catalog with `other` laid over it: an entry with a known id replaces that entry whole,
    /// any other is added. The result is not checked; see [`Catalog::check`].
    #[must_use]
    pub fn extended_with(mut self, other: Self) -> Self {
        overlay(&mut self.vendors, other.vendors, |vendor| &vendor.id);
        overlay(&mut self.sources, other.sources, |source| &source.id);
        overlay(&mut self.models, other.models, |model| &model.id);
        overlay(&mut self.counted, other.counted, |counted| &counted.name);
        overlay(&mut self.plans, other.plans, |plan| &plan.id);
        overlay(&mut self.credits, other.credits, |credit| &credit.id);
        overlay(&mut self.limits, other.limits, |limit| &limit.id);
        self
    }

    /// Adds the entries of `other` as they are; an id that both have is for the check to find.
    pub fn append(&mut self, other: Self) {
        self.vendors.extend(other.vendors);
        self.sources.extend(other.sources);
        self.models.extend(other.models);
        self.counted.extend(other.counted);
        self.plans.extend(other.plans);
        self.credits.extend(other.credits);
        self.limits.extend(other.limits);
    }

    /// Every entry by kind and id, as [`CatalogError::entry`](super::CatalogError::entry) begins.
    pub fn entries(&self) -> impl Iterator<Item = String> {
        let vendors = self.vendors.iter().map(|vendor| ("vendor", &vendor.id));
        let sources = self.sources.iter().map(|source| ("source", &source.id));
        let models = self.models.iter().map(|model| ("model", &model.id));
        let counted = self.counted.iter().map(|counted| ("counted name", &counted.name));
        let plans = self.plans.iter().map(|plan| ("plan", &plan.id));
        let credits = self.credits.iter().map(|credit| ("credit", &credit.id));
        let limits = self.limits.iter().map(|limit| ("limit", &limit.id));
        let all = vendors
            .chain(sources)
            .chain(models)
            .chain(counted)
            .chain(plans)
            .chain(credits)
            .chain(limits);
        all.map(|(kind, id)| format!("{kind} {id}"))
    }
}

fn overlay<T>(entries: &mut Vec<T>, others: Vec<T>, id: impl Fn(&T) -> &String) {
    // Only what was there before is replaced: two new entries of one id stay, for the check to find.
    let known = entries.len();
    for other in others {
        let same = entries.iter_mut().take(known).find(|entry| id(entry) == id(&other));
        match same {
            Some(entry) => *entry = other,
            None => entries.push(other),
        }
    }
}
