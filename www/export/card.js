// As large as pages show the picture of a link.
const [WIDTH, HEIGHT, EDGE] = [1200, 630, 72];

const svg = (name, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/**
 * The answer as a picture, for those who show it around: an SVG of its own, in the words and colours that
 * are on the screen. `root` is the widget; the others are what is written above and below.
 */
export function card(root, { title, subject, foot }) {
  const shown = (selector) => root.querySelector(selector);
  const look = (selector) => getComputedStyle(shown(selector));
  const rtl = root.dir === "rtl";
  const [text, muted] = [getComputedStyle(root).color, look(".headline .label").color];
  const verdict = look(".verdict");
  const family = getComputedStyle(root).fontFamily;

  /** A line of text that begins at `x`, counted from where lines begin. */
  const line = (words, x, y, size, fill, weight = 400) =>
    svg("text", { x: rtl ? WIDTH - x : x, y, "font-size": size, "font-weight": weight, fill }, words);
  const box = (x, y, width, height, fill, rx) =>
    svg("rect", { x: rtl ? WIDTH - x - width : x, y, width, height, rx, fill });

  const figures = [".figure[data-main] [data-figure]", "[data-figure=per-message]"].map((name) => [
    shown(name).textContent,
    shown(`${name} + .label`).textContent,
  ]);
  // Side by side, as large as both have room.
  const room = WIDTH / 2 - EDGE - 24;
  const widest = Math.max(...figures.map(([amount]) => measure(amount, `700 84px ${family}`)));
  const size = Math.floor(84 * Math.min(1, room / widest));
  const sentence = wrapped(shown("[data-figure=verdict]").textContent, 34, family, WIDTH - 2 * EDGE - 56);
  const picture = svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: WIDTH,
      height: HEIGHT,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "font-family": family,
      direction: root.dir,
    },
    box(0, 0, WIDTH, HEIGHT, getComputedStyle(root).backgroundColor, 0),
    line(title, EDGE, 118, 44, text, 700),
    line(subject, EDGE, 168, 28, muted),
    ...figures.flatMap(([amount, label], at) => {
      const x = at ? WIDTH / 2 : EDGE;
      return [line(amount, x, 290, size, text, 700), line(label, x, 334, 28, muted)];
    }),
    box(EDGE, 380, WIDTH - 2 * EDGE, 56 + 46 * (sentence.length - 1) + 24, verdict.backgroundColor, 12),
    box(EDGE, 380, 8, 56 + 46 * (sentence.length - 1) + 24, verdict.borderInlineStartColor, 4),
    ...sentence.map((words, at) => line(words, EDGE + 32, 432 + 46 * at, 34, text)),
    line(foot, EDGE, HEIGHT - 34, 22, muted),
  );
  return { width: WIDTH, height: HEIGHT, text: new XMLSerializer().serializeToString(picture) };
}

let context;
/** How wide a text is in a font, in pixels. */
function measure(text, font) {
  context ??= document.createElement("canvas").getContext("2d");
  context.font = font;
  return context.measureText(text).width;
}

/** A sentence in lines that are at most so wide; no card has room for more than three. */
function wrapped(sentence, size, family, width) {
  const lines = [""];
  for (const word of breakable(sentence)) {
    const longer = lines.at(-1) + word;
    if (measure(longer.trimEnd(), `${size}px ${family}`) <= width) lines[lines.length - 1] = longer;
    else if (lines.length < 3) lines.push(word.trimStart());
    else return [...lines.slice(0, -1), `${lines.at(-1).trimEnd()} …`];
  }
  return lines;
}

/** The parts of a sentence between which a line may end. */
function breakable(sentence) {
  // Chinese has no spaces; elsewhere a mark stays with its word.
  if (/[\u3400-\u9fff]/.test(sentence)) return Array.from(sentence);
  return sentence.match(/\S+\s*/g) ?? [];
}
