import { readDecimal } from "./decimal.js";
import { labelled, make } from "./make.js";

// Where the browser cannot say which there are.
const SOME = ["AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "INR", "JPY", "KRW", "MXN", "SEK", "USD", "VND"];

/** The most that core takes a dollar to be worth, and the decimals that it keeps. */
const MOST = 1_000_000;
const RATE = /^\d+(\.\d{1,6})?$/;

/**
 * The currency that amounts are shown in, and what a dollar is worth in it, which nobody but the reader
 * says. Nothing is set before there are both: amounts stay dollars until then.
 */
class CurrencyRate {
  #element;
  #say;
  #locale;
  // What is set, as it was last shown here.
  #shown;

  /** For sections.js. */
  constructor(place, { element, say, locale }) {
    this.#element = element;
    this.#say = say;
    this.#locale = locale;
    this.currency = make("select", { onchange: () => this.#choose() }, ...this.#options());
    this.rate = make("input", { type: "text", inputMode: "decimal", autocomplete: "off", oninput: () => this.#set() });
    this.day = make("input", { type: "date", oninput: () => this.#set() });
    this.answer = make("p", { className: "finding", id: "rate-answer" });
    this.rate.setAttribute("aria-describedby", this.answer.id);
    place.append(
      make(
        "div",
        { className: "fields" },
        labelled(say("currency.code"), this.currency),
        labelled(say("currency.rate"), this.rate),
        labelled(say("currency.day"), this.day),
      ),
      this.answer,
      make("p", { className: "note" }, say("currency.note")),
    );
  }

  /** Something else may have set them. */
  update() {
    const { currency, rate = "", rateOn = "" } = this.#element.report.scenario;
    const shown = [currency, rate, rateOn].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (rate || currency !== "USD") this.currency.value = currency;
    if (readDecimal(this.rate.value, this.#locale) !== rate) this.rate.value = rate && this.#number(rate);
    this.day.value = rateOn;
    this.#tell();
  }

  close() {}

  #options() {
    const names = new Intl.DisplayNames(this.#locale, { type: "currency" });
    const codes = Intl.supportedValuesOf?.("currency") ?? SOME;
    const option = (code) => new Option(`${code} – ${names.of(code)}`, code);
    return ["USD", ...codes.filter((code) => code !== "USD")].map(option);
  }

  /** The rate of one currency is not that of another. */
  #choose() {
    this.rate.value = this.day.value = "";
    this.#set();
    if (this.currency.value !== "USD") this.rate.focus();
  }

  #set() {
    const rate = this.#rate();
    const set = { currency: this.currency.value, rate, "rate-on": this.day.value };
    const known = set.currency !== "USD" && rate;
    // One after the other, but in one go: the widget looks at them when all are there.
    for (const [name, value] of Object.entries(set)) {
      if (known && value) this.#element.setAttribute(name, value);
      else this.#element.removeAttribute(name);
    }
    this.#shown = known ? [set.currency, rate, set["rate-on"]].join() : "USD,,";
    this.#tell();
  }

  /** What was typed, if it is a rate. */
  #rate() {
    const rate = readDecimal(this.rate.value, this.#locale);
    return RATE.test(rate) && Number(rate) > 0 && Number(rate) <= MOST ? rate : undefined;
  }

  #tell() {
    const currency = this.currency.value;
    const rate = this.#rate();
    const dollars = currency === "USD";
    this.rate.disabled = this.day.disabled = dollars;
    this.rate.ariaInvalid = String(!dollars && !rate && this.rate.value.trim() !== "");
    const key = dollars ? "currency.dollars" : rate ? "currency.set" : this.rate.value.trim() ? "currency.bad-rate" : "currency.no-rate";
    this.answer.textContent = this.#say(key, { currency, rate: rate && this.#number(rate) });
  }

  #number(rate) {
    return new Intl.NumberFormat(this.#locale, { maximumFractionDigits: 6 }).format(rate);
  }
}

export { CurrencyRate as default };
