//! The arithmetic of the worked cases: + − × ÷, brackets, `ceil` and `floor`, in exact fractions.

use std::iter::Peekable;
use std::str::Chars;

/// Digits after the point in amounts of USD, to which a figure may be rounded.
const DECIMALS: u32 = 12;

/// The figure of `arithmetic = figure`, after the arithmetic agreed with it; a figure alone is taken
/// at its word.
pub(crate) fn checked(expected: &str) -> String {
    let Some((arithmetic, figure)) = expected.rsplit_once(" = ") else {
        return expected.to_owned();
    };
    let mut reader = Reader { rest: arithmetic.chars().peekable() };
    let value = reader.sum();
    assert!(reader.peek().is_none(), "can't read {arithmetic}");
    assert_eq!(value.rounded(), figure, "{arithmetic}");
    figure.to_owned()
}

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy)]
struct Fraction(i128, i128);

impl Fraction {
    fn new(above: i128, below: i128) -> Self {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = a.max(1) * below.signum();
        Self(above / divisor, below / divisor)
    }

    fn rounded(self) -> String {
        let unit = 10_i128.pow(DECIMALS);
        let units = (self.0 * unit * 2 + self.1) / (self.1 * 2);
        let text = format!("{}.{:0width$}", units / unit, units % unit, width = DECIMALS as usize);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
        self.rest.peek().copied()
    }

    fn take(&mut self, c: char) -> bool {
        self.peek() == Some(c) && self.rest.next().is_some()
    }

    fn sum(&mut self) -> Fraction {
        let mut left = self.product();
        loop {
            let sign = match (self.take('+'), self.peek() == Some('-')) {
                (true, _) => 1,
                (false, true) => {
                    self.rest.next();
                    -1
                }
                (false, false) => return left,
            };
            let right = self.product();
            left = Fraction::new(left.0 * right.1 + sign * right.0 * left.1, left.1 * right.1);
        }
    }

    fn product(&mut self) -> Fraction {
        let mut left = self.term();
        loop {
            if self.take('*') {
                let right = self.term();
                left = Fraction::new(left.0 * right.0, left.1 * right.1);
            } else if self.take('/') {
                let right = self.term();
                left = Fraction::new(left.0 * right.1, left.1 * right.0);
            } else {
                return left;
            }
        }
    }

    fn term(&mut self) -> Fraction {
        self.peek();
        let mut word = String::new();
        while let Some(c) = self.rest.next_if(|c| c.is_alphanumeric() || ['.', '_'].contains(c)) {
            word.extend((c != '_').then_some(c));
        }
        match word.as_str() {
            "" => self.brackets(),
            "ceil" => {
                let inner = self.brackets();
                Fraction::new(-(-inner.0).div_euclid(inner.1), 1)
            }
            "floor" => {
                let inner = self.brackets();
                Fraction::new(inner.0.div_euclid(inner.1), 1)
            }
            number => {
                let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
                let below = 10_i128.pow(u32::try_from(decimals.len()).unwrap());
                Fraction::new(format!("{whole}{decimals}").parse().unwrap(), below)
            }
        }
    }

    fn brackets(&mut self) -> Fraction {
        assert!(self.take('('), "a bracket is missing");
        let inner = self.sum();
        assert!(self.take(')'), "a bracket is not closed");
        inner
    }
}
