use super::*;

fn usd(text: &str) -> Usd {
    text.parse().unwrap()
}

#[test]
fn a_dollar_per_million_is_a_million_units_a_token() {
    let rate: Rate = "1".parse().unwrap();
    assert_eq!(rate.units(), 1_000_000);
    assert_eq!(rate * 1_000_000, Usd::from_dollars(1));
    assert_eq!(rate * 1, usd("0.000001"));
}

#[test]
fn decimals_are_read_exactly_and_written_shortest() {
    for (text, shown) in [
        ("0.00103", "0.00103"),
        ("20.00", "20"),
        ("-0.10", "-0.1"),
        ("007.5", "7.5"),
        (" 3 ", "3"),
        ("0.000000000001", "0.000000000001"),
        ("0", "0"),
    ] {
        assert_eq!(usd(text).to_string(), shown, "{text}");
    }
    assert_eq!("0.003625".parse::<Rate>().unwrap().units(), 3_625);
}

#[test]
fn what_is_not_a_decimal_is_refused() {
    for text in ["", ".", "1.", ".5", "1e3", "1,5", "--1", "+1", "NaN", "1.2.3", "１", "-"] {
        assert_eq!(text.parse::<Usd>(), Err(MoneyError::NotADecimal(text.to_owned())), "{text:?}");
    }
    assert!(matches!("0.0000000000001".parse::<Usd>(), Err(MoneyError::TooFine { .. })));
    assert!(matches!("0.0000025".parse::<Rate>(), Err(MoneyError::TooFine { .. })));
    assert!(matches!("-1".parse::<Rate>(), Err(MoneyError::OutOfRange(_))));
    assert!(matches!("9".repeat(60).parse::<Usd>(), Err(MoneyError::OutOfRange(_))));
}

#[test]
fn what_costs_something_never_reads_as_nothing() {
    for (exact, shown) in [
        ("0", "$0"),
        ("20", "$20.00"),
        ("1.005", "$1.01"),
        ("0.5", "$0.50"),
        ("0.045", "$0.045"),
        ("0.00103", "$0.0010"),
        ("0.00996", "$0.010"),
        ("0.0996", "$0.10"),
        ("0.996", "$1.00"),
        ("0.000000035", "$0.000000035"),
        ("0.000000000001", "$0.000000000001"),
        ("1234567.891", "$1,234,567.89"),
        ("-12.5", "-$12.50"),
    ] {
        assert_eq!(usd(exact).rounded().to_string(), shown, "{exact}");
    }
    assert_eq!(format!("{:#}", usd("1234.5").rounded()), "1234.50");
}

#[test]
fn other_currencies_change_the_number_and_the_sign() {
    let exchange: Exchange = "0.92".parse().unwrap();
    assert_eq!(Rounded::converted(usd("20"), exchange, "EUR").to_string(), "€18.40");
    assert_eq!(Rounded::converted(usd("20"), exchange, "CHF").to_string(), "CHF\u{a0}18.40");
    assert!("0".parse::<Exchange>().is_err());
}

/// What `Intl.NumberFormat` gives in a page, to the digit.
#[test]
fn each_currency_has_decimals_of_its_own() {
    for (amount, rate, code, shown) in [
        ("5.427", "155", "JPY", "¥841"),
        ("0.0045225", "155", "JPY", "¥0.70"),
        ("0.0362", "155", "JPY", "¥5.6"),
        ("5.427", "26000", "VND", "VND\u{a0}141,102"),
        ("0.0045225", "26000", "VND", "VND\u{a0}118"),
        ("5.427", "1380", "KRW", "KRW\u{a0}7,489"),
        ("3.627", "0.376", "BHD", "BHD\u{a0}1.364"),
        ("0.0996", "1", "EUR", "€0.10"),
        ("0.996", "100", "JPY", "¥100"),
    ] {
        let rounded = Rounded::converted(usd(amount), rate.parse().unwrap(), code);
        assert_eq!(rounded.to_string(), shown, "{amount} × {rate}");
    }
}

#[test]
fn factors_are_exact_fractions() {
    let third: Factor = "5/3".parse().unwrap();
    let rate: Rate = "0.15".parse().unwrap();
    assert_eq!(rate.times(third).to_string(), "0.25");
    assert_eq!(rate.times("0.5".parse().unwrap()).to_string(), "0.075");
    assert_eq!("1.7000".parse::<Factor>().unwrap().to_string(), "1.7");
    assert_eq!(third.to_string(), "5/3");
    assert_eq!("10/6".parse::<Factor>().unwrap(), third);
    assert!("0".parse::<Factor>().is_err());
    assert!("1/0".parse::<Factor>().is_err());
}

#[test]
fn scaling_rounds_to_the_nearest_unit() {
    assert_eq!(Usd::from_units(5).scaled(1, 2), Usd::from_units(3));
    assert_eq!(Usd::from_units(-5).scaled(1, 2), Usd::from_units(-3));
    assert_eq!(Usd::from_units(5).scaled(1, 0), Usd::ZERO);
    assert_eq!(Usd::from_units(i128::MAX).scaled(2, 1), Usd::from_units(i128::MAX));
    // A product of more than 128 bits, whose quotient fits.
    let huge = Usd::from_units(i128::MAX);
    assert_eq!(huge.scaled(3_600, 3_600), huge);
    assert_eq!(huge.scaled(u64::MAX, u64::MAX), huge);
    let gpus = Usd::from_dollars(1_000_000_000);
    assert_eq!(
        gpus.scaled(3_001_352_250_000_000, 3_600).to_string(),
        "833708958333333333333.333333333333"
    );
}

#[test]
fn amounts_are_texts_and_never_bare_numbers() {
    let amount = usd("7.99");
    let json = serde_json::to_string(&amount).unwrap();
    assert_eq!(json, "\"7.99\"");
    assert_eq!(serde_json::from_str::<Usd>(&json).unwrap(), amount);
    let refused = serde_json::from_str::<Rate>("2.5").unwrap_err().to_string();
    assert!(refused.contains("USD per million tokens"), "{refused}");
}

proptest::proptest! {
    /// Around the border of 64 bits, at which the way of dividing changes.
    #[test]
    fn amounts_of_any_size_are_written_as_they_are_read(units in proptest::prelude::any::<i128>(), shift in 0..127_u32) {
        let amount = Usd::from_units(units >> shift);
        proptest::prop_assert_eq!(amount.to_string().parse::<Usd>().unwrap(), amount);
    }

    #[test]
    fn scaling_is_to_the_nearest_whatever_the_size(
        units in -(1_i128 << 90)..1 << 90, shift in 0..90_u32, above in 0..1_000_u64, below in 1..1_000_u64,
    ) {
        let units = units >> shift;
        let scaled = Usd::from_units(units).scaled(above, below).units();
        let off = units * i128::from(above) - scaled * i128::from(below);
        proptest::prop_assert!(2 * off.abs() <= i128::from(below));
    }
}
