// A slider as browsers bring it along, with its label: keys, touch and screen readers know it.

function render({ model, el }) {
  const [label, low, high, step, decimals] =
    ["label", "low", "high", "step", "decimals"].map((trait) => model.get(trait));
  const input = Object.assign(document.createElement("input"), { type: "range" });
  Object.assign(input, { min: low, max: high, step });
  const written = document.createElement("span"); // the slider says its value itself
  written.ariaHidden = "true";
  const box = document.createElement("label");
  box.className = "range-input";
  box.append(`${label} `, input, written);

  const write = () => { written.textContent = Number(input.value).toFixed(decimals); };
  const follow = () => {
    input.value = model.get("value");
    write();
  };
  input.addEventListener("input", write);
  input.addEventListener("change", () => { // not before it is let go: Python draws the figure
    model.set("value", Number(input.value));
    model.save_changes();
  });
  model.on("change:value", follow);
  follow();
  el.append(box);
  return () => model.off("change:value", follow);
}

export default { render };
