//! The catalog as it ships: a table of texts, then every entry field by field.
//!
//! Nothing in it names a field or a type, so whoever unpacks must be of the same build as whoever packed.
//! Both sides are one list of fields, and a field that it lacks doesn't compile. A general format
//! would cost a page more code to read than there is data.

use super::{
    Allowance, Caching, Cap, Catalog, Class, Confidence, CountedName, Credit, Date, LocalPrice,
    Long, Matching, Model, Need, Overage, Overhead, Peak, Plan, Prices, RateCard, Reasoning, Seats,
    Source, SourceKind, SpendingLimit, Terms, Tiers, TokenCap, Tokens, Vendor,
};
use crate::money::{Amount, Currency, Factor, Rate, Usd};

impl Catalog {
    /// The catalog in bytes, for [`Catalog::unpack`] of the same build.
    pub fn pack(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        self.put(&mut packer);
        let mut out = Packer::default();
        (packer.texts.len() as u64).put(&mut out);
        for text in &packer.texts {
            (text.len() as u64).put(&mut out);
            out.bytes.extend(text.as_bytes());
        }
        out.bytes.append(&mut packer.bytes);
        out.bytes
    }

    /// The catalog that was packed; nothing when the bytes are not all of one.
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut unpacker = Unpacker { bytes, texts: Vec::new(), sound: true };
        for _ in 0..u64::take(&mut unpacker).min(bytes.len() as u64) {
            let text = unpacker.text();
            unpacker.texts.push(text);
        }
        let catalog = Self::take(&mut unpacker);
        (unpacker.sound && unpacker.bytes.is_empty()).then_some(catalog)
    }
}

#[derive(Default)]
pub(crate) struct Packer {
    bytes: Vec<u8>,
    texts: Vec<String>,
}

/// What is left to unpack. After the end it gives nothings, and is no longer sound: that is asked once,
/// instead of after every field.
pub(crate) struct Unpacker<'a> {
    bytes: &'a [u8],
    texts: Vec<&'a str>,
    sound: bool,
}

impl<'a> Unpacker<'a> {
    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => {
                self.sound = false;
                0
            }
        }
    }

    fn text(&mut self) -> &'a str {
        let length = usize::try_from(u64::take(self)).unwrap_or(usize::MAX);
        let text = self.bytes.split_at_checked(length).and_then(|(text, rest)| {
            self.bytes = rest;
            std::str::from_utf8(text).ok()
        });
        self.sound &= text.is_some();
        text.unwrap_or_default()
    }
}

