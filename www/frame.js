import "./tokenfare.js";

// The page of embed.html, for hosts that allow only iframes. The settings stand behind the # of its
// address, which no server sees: #model=gpt-5.4&view=compact&text=…. `host` is the origin of the page
// around it: with it, messages go there and come from there only.
const settings = new URLSearchParams(location.hash.slice(1));
const host = settings.get("host");
settings.delete("host");

const element = document.createElement("token-fare");
element.setAttribute("loading", "eager");
for (const [name, value] of settings) {
  // What is no name of an attribute is no setting either.
  if (/^[a-z][a-z-]*$/.test(name)) element.setAttribute(name, value);
}
document.querySelector("main").append(element);

if (parent !== window) {
  // The height is no secret; anything else is for the host alone.
  new ResizeObserver(() => {
    const { height } = document.documentElement.getBoundingClientRect();
    parent.postMessage({ type: "tokenfare-height", height }, host ?? "*");
  }).observe(document.documentElement);

  // A host that is named may change the settings and the text, and hears the reports.
  addEventListener("message", ({ origin, source, data }) => {
    if (!host || origin !== host || source !== parent || data?.type !== "tokenfare-set") return;
    for (const [name, value] of Object.entries(data.settings ?? {})) element.setAttribute(name, value);
    if (typeof data.text === "string") element.text = data.text;
  });
  if (host) {
    element.addEventListener("tokenfare-change", ({ detail }) => {
      parent.postMessage({ type: "tokenfare-change", report: detail }, host);
    });
  }
}
