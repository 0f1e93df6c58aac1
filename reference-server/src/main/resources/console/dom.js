/** Building and changing the page. Text goes in as text alone, whatever it looks like. */

const SVG = 'http://www.w3.org/2000/svg';

/** The element of that id. */
export const byId = (id) => document.getElementById(id);

/**
 * A new element. `props`: attributes; `on` holds listeners, `class` is the class list. Children are
 * nodes, or texts.
 */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** A new SVG element. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, listener);
      }
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Sets a text where it is another one: an unchanged page is not laid out again. */
export function setText(node, text) {
  const value = String(text);
  if (node.textContent !== value) {
    node.textContent = value;
  }
}

/** Sets or takes away an attribute. */
export function setAttribute(node, name, value) {
  if (value === null || value === false) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, String(value));
  }
}

/**
 * Makes the children of `parent` those of `rows`, and reuses what is there: `make(row)` gives a new
 * node, `update(node, row)` brings one up to date.
 */
export function keyed(parent, rows, key, make, update) {
  const known = new Map();
  for (const child of parent.children) {
    known.set(child.dataset.key, child);
  }
  let place = parent.firstElementChild;
  for (const row of rows) {
    const name = String(key(row));
    let node = known.get(name);
    if (node) {
      known.delete(name);
    } else {
      node = make(row);
      node.dataset.key = name;
    }
    update(node, row);
    if (node === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(node, place);
    }
  }
  known.forEach((node) => node.remove());
}

/** Gives a select those options, and keeps what is chosen where it is still there. */
export function setOptions(select, options) {
  const wanted = options.map(([value, label]) => value + '\n' + label).join('\n');
  if (select.dataset.options === wanted) {
    return;
  }
  const chosen = select.value;
  select.dataset.options = wanted;
  select.replaceChildren(
    ...options.map(([value, label]) => el('option', { value }, label)));
  if (options.some(([value]) => value === chosen)) {
    select.value = chosen;
  }
}

/** Calls `action` once nothing has called it for a while. */
export function calm(action, millis = 200) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), millis);
  };
}

/** A labelled control of a form. */
export function field(label, control, hint) {
  return el('label', { class: 'field' }, el('span', {}, label), control,
    hint ? el('small', {}, hint) : null);
}

/** A number with its unit: `1.2 kB`. */
export function bytes(count) {
  if (count < 1000) {
    return count + ' B';
  }
  return count < 1e6 ? (count / 1e3).toFixed(1) + ' kB' : (count / 1e6).toFixed(1) + ' MB';
}

/** How long: `12s`, `3m 05s`, `2h 10m`. */
export function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return seconds + 's';
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? minutes + 'm ' + String(seconds % 60).padStart(2, '0') + 's'
    : Math.floor(minutes / 60) + 'h ' + String(minutes % 60).padStart(2, '0') + 'm';
}

/** The time of day, as the reader's clock has it. */
export function timeOfDay(date, millis = false) {
  const pad = (number, width = 2) => String(number).padStart(width, '0');
  return pad(date.getHours()) + ':' + pad(date.getMinutes()) + ':' + pad(date.getSeconds())
    + (millis ? '.' + pad(date.getMilliseconds(), 3) : '');
}

/** A whole number with thin spaces between the thousands. */
export function grouped(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
