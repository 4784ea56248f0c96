// Makes each still picture of the map explorer one to drag: the page keeps what a kernel would.
// The maps and the widget's own code stand before this in the same script.

/** The state of a widget, and who wants to hear of its changes. */
function makeModel(state) {
  const heard = new Map();
  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      (heard.get(`change:${name}`) ?? []).forEach((hear) => hear());
    },
    save_changes() {},
    on: (event, hear) => heard.set(event, [...(heard.get(event) ?? []), hear]),
  };
}

/** Whether the page is dark: its reader has chosen, or the device has. */
function isDark() {
  const { theme } = document.body.dataset;
  return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

for (const still of document.querySelectorAll("[data-map-explorer]")) {
  const model = makeModel({ ...JSON.parse(still.dataset.mapExplorer), _maps: MAPS });
  still.replaceChildren();
  render({ model, el: still });
}

/** Say it in JupyterLab's way, which the widget's style knows. */
function tellTheme() {
  for (const explorer of document.querySelectorAll("[data-map-explorer]")) {
    explorer.dataset.jpThemeLight = String(!isDark());
  }
}
new MutationObserver(tellTheme).observe(document.body, { attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellTheme);
tellTheme();
