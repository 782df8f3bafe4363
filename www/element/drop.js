/** Hands files that are dropped anywhere on the widget in `root` to `take`, where there is a field for a text. */
export function takeDrops(root, take) {
  const brings = ({ dataTransfer }) => dataTransfer?.types.includes("Files") && root.querySelector("textarea");
  const mark = (dropping) => root.classList.toggle("dropping", dropping);
  root.ondragover = (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    mark(true);
  };
  root.ondragleave = ({ relatedTarget }) => root.contains(relatedTarget) || mark(false);
  root.ondrop = (event) => {
    mark(false);
    if (!brings(event)) return;
    event.preventDefault();
    take(event.dataTransfer);
  };
}
