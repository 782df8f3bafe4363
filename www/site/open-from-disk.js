// @ts-check
// No module: those do not run from a disk, and this page is then a page without its widget.
if (location.protocol === "file:") {
  const sentence =
    "This page works on a web server. To open it from a disk, take tokenfare.html, which is everything in one file.";
  document.querySelector("token-fare")?.before(sentence);
}
