// Draws the map explorer: a point to drag, and what a map makes of the plane near it. Every move is
// drawn here, without a kernel. What is used here and stands in maps.js and plane.js comes before
// this in the same module.

const KEY = [
  ["square", "the square at p, and its exact image; the letter shows the orientation"],
  ["estimate", "the parallelogram F(p) + J · square"],
  ["first", "a step of the first input; column 1 of J"],
  ["second", "a step of the second input; column 2 of J"],
  ["singular", "where det J = 0, and its image"],
];

const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 };
const BY_KEY = 0.1, BY_POINTER = 0.025; // steps of a coordinate, at zoom 1

/** A labelled slider that the browser brings along. */
function range(label, low, high, step) {
  const input = html("input", { type: "range", min: low, max: high, step });
  const output = html("span", { class: "value", "aria-hidden": "true" });
  return { input, output, box: html("label", {}, `${label} `, input, output) };
}

/** A handle at the edge of the input plane: a slider for one coordinate of p. */
function makeHandle(axis) {
  const arrow = svg("path", { d: axis ? "M1 0l15 -9v18Z" : "M0 -1l-9 -15h18Z" });
  const reach = svg("circle", { class: "reach", r: 16, cx: axis ? 8 : 0, cy: axis ? 0 : -8 });
  const orientation = axis ? "vertical" : "horizontal";
  return svg(
    "g",
    { class: "handle", role: "slider", tabindex: 0, "aria-orientation": orientation },
    reach,
    arrow,
  );
}

function makePage(all) {
  const left = makePlane("Input: drag p, or its arrows");
  const right = makePlane("Output: what F makes of it");
  const handles = [makeHandle(0), makeHandle(1)];
  const grip = svg("circle", { class: "reach", r: 24 });
  left.drawing.append(...handles, grip);
  const options = Object.entries(all).map(([name, m]) => html("option", { value: name }, m.title));
  const choice = html("select", {}, ...options);
  const step = range("square", 0.1, 1, 0.1);
  const zoom = range("zoom", 0, 6, 1);
  const readout = makeReadout();
  const sample = (name) => svg("svg", { viewBox: "0 0 40 20" }, svg("path", {
    class: name, d: /square|estimate/.test(name) ? "M3 3h34v14h-34Z" : "M2 10h36",
  }));
  const entries = KEY.map(([name, words]) => html("li", {}, sample(name), words));
  const controls = html("div", { class: "controls" }, html("label", {}, "map F ", choice));
  controls.append(step.box, zoom.box);
  const both = html("div", { class: "planes" }, left.box, right.box);
  const root = html("div", { class: "map-explorer" }, controls, both, readout.box);
  root.append(html("ul", { class: "key" }, ...entries));
  return { root, left, right, handles, grip, choice, step, zoom, readout };
}

/** Room for J and four lines about p. */
function makeReadout() {
  const cells = [0, 1, 2, 3].map(() => html("td", {}));
  const lines = [0, 1, 2, 3].map(() => html("p", {}));
  const rows = [cells.slice(0, 2), cells.slice(2)].map((row) => html("tr", {}, ...row));
  const matrix = html("div", { class: "matrix" }, "J(p) = ", html("table", {}, ...rows));
  const box = html("div", { class: "readout" }, matrix, html("div", {}, ...lines));
  return { box, cells, lines };
}

function writeReadout({ cells, lines }, words, J) {
  J.flat().forEach((number, i) => write(cells[i], text(number)));
  words.forEach((line, i) => write(lines[i], line));
}

function showRange({ input, output }, value, words, shown = words) {
  input.value = value;
  update(input, { "aria-valuetext": words });
  write(output, shown);
}

/** Put the handle of a coordinate in its place, and tell those who cannot see it where p is. */
function placeHandle(handle, axis, place, { inputs, window }, p, said) {
  const low = window.centre[axis] - window.half;
  update(handle, {
    ...shift(axis ? [LEFT + INSIDE, place[1]] : [place[0], 0]),
    "aria-label": `${inputs[axis]} of the point p`,
    "aria-valuemin": low,
    "aria-valuemax": low + 2 * window.half,
    "aria-valuenow": p[axis],
    "aria-valuetext": `${text(p[axis], 3)}; p = ${pair(p, 3)}; ${said}`,
  });
}

