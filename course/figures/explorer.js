// Draws the map explorer: a point to drag, and what a map makes of the plane near it. Every move is
// drawn here, without a kernel. The mathematics stands before this in the same module: see maps.js.

/** What is seen at a zoom: the point keeps its place, at most `reach` off the middle. */
function zoomed({ centre, half }, point, zoom, reach) {
  const away = centre.map((c, i) => clamp(point[i] - c, -reach * half, reach * half));
  return { centre: point.map((value, i) => value - away[i] / zoom), half: half / zoom };
}

/** The lines of a grid that cross a view, each as 41 points. */
function gridLines({ centre, half }, spacing) {
  const lines = [];
  for (const axis of [0, 1]) {
    const along = fractions(40).map((s) => centre[1 - axis] + half * (2 * s - 1));
    const last = Math.floor((centre[axis] + half) / spacing);
    for (let i = Math.ceil((centre[axis] - half) / spacing); i <= last; i += 1) {
      lines.push(along.map((other) => (axis ? [other, i * spacing] : [i * spacing, other])));
    }
  }
  return lines;
}

/** A power of two, so that a view has a handful of such steps. */
const stepFor = (half) => 2 ** Math.round(Math.log2(half / 2));

const SVG = "http://www.w3.org/2000/svg";
const LEFT = 64, INSIDE = 320, HANDLE = 18, BELOW = 30; // in units of the drawings, about a pixel
const LETTER = [[[0.35, 0.2], [0.35, 0.8], [0.7, 0.8]], [[0.35, 0.52], [0.6, 0.52]]]; // an F
const LAYERS = [
  "grid", "axes", "singular", "square", "letter", "guides", "casing", "estimate", "second", "first",
];
const KEY = [
  ["square", "the square at p, and its exact image; the letter shows the orientation"],
  ["estimate", "the parallelogram F(p) + J · square"],
  ["first", "a step of the first input; column 1 of J"],
  ["second", "a step of the second input; column 2 of J"],
  ["singular", "where det J = 0, and its image"],
];

