// What an element looks like before anything is loaded: the space that is kept for it, and the page's
// font and colours. reserve.css says the same of an element that is not defined yet.

// The space is what the widget will take, or, where that is more, as much as a screen shows of it.
const OUTLINE = `
:host {
  display: block;
  contain: layout style;
  --tokenfare-rem: max(1em, 16px);
  min-block-size: var(--tokenfare-reserve, calc(80 * var(--tokenfare-rem)));
  font-size: medium;
}
/* Of the page's text, its font only, and its colour. */
:host > * {
  font: var(--tokenfare-rem) / 1.45 sans-serif;
  font-family: inherit;
  letter-spacing: normal;
  word-spacing: normal;
  text-align: start;
  text-align-last: auto;
  text-indent: 0;
  text-shadow: none;
  text-transform: none;
  white-space: normal;
  word-break: normal;
  hyphens: manual;
  writing-mode: horizontal-tb;
  caption-side: top;
  -webkit-text-fill-color: currentcolor;
}
:host([view=compact]) { min-block-size: var(--tokenfare-reserve, calc(22 * var(--tokenfare-rem))) }
:host([view=tokens]) { min-block-size: var(--tokenfare-reserve, calc(57.25 * var(--tokenfare-rem))) }
:host([view=chart]) { min-block-size: var(--tokenfare-reserve, calc(45.5 * var(--tokenfare-rem))) }
@media (width < 50rem) {
  :host([view=compact]) { min-block-size: var(--tokenfare-reserve, calc(37 * var(--tokenfare-rem))) }
  :host([view=tokens]) { min-block-size: var(--tokenfare-reserve, calc(78.5 * var(--tokenfare-rem))) }
  :host([view=chart]) { min-block-size: var(--tokenfare-reserve, calc(55.5 * var(--tokenfare-rem))) }
}
:host([view=badge]) {
  display: inline-block;
  contain: style;
  min-block-size: var(--tokenfare-reserve, calc(1.75 * var(--tokenfare-rem)));
  /* About where its text will stand on the line; badge.css says that it does. */
  vertical-align: calc(-0.72 * var(--tokenfare-rem));
}
:host(:is([view=tokens], [view=chart])) slot:not(.stands), :host([view=badge]) slot { display: none }
button { font: inherit }
:host([hidden]) { display: none }
:host([theme=light]) { color-scheme: light }
:host([theme=dark]) { color-scheme: dark }
@media print { :host { min-block-size: 0 !important } }
`;

const SHEETS = {
  outline: OUTLINE,
  // The widget is there, and takes what it needs.
  released: ":host { min-block-size: 0 !important }",
  // The page is dark and does not say so.
  dark: "@media screen { :host(:not([theme=light])) { color-scheme: dark } }",
};
const made = {};

/** One of these sheets, by name. Made when it is first worn: there is no CSSStyleSheet where no page is. */
export function outline(name = "outline") {
  if (!made[name]) {
    if (name === "outline") registerRem();
    made[name] = new CSSStyleSheet();
    made[name].replaceSync(SHEETS[name]);
  }
  return made[name];
}

/**
 * Makes `--tokenfare-rem` a length, which is inherited as what it is where it is set: the element's own
 * font size. The page's `rem` is another matter: themes set their root to 62.5 % or 22 px.
 */
function registerRem() {
  try {
    CSS.registerProperty({ name: "--tokenfare-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
  } catch {
    // Another copy has, or the browser cannot: then sizes are relative to the text that they are in.
  }
}