/// Something that is packed.
pub(crate) trait Packed: Sized {
    fn put(&self, to: &mut Packer);
    fn take(from: &mut Unpacker<'_>) -> Self;
}

impl Packed for u64 {
    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn put(&self, to: &mut Packer) {
        let mut rest = *self;
        while rest > 0x7f {
            to.bytes.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        to.bytes.push(rest as u8);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let mut number = 0;
        for shift in (0..Self::BITS).step_by(7) {
            let byte = from.byte();
            number |= Self::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        from.sound = false;
        number
    }
}

impl Packed for u32 {
    fn put(&self, to: &mut Packer) {
        u64::from(*self).put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        u64::take(from) as Self
    }
}

impl Packed for i128 {
    fn put(&self, to: &mut Packer) {
        (*self as u64).put(to);
        ((*self >> u64::BITS) as u64).put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let low = Self::from(u64::take(from));
        low | Self::from(u64::take(from) as i64) << u64::BITS
    }
}

impl Packed for bool {
    fn put(&self, to: &mut Packer) {
        to.bytes.push(u8::from(*self));
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        from.byte() != 0
    }
}

impl Packed for String {
    fn put(&self, to: &mut Packer) {
        let known = to.texts.iter().position(|text| text == self);
        let at = known.unwrap_or_else(|| {
            to.texts.push(self.clone());
            to.texts.len() - 1
        });
        (at as u64).put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let at = usize::try_from(u64::take(from)).unwrap_or(usize::MAX);
        let text = from.texts.get(at).copied();
        from.sound &= text.is_some();
        text.unwrap_or_default().to_owned()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, to: &mut Packer) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        bool::take(from).then(|| T::take(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, to: &mut Packer) {
        (self.len() as u64).put(to);
        for value in self {
            value.put(to);
        }
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let length = u64::take(from);
        let mut values = Self::new();
        for _ in 0..length {
            // A length that is none must not fill the memory.
            if !from.sound {
                break;
            }
            values.push(T::take(from));
        }
        values
    }
}

macro_rules! fields {
    ($($type:ident { $($field:ident),+ $(,)? } $(- $left:ident)?)+) => {$(
        impl Packed for $type {
            fn put(&self, to: &mut Packer) {
                $(self.$field.put(to);)+
            }

            fn take(from: &mut Unpacker<'_>) -> Self {
                Self { $($field: Packed::take(from),)+ $($left: None,)? }
            }
        }
    )+};
}

fields! {
    Catalog { vendors, sources, models, counted, plans, credits, limits }
    CountedName { name, prefix, encoding }
    Vendor { id, name, allows, denies, caching }
    Source { id, name, kind, url }
    Model {
        id, name, vendor, aliases, class, tokens, reasoning, overhead, caching, window, max_input,
        max_output, released, shutdown, shutdown_source, shutdown_checked, unlisted, cards, note,
    } - editor_note
    Reasoning { always, tokens, basis }
    Overhead { message, request, documented, function }
    Caching { automatic, matching, min, step, minutes, minutes_long }
    RateCard {
        from, prices, long, tiers, regional, peak, source, checked, confidence, note,
    } - editor_note
    Prices { input, cached, write, write_long, output }
    Long { above, inclusive, prices }
    Tiers { batch, flex, fast, ultrafast, cached_undiscounted, batch_cached_undiscounted }
    Peak { factor, hours }
    Plan { id, name, vendor, launched, ended, terms }
    Terms {
        from, monthly, yearly, local, seats, allowances, allows, denies, ads, api_credit, included_use,
        use_factor, pooled, api_credit_most, overage, serves, metered, source, checked, confidence, note,
    } - editor_note
    LocalPrice { country, currency, monthly, taxed, about, source, checked, confidence }
    Seats { min, max }
    Allowance { model, answers, class, reasons, cap, tokens, unlimited, then, window }
    Cap { messages, hours }
    TokenCap { tokens, hours }
    Credit {
        id, name, vendor, amount, valid_days, from, until, source, checked, confidence, note,
    } - editor_note
    SpendingLimit {
        id, name, vendor, monthly, from, until, source, checked, confidence, note,
    } - editor_note
}

/// Variants by their place in a list; one that isn't in it makes the bytes unsound.
macro_rules! variants {
    ($($type:ident { $first:ident $(, $rest:ident)* })+) => {$(
        impl Packed for $type {
            fn put(&self, to: &mut Packer) {
                let all = [Self::$first, $(Self::$rest),*];
                let at = all.iter().position(|one| one == self);
                (at.unwrap_or(0) as u64).put(to);
            }

            fn take(from: &mut Unpacker<'_>) -> Self {
                let all = [Self::$first, $(Self::$rest),*];
                let found = all.get(usize::from(from.byte())).copied();
                from.sound &= found.is_some();
                found.unwrap_or(Self::$first)
            }
        }
    )+};
}

variants! {
    Class { Small, Balanced, Flagship }
    Confidence { High, Medium, Low }
    Matching { Prefix, Breakpoint }
    Overage { Stops, ApiRates, Credits }
    SourceKind { Vendor, List, ThirdParty }
}

impl Packed for Amount {
    fn put(&self, to: &mut Packer) {
        self.millionths().put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        Self::from_millionths(u64::take(from))
    }
}

impl Packed for Currency {
    fn put(&self, to: &mut Packer) {
        self.code().to_owned().put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let code = String::take(from).parse();
        from.sound &= code.is_ok();
        code.unwrap_or(Self::USD)
    }
}

impl Packed for Date {
    fn put(&self, to: &mut Packer) {
        self.days_since(Self::from_days(0)).put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        Self::from_days(u32::take(from))
    }
}

impl Packed for Rate {
    fn put(&self, to: &mut Packer) {
        self.units().put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        Self::from_units(u64::take(from))
    }
}

impl Packed for Usd {
    fn put(&self, to: &mut Packer) {
        self.units().put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        Self::from_units(i128::take(from))
    }
}

impl Packed for Factor {
    fn put(&self, to: &mut Packer) {
        self.numerator().put(to);
        self.denominator().put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let (above, below) = (u32::take(from), u32::take(from));
        Self::ratio(above, below).unwrap_or(Self::ONE)
    }
}

impl Packed for Need {
    fn put(&self, to: &mut Packer) {
        let at = Self::ALL.iter().position(|need| need == self);
        (at.unwrap_or(0) as u64).put(to);
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let at = usize::from(from.byte());
        let need = Self::ALL.get(at).copied();
        from.sound &= need.is_some();
        need.unwrap_or(Self::Automation)
    }
}

impl Packed for Tokens {
    fn put(&self, to: &mut Packer) {
        match self {
            Self::Exact(encoding) => {
                false.put(to);
                encoding.put(to);
            }
            Self::Reconstructed { encoding, basis } => {
                true.put(to);
                encoding.put(to);
                false.put(to);
                basis.put(to);
            }
            Self::Estimate { encoding, low, usual, high, basis } => {
                true.put(to);
                encoding.put(to);
                true.put(to);
                low.put(to);
                usual.put(to);
                high.put(to);
                basis.put(to);
            }
        }
    }

    fn take(from: &mut Unpacker<'_>) -> Self {
        let explained = bool::take(from);
        let encoding = String::take(from);
        if !explained {
            return Self::Exact(encoding);
        }
        if !bool::take(from) {
            return Self::Reconstructed { encoding, basis: String::take(from) };
        }
        let (low, usual) = (Factor::take(from), <Option<Factor> as Packed>::take(from));
        Self::Estimate { encoding, low, usual, high: Factor::take(from), basis: String::take(from) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_or_changed_does_not_pass_for_a_catalog() {
        let mut catalog = Catalog::default();
        catalog.sources.push(Source {
            id: "s".to_owned(),
            name: "S".to_owned(),
            ..Source::default()
        });
        let bytes = catalog.pack();
        assert_eq!(Catalog::unpack(&bytes), Some(catalog));
        for end in 0..bytes.len() {
            assert_eq!(Catalog::unpack(&bytes[..end]), None, "{end}");
        }
        assert_eq!(Catalog::unpack(&[bytes.as_slice(), &[0]].concat()), None);
        assert_eq!(Catalog::unpack(&[0xff; 64]), None);
        // A list that claims to be endless.
        assert_eq!(Catalog::unpack(&[0, 0xff, 0xff, 0xff, 0xff, 0x7f]), None);
    }

    #[test]
    fn amounts_survive() {
        for units in [0, 1, -1, i128::from(u64::MAX) + 1, -20_000_000_000_000_000_000_000] {
            let mut packer = Packer::default();
            Usd::from_units(units).put(&mut packer);
            let mut from = Unpacker { bytes: &packer.bytes, texts: Vec::new(), sound: true };
            assert_eq!(Usd::take(&mut from).units(), units);
        }
    }
}