/** Draw everything anew, from the state that Python knows too. */
function draw(model, page) {
  const [name, p, step, zoom] = ["map", "point", "step", "zoom"].map((trait) => model.get(trait));
  const plane = model.get("_maps")[name];
  const { value: F, matrix } = FORMULAS[name];
  const J = matrix(p);
  const side = step / zoom;
  const view = zoomed(plane.window, p, zoom, 1);
  const scene = { name, p, side, view, singular: plane.singular };
  const place = drawPlane(page.left, view, scene, (q) => q, IDENTITY, plane.inputs);
  drawPlane(page.right, zoomed(plane.image, F(p), zoom, 0.5), scene, F, J, plane.outputs);
  set(page.left.layers, { guides: `M0 ${-place[1]}V0H${LEFT + INSIDE - place[0]}` });
  update(page.grip, shift(place));
  const found = effect(determinant(J));
  const det = `det J = ${text(determinant(J))}, ${found}`;
  page.readout.box.hidden = model.get("readout") === false;
  const said = page.readout.box.hidden ? found.split(",")[0] : det; // no more than the picture shows
  page.handles.forEach((handle, axis) => placeHandle(handle, axis, place, plane, p, said));
  page.choice.value = name;
  showRange(page.step, step, `side h = ${text(side, 4)}`, `h = ${text(side, 4)}`);
  showRange(page.zoom, Math.log2(zoom), `${text(zoom)} times`);
  const gap = Math.hypot(...remainder(F, J, p, [side, side]));
  writeReadout(page.readout, [
    `p = ${pair(p, 3)}, F(p) = ${pair(F(p), 3)}`,
    det,
    `singular values: ${singularValues(J).map((n) => text(n)).join(" and ")}`,
    `gap at the far corner: ${text(gap, 5)}, which is ${text(gap / side, 4)} h`,
  ], J);
}

// ---- what a person does

function change(model, changes) {
  for (const [name, value] of Object.entries(changes)) model.set(name, value);
  model.save_changes();
}

/** Move some coordinates of p, each to the nearest multiple of a step inside the window. */
function move(model, wanted, axes, stepAtZoom1) {
  const { centre, half } = model.get("_maps")[model.get("map")].window;
  const step = stepAtZoom1 / model.get("zoom");
  const point = [...model.get("point")];
  for (const i of axes) {
    const nearest = Math.round(wanted[i] / step) * step;
    point[i] = Number(clamp(nearest, centre[i] - half, centre[i] + half).toFixed(9));
  }
  change(model, { point });
}

/** Where a pointer is, in the coordinates of the whole window: there p is dragged at every zoom. */
function under({ clientX, clientY }, model, drawing) {
  const { centre, half } = model.get("_maps")[model.get("map")].window;
  const at = new DOMPoint(clientX, clientY).matrixTransform(drawing.getScreenCTM().inverse());
  const across = (2 * (at.x - LEFT)) / INSIDE - 1;
  return add(centre, times(half, [across, 1 - (2 * at.y) / INSIDE]));
}

/** Let a mouse, a pen or a finger that holds the target move these coordinates of p. */
function drag(target, axes, model, drawing) {
  let offset = null; // from the pointer to p, while it is held
  target.addEventListener("pointerdown", (event) => {
    target.setPointerCapture(event.pointerId);
    offset = add(model.get("point"), times(-1, under(event, model, drawing)));
  });
  target.addEventListener("pointermove", (event) => {
    if (offset) move(model, add(under(event, model, drawing), offset), axes, BY_POINTER);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    target.addEventListener(end, () => { offset = null; });
  }
}

/** Move one coordinate by the keys of a slider. */
function press(event, axis, model) {
  const { centre, half } = model.get("_maps")[model.get("map")].window;
  const ends = { Home: centre[axis] - half, End: centre[axis] + half };
  const by = (KEYS[event.key] ?? 0) * (BY_KEY / model.get("zoom"));
  if (!by && !(event.key in ends)) return;
  event.preventDefault();
  event.stopPropagation(); // a notebook has its own use for arrow keys
  const wanted = ends[event.key] ?? model.get("point")[axis] + by;
  move(model, [wanted, wanted], [axis], BY_KEY);
}

function listen(model, { left: { sheets, drawing }, handles, grip, choice, step, zoom }) {
  drag(grip, [0, 1], model, drawing);
  handles.forEach((handle, axis) => {
    drag(handle, [axis], model, drawing);
    handle.addEventListener("keydown", (event) => press(event, axis, model));
  });
  sheets.addEventListener("click", (event) => {
    if (event.target.closest(".reach, .handle")) return;
    move(model, under(event, model, drawing), [0, 1], BY_POINTER);
  });
  choice.addEventListener("change", () => {
    change(model, { map: choice.value, point: model.get("_maps")[choice.value].start });
  });
  step.input.addEventListener("input", () => change(model, { step: Number(step.input.value) }));
  zoom.input.addEventListener("input", () => change(model, { zoom: 2 ** zoom.input.value }));
}

function render({ model, el }) {
  const page = makePage(model.get("_maps"));
  const redraw = () => draw(model, page);
  const traits = ["map", "point", "step", "zoom", "readout"].map((name) => `change:${name}`);
  el.append(page.root);
  listen(model, page);
  traits.forEach((trait) => model.on(trait, redraw));
  redraw();
  return () => traits.forEach((trait) => model.off(trait, redraw));
}

export default { render };
