import { download } from "./download.js";

// What a chart's look consists of: a file has no style sheet, so each is written down as an attribute.
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "paint-order",
  "text-anchor",
  "direction",
];

/** A copy of an SVG element that needs nothing from the page. */
function standalone(svg) {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  const originals = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, at) => {
    const style = getComputedStyle(originals[at]);
    if (style.display === "none") return element.setAttribute("display", "none");
    for (const name of LOOKS) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute("class");
  });
  copy.removeAttribute("class");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(svg).getPropertyValue("background-color"));
  copy.prepend(paper);
  return { width, height, text: new XMLSerializer().serializeToString(copy) };
}

/** Draws the picture at twice its size, for screens and prints that show it sharp. */
async function png({ width, height, text }) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Saves an SVG element of the page as a file: `kind` is `svg` or `png`. */
export async function saveChart(svg, name, kind) {
  await saveDrawing(standalone(svg), name, kind);
}

/** Saves a drawing, the text of an SVG with its size. */
export async function saveDrawing(drawing, name, kind) {
  const blob = kind === "png" ? await png(drawing) : new Blob([drawing.text], { type: "image/svg+xml" });
  download(blob, `tokenfare-${name}.${kind}`);
}
