/**
 * A number as somebody types it, as a plain decimal such as `26312.5`; nothing when it is none.
 *
 * Both the marks of `locale` and a plain decimal are read. Where they contradict each other, as `1.084` does
 * in Vietnamese, the language of the reader decides; what is shown of the answer says how it was read.
 */
export function readDecimal(typed, locale) {
  const { group, decimal, digits } = marks(locale);
  let text = typed.trim().replace(/[\s\u00a0\u202f]/g, "");
  text = Array.from(text, (letter) => (digits.has(letter) ? digits.get(letter) : letter)).join("");
  const grouped = new RegExp(`^[1-9]\\d{0,2}(${escaped(group)}\\d{3})+(${escaped(decimal)}\\d+)?$`);
  if (grouped.test(text)) text = text.replaceAll(group, "");
  text = text.replace(decimal, ".");
  return /^\d+(\.\d+)?$/.test(text) ? text : undefined;
}

const escaped = (mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function marks(locale) {
  const number = new Intl.NumberFormat(locale, { useGrouping: true });
  const parts = number.formatToParts(1234567.5);
  const mark = (type, usual) => parts.find((part) => part.type === type)?.value ?? usual;
  const plain = new Intl.NumberFormat(locale, { useGrouping: false });
  const digits = new Map(Array.from({ length: 10 }, (_, digit) => [plain.format(digit), String(digit)]));
  return { group: mark("group", ","), decimal: mark("decimal", "."), digits };
}