const path = (points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
const crossAt = ([x, y]) => `M${x - 6} ${y - 6}l12 12m0 -12l-12 12`;
const boxAt = ([x, y]) => `M${x - 4} ${y - 4}h8v8h-8Z`;
const triangleAt = ([x, y]) => `M${x} ${y - 6}l6 10h-12Z`;

/** From a point of a view to its place in the drawing. */
const placed = ({ centre, half }) => ([x, y]) => [
  LEFT + (INSIDE * (x - centre[0] + half)) / (2 * half),
  (INSIDE * (centre[1] + half - y)) / (2 * half),
];

/** The pieces of a square, each outlined anticlockwise, so that a folded image has no holes. */
function pieces(image, count = 8) {
  const e = 1 / count;
  const corners = fractions(count).slice(0, -1);
  const quads = corners.flatMap((s) => corners.map((t) => {
    const quad = [[s, t], [s + e, t], [s + e, t + e], [s, t + e]].map(image);
    const [[a, b], [c, d], [u, v], [w, z]] = quad;
    return (u - a) * (z - d) - (w - c) * (v - b) < 0 ? quad.reverse() : quad;
  }));
  return quads.map((quad) => `${path(quad)}Z`).join("");
}

/** Make an element of the namespace with its attributes and children; a text is a child too. */
function element(namespace, tag, attributes, children) {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
const svg = (tag, attributes, ...children) => element(SVG, tag, attributes, children);
const html = (tag, attributes, ...children) =>
  element("http://www.w3.org/1999/xhtml", tag, attributes, children);

let planes = 0; // made so far, since the ids of clip paths are of the whole page

/** An empty plane: one path a layer, the point, and room for the numbers along its edges. */
function makePlane(heading) {
  planes += 1;
  const clip = `map-explorer-${planes}`;
  const frame = { x: LEFT, y: 0, width: INSIDE, height: INSIDE };
  const layers = Object.fromEntries(LAYERS.map((name) => [name, svg("path", { class: name })]));
  const point = svg("circle", { class: "point", r: 6 });
  const edge = svg("g", { class: "edge", "aria-hidden": "true" });
  const drawing = svg(
    "svg",
    {
      viewBox: `0 ${-HANDLE} ${LEFT + INSIDE + HANDLE} ${HANDLE + INSIDE + BELOW}`,
      role: "group",
      "aria-label": heading,
    },
    svg("clipPath", { id: clip }, svg("rect", frame)),
    svg("rect", { class: "frame", ...frame }),
    svg("g", { "clip-path": `url(#${clip})` }, ...Object.values(layers), point),
    edge,
  );
  const box = html("div", { class: "plane" }, html("div", { class: "title" }, heading), drawing);
  return { box, drawing, layers, point, edge };
}

/** Write a few numbers along the lower and the left edge, and the names of the axes at the ends. */
function writeEdge(edge, view, names) {
  const step = stepFor(view.half);
  const place = placed(view);
  const low = view.centre.map((c) => c - view.half);
  const decimals = clamp(-Math.log2(step), 0, 3);
  const written = [
    svg("text", { x: LEFT + INSIDE, y: INSIDE + 22, "text-anchor": "end" }, names[0]),
    svg("text", { x: LEFT - 7, y: 14, "text-anchor": "end" }, names[1]),
  ];
  for (const axis of [0, 1]) {
    const last = Math.floor((low[axis] + 1.75 * view.half) / step);
    for (let i = Math.ceil(low[axis] / step + 0.1); i <= last; i += 1) {
      const [x, y] = place(axis ? [low[0], i * step] : [i * step, low[1]]);
      const spot = axis ? { x: x - 7, y: y + 6, "text-anchor": "end" } : { x, y: y + 22 };
      written.push(svg("text", { "text-anchor": "middle", ...spot }, text(i * step, decimals)));
    }
  }
  edge.replaceChildren(...written);
}

/** Draw what a map makes of the scene. The input plane's map changes nothing: its J is I. */
function drawPlane({ layers, point, edge }, view, scene, map, J, names) {
  const { p, side, grid, singular } = scene;
  const place = placed(view);
  const image = (q) => place(map(q));
  const inSquare = ([s, t]) => image(add(p, [s * side, t * side]));
  const estimated = (step) => place(add(map(p), times(side, apply(J, step))));
  const [start, first, far, second] = [[0, 0], [1, 0], [1, 1], [0, 1]].map(estimated);
  const curve = (c) => (c.length > 1 ? path(c.map(image)) : crossAt(image(c[0])));
  const drawn = {
    grid: grid.map((line) => path(line.map(image))).join(""),
    axes: IDENTITY.map((e) => path([times(-99, e), times(99, e)].map(place))).join(""),
    singular: singular.map(curve).join(""),
    square: pieces(inSquare),
    letter: LETTER.map((line) => path(line.map(inSquare))).join(""),
    casing: path([start, second]),
    estimate: `${path([start, first, far, second])}Z`,
    first: path([start, first]) + boxAt(first),
    second: path([start, second]) + triangleAt(second),
  };
  for (const [layer, d] of Object.entries(drawn)) layers[layer].setAttribute("d", d);
  point.setAttribute("cx", start[0]);
  point.setAttribute("cy", start[1]);
  writeEdge(edge, view, names);
  return start;
}

// ---- the page

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
  const readout = html("div", { class: "readout" });
  const sample = (name) => svg("svg", { viewBox: "0 0 40 20" }, svg("path", {
    class: name, d: /square|estimate/.test(name) ? "M3 3h34v14h-34Z" : "M2 10h36",
  }));
  const entries = KEY.map(([name, words]) => html("li", {}, sample(name), words));
  const controls = html("div", { class: "controls" }, html("label", {}, "map F ", choice));
  controls.append(step.box, zoom.box);
  const both = html("div", { class: "planes" }, left.box, right.box);
  const root = html("div", { class: "map-explorer" }, controls, both, readout);
  root.append(html("ul", { class: "key" }, ...entries));
  return { root, left, right, handles, grip, choice, step, zoom, readout };
}

function writeReadout(readout, lines, J) {
  const rows = J.map((row) => html("tr", {}, ...row.map((n) => html("td", {}, text(n)))));
  const matrix = html("div", { class: "matrix" }, "J(p) = ", html("table", {}, ...rows));
  readout.replaceChildren(matrix, html("div", {}, ...lines.map((line) => html("p", {}, line))));
}

function showRange({ input, output }, value, words, shown = words) {
  input.value = value;
  input.setAttribute("aria-valuetext", words);
  output.textContent = shown;
}

/** Put the handle of a coordinate in its place, and tell those who cannot see it where p is. */
function placeHandle(handle, axis, place, { inputs, window }, p, said) {
  const low = window.centre[axis] - window.half;
  const attributes = {
    transform: `translate(${axis ? [LEFT + INSIDE, place[1]] : [place[0], 0]})`,
    "aria-label": `${inputs[axis]} of the point p`,
    "aria-valuemin": low,
    "aria-valuemax": low + 2 * window.half,
    "aria-valuenow": p[axis],
    "aria-valuetext": `${text(p[axis], 3)}; p = ${pair(p, 3)}; ${said}`,
  };
  for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
}

/** Draw everything anew, from the state that Python knows too. */
function draw(model, page) {
  const [name, p, step, zoom] = ["map", "point", "step", "zoom"].map((trait) => model.get(trait));
  const plane = model.get("_maps")[name];
  const { value: F, matrix } = FORMULAS[name];
  const J = matrix(p);
  const side = step / zoom;
  const view = zoomed(plane.window, p, zoom, 1);
  const grid = gridLines(view, stepFor(view.half) / 2);
  const scene = { p, side, grid, singular: plane.singular };
  const place = drawPlane(page.left, view, scene, (q) => q, IDENTITY, plane.inputs);
  drawPlane(page.right, zoomed(plane.image, F(p), zoom, 0.5), scene, F, J, plane.outputs);
  page.left.layers.guides.setAttribute("d", `M${place[0]} 0V${place[1]}H${LEFT + INSIDE}`);
  page.grip.setAttribute("transform", `translate(${place})`);
  const found = effect(determinant(J));
  const det = `det J = ${text(determinant(J))}, ${found}`;
  page.readout.hidden = model.get("readout") === false;
  const said = page.readout.hidden ? found.split(",")[0] : det; // no more than the picture shows
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

function listen(model, { left: { drawing }, handles, grip, choice, step, zoom }) {
  drag(grip, [0, 1], model, drawing);
  handles.forEach((handle, axis) => {
    drag(handle, [axis], model, drawing);
    handle.addEventListener("keydown", (event) => press(event, axis, model));
  });
  drawing.addEventListener("click", (event) => {
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
