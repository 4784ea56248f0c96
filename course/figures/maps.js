// The maps of the explorer and what their Jacobian matrices say: maps.py once more, for a page
// without a kernel. Points are [x, y]. A page gets this file, plane.js and explorer.js as one module.

export const FORMULAS = {
  fold: { value: ([x, y]) => [x * x + y, x * y], matrix: ([x, y]) => [[2 * x, 1], [y, x]] },
  square: {
    value: ([x, y]) => [x * x - y * y, 2 * x * y],
    matrix: ([x, y]) => [[2 * x, -2 * y], [2 * y, 2 * x]],
  },
  polar: {
    value: ([r, t]) => [r * Math.cos(t), r * Math.sin(t)],
    matrix: ([r, t]) => [[Math.cos(t), -r * Math.sin(t)], [Math.sin(t), r * Math.cos(t)]],
  },
  shear: { value: ([x, y]) => [x + y, y], matrix: () => [[1, 1], [0, 1]] },
  reflection: { value: ([x, y]) => [y, x], matrix: () => [[0, 1], [1, 0]] },
  arm: {
    value: ([s, t]) => [Math.cos(s) + Math.cos(s + t), Math.sin(s) + Math.sin(s + t)],
    matrix: ([s, t]) => [
      [-Math.sin(s) - Math.sin(s + t), -Math.sin(s + t)],
      [Math.cos(s) + Math.cos(s + t), Math.cos(s + t)],
    ],
  },
};

const NEAR_ZERO = 0.005; // smaller determinants are shown as 0, since two digits are shown
const IDENTITY = [[1, 0], [0, 1]];

const add = ([a, b], [c, d]) => [a + c, b + d];
const times = (k, [a, b]) => [k * a, k * b];
const apply = ([[a, b], [c, d]], [x, y]) => [a * x + b * y, c * x + d * y];
const clamp = (number, low, high) => Math.min(Math.max(number, low), high);
const fractions = (count) => Array.from({ length: count + 1 }, (_, i) => i / count);

/** What the estimate F(p) + J · step misses. */
const remainder = (F, J, p, step) =>
  add(F(add(p, step)), times(-1, add(F(p), apply(J, step))));

export const determinant = ([[a, b], [c, d]]) => a * d - b * c;

/** The singular values, the larger first: half the sum and half the difference of two lengths. */
export function singularValues([[a, b], [c, d]]) {
  const one = Math.hypot(a + d, c - b);
  const other = Math.hypot(a - d, c + b);
  return [(one + other) / 2, Math.abs(one - other) / 2];
}

/** A number with at most so many decimals, and a true minus sign. */
function text(number, decimals = 2) {
  const rounded = Number(number.toFixed(decimals)) + 0; // + 0 makes 0 of −0
  return String(rounded).replace("-", "−");
}

const pair = (point, decimals) => `(${point.map((n) => text(n, decimals)).join(", ")})`;

/** What a determinant means for small areas: the words of `maps.effect` in Python. */
export function effect(det) {
  if (Math.abs(det) < NEAR_ZERO) return "zero: to first order, small areas collapse";
  const sign = det > 0 ? "positive: orientation is kept" : "negative: orientation reverses";
  const size = text(Math.abs(det));
  return `${sign}, small areas ${size === "1" ? "stay" : `are scaled by ${size}`}`;
}
