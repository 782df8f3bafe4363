/** A new HTML element with these properties and children. */
export function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

let fields = 0;

/** A field below its label. */
export function labelled(label, field) {
  field.id ||= `field-${(fields += 1)}`;
  return make("div", { className: "field" }, make("label", { htmlFor: field.id }, label), field);
}
