// What the theme leaves out for those who use keys or a screen reader.

/** Whoever has no mouse scrolls what is too wide with the arrow keys, once it can be reached. */
function reachWideParts() {
  for (const part of document.querySelectorAll("pre, .formula, .table-wrapper, .cell_output")) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}
reachWideParts();
addEventListener("resize", reachWideParts);

for (const heading of document.querySelectorAll('[role="heading"]')) heading.ariaLevel ??= "2";
for (const summary of document.querySelectorAll("summary[aria-label]")) {
  summary.removeAttribute("aria-label"); // its text says more
}
