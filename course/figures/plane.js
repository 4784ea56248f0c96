// Draws one plane of the explorer, so that a browser without a graphics card keeps up with a mouse:
// what stays when the point moves is apart from what moves with it, and is set only if it changes.

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
const STAYING = ["grid", "axes", "singular"];
const CARRIED = ["square", "letter", "guides", "casing", "estimate", "second", "first"];

const path = (points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
const crossAt = ([x, y]) => `M${x - 6} ${y - 6}l12 12m0 -12l-12 12`;
const boxAt = ([x, y]) => `M${x - 4} ${y - 4}h8v8h-8Z`;
const triangleAt = ([x, y]) => `M${x} ${y - 6}l6 10h-12Z`;
const shift = (by) => ({ transform: `translate(${by})` });

/** From a step in a view to a step in the drawing. */
const scaled = ({ half }) => ([x, y]) => times(INSIDE / (2 * half), [x, -y]);

/** From a point of a view to its place in the drawing. */
const placed = (view) => (q) =>
  add([LEFT + INSIDE / 2, INSIDE / 2], scaled(view)(add(q, times(-1, view.centre))));

/** A line without the points that are less than a twentieth of a pixel off the way past them. */
function thinned(points) {
  const kept = [points[0]];
  for (let i = 1; i + 1 < points.length; i += 1) {
    const [[a, b], [x, y], [c, d]] = [kept[kept.length - 1], points[i], points[i + 1]];
    const off = Math.abs((x - a) * (d - b) - (y - b) * (c - a)) / Math.hypot(c - a, d - b);
    if (off > 0.05) kept.push(points[i]);
  }
  return [...kept, points[points.length - 1]];
}

/** An image of the square: its outline or, where it is folded, pieces outlined the same way round. */
function outlined(image, count = 8) {
  const marks = fractions(count);
  const at = marks.map((s) => marks.map((t) => image([s, t])));
  const cells = marks.slice(1).map((_, i) => i);
  const quads = cells.flatMap((i) => cells.map((j) => (
    [at[i][j], at[i + 1][j], at[i + 1][j + 1], at[i][j + 1]]
  )));
  const turned = quads.map(([[a, b], [c, d], [u, v], [w, z]]) => (
    (u - a) * (z - d) - (w - c) * (v - b) < 0
  ));
  if (turned.every((way) => way === turned[0])) {
    const sides = [at.map((row) => row[0]), at[count], at.map((row) => row[count]).reverse()];
    return `${path([...sides, [...at[0]].reverse()].flat())}Z`;
  }
  return quads.map((quad, i) => `${path(turned[i] ? quad.reverse() : quad)}Z`).join("");
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

/** Set those attributes that change: what is set is laid out and painted anew. */
function update(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
}

/** Set a text if it changes. */
function write(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

const FRAME = { x: LEFT, y: 0, width: INSIDE, height: INSIDE };
let clips = 0; // made so far, since the ids of clip paths are of the whole page

/** A drawing whose content is seen inside the frame alone. */
function makeSheet(attributes, inside) {
  clips += 1;
  const clip = `map-explorer-${clips}`;
  return svg(
    "svg",
    { viewBox: `0 ${-HANDLE} ${LEFT + INSIDE + HANDLE} ${HANDLE + INSIDE + BELOW}`, ...attributes },
    svg("clipPath", { id: clip }, svg("rect", FRAME)),
    svg("g", { "clip-path": `url(#${clip})` }, inside),
  );
}

/** An empty plane: one path a layer, the point, and room for the numbers along its edges. */
function makePlane(heading) {
  const names = [...STAYING, ...CARRIED];
  const layers = Object.fromEntries(names.map((name) => [name, svg("path", { class: name })]));
  const world = svg("g", {}, ...STAYING.map((name) => layers[name]));
  const point = svg("circle", { class: "point", r: 6 });
  const carried = svg("g", {}, ...CARRIED.map((name) => layers[name]), point);
  const edge = svg("g", { class: "edge" });
  const still = makeSheet({ class: "still", "aria-hidden": "true" }, world);
  still.prepend(svg("rect", { class: "frame", ...FRAME }));
  still.append(edge);
  const drawing = makeSheet({ role: "group", "aria-label": heading }, carried);
  const sheets = html("div", { class: "sheets" }, still, drawing);
  const box = html("div", { class: "plane" }, html("div", { class: "title" }, heading), sheets);
  return { box, sheets, drawing, layers, world, carried, edge, shown: "" };
}

/** Write a few numbers along the lower and the left edge, and the names of the axes at the ends. */
function writeEdge(edge, view, names) {
  const step = stepFor(view.half);
  const place = placed(view);
  const low = view.centre.map((c) => c - view.half);
  const decimals = clamp(-Math.log2(step), 0, 3);
  const written = [
    [names[0], [LEFT + INSIDE, INSIDE + 22], "end"],
    [names[1], [LEFT - 7, 14], "end"],
  ];
  for (const axis of [0, 1]) {
    const last = Math.floor((low[axis] + 1.75 * view.half) / step);
    for (let i = Math.ceil(low[axis] / step + 0.1); i <= last; i += 1) {
      const mark = place(axis ? [low[0], i * step] : [i * step, low[1]]);
      const spot = add(mark, axis ? [-7, 6] : [0, 22]);
      written.push([text(i * step, decimals), spot, axis ? "end" : "middle"]);
    }
  }
  written.forEach(([words, spot, anchor], i) => {
    const node = edge.children[i] ?? edge.appendChild(svg("text", {}));
    update(node, { ...shift(spot), "text-anchor": anchor });
    write(node, words);
  });
  while (edge.children.length > written.length) edge.lastChild.remove();
}

/** Draw what a map makes of the scene. The input plane's map changes nothing: its J is I. */
function drawPlane(plane, view, scene, map, J, names) {
  const { name, p, side } = scene;
  const scale = scaled(view);
  const start = placed(view)(map(p));
  update(plane.world, shift(placed(view)([0, 0])));
  update(plane.carried, shift(start));
  const shown = JSON.stringify([name, scene.view, view.half]);
  if (plane.shown !== shown) set(plane.layers, staying(scene, (q) => scale(map(q))));
  plane.shown = shown;
  writeEdge(plane.edge, view, names);
  const from = times(-1, map(p));
  const inSquare = ([s, t]) => scale(add(map(add(p, [s * side, t * side])), from));
  const [first, far, second] = [[1, 0], [1, 1], [0, 1]].map((e) => scale(times(side, apply(J, e))));
  set(plane.layers, {
    square: outlined(inSquare),
    letter: LETTER.map((line) => path(line.map(inSquare))).join(""),
    casing: path([[0, 0], second]),
    estimate: `${path([[0, 0], first, far, second])}Z`,
    first: path([[0, 0], first]) + boxAt(first),
    second: path([[0, 0], second]) + triangleAt(second),
  });
  return start;
}

/** The paths of what stays in its place of the plane, as seen from the origin. */
function staying({ view, singular }, image) {
  const curve = (c) => (c.length > 1 ? path(thinned(c.map(image))) : crossAt(image(c[0])));
  const grid = gridLines(view, stepFor(view.half) / 2);
  return {
    grid: grid.map(curve).join(""),
    axes: "M-99999 0H99999M0 -99999V99999",
    singular: singular.map(curve).join(""),
  };
}

/** Give layers their paths. */
function set(layers, paths) {
  for (const [layer, d] of Object.entries(paths)) update(layers[layer], { d });
}
