/** Small charts: bars with names, and lines over the last two minutes. */

import { el, keyed, setAttribute, setText, svg } from './dom.js';

/**
 * A list of bars. Rows have `userId`, `username`, `persona`; `value(row)` is the length,
 * `shown(row)` what is written. `wanted` is the persona that belongs in the list.
 */
export function bars(list, rows, { value, shown, wanted, most = 8 }) {
  const top = rows.slice(0, most);
  const longest = Math.max(...top.map(value), 0.0001);
  keyed(list, top, (row) => row.userId,
    () => el('li', {}, el('span', { class: 'bar' }), el('span', { class: 'name' }),
      el('span', { class: 'value' })),
    (node, row) => {
      const [bar, name, number] = node.children;
      bar.style.transform = `scaleX(${(value(row) / longest).toFixed(3)})`;
      setText(name, row.username);
      setText(number, shown(row));
      const agrees = wanted && row.persona === wanted;
      setAttribute(node, 'data-agrees', wanted && row.persona ? String(agrees) : null);
      setAttribute(node, 'title', row.username + (row.persona
        ? ': the scenario has it be a ' + row.persona : ''));
    });
  setAttribute(list, 'data-empty', top.length === 0 ? 'nobody yet' : null);
}

/** Over how many seconds a line is averaged: single events would be a comb. */
const SMOOTH = 5;

/** Numbers over time: one more each second, the last two minutes kept. */
export class Line {
  #values;

  constructor(names) {
    this.#values = names.map(() => new Array(120).fill(0));
  }

  add(numbers) {
    this.#values.forEach((row, i) => {
      row.shift();
      row.push(Math.max(0, numbers[i]));
    });
  }

  clear() {
    this.#values.forEach((row) => row.fill(0));
  }

  /** Draws into an SVG of 120 by `height`; the first as an area, the others as lines. */
  draw(picture, height) {
    const smooth = this.#values.map((row) => row.map((_, x) => {
      const last = row.slice(Math.max(0, x - SMOOTH + 1), x + 1);
      return last.reduce((sum, each) => sum + each, 0) / last.length;
    }));
    const highest = Math.max(1, ...smooth.flat());
    while (picture.children.length < this.#values.length) {
      picture.append(svg('path', { class: 'line-' + 'abc'[picture.children.length] }));
    }
    smooth.forEach((row, i) => {
      const points = row.map((number, x) =>
        `${x},${(height - 1 - (number / highest) * (height - 3)).toFixed(1)}`);
      const path = 'M' + points.join('L');
      setAttribute(picture.children[i], 'd', i === 0 ? `${path}L119,${height}L0,${height}Z` : path);
    });
  }
}
