/** Every way in which the server can be made to misbehave: found, set, switched. */

import { attempt, call, toast } from './api.js';
import { byId, calm, el, keyed, setAttribute, setText } from './dom.js';

export function faults() {
  const search = el('input', { type: 'search', id: 'faults-search',
    placeholder: 'latency, EVT-7, throttle …', 'aria-label': 'Search faults', title: 'f' });
  const count = el('span', { class: 'count', id: 'faults-count' });
  const off = el('button', { type: 'button', id: 'faults-off', on: { click: allOff } }, 'All off');
  const list = el('ul', { class: 'faults', id: 'faults-list' });
  let all = [];
  let onNow = '';

  async function allOff() {
    await attempt(() => call('DELETE', '/control/faults'));
    read();
  }

  async function read() {
    const answer = await attempt(() => call('GET', '/control/faults'));
    if (answer) {
      all = answer.faults;
      show();
    }
  }

  function matches(fault, words) {
    const text = `${fault.name} ${fault.what} ${fault.rules.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  }

  function show() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = all.filter((fault) => fault.on || matches(fault, words));
    found.sort((a, b) => Number(b.on) - Number(a.on));
    setText(count, (words.length > 0 ? found.length + ' of ' : '') + all.length);
    keyed(list, found, (fault) => fault.name, make, update);
    off.disabled = !all.some((fault) => fault.on);
  }

  function make(fault) {
    const toggle = el('button', { type: 'button', class: 'switch', role: 'switch',
      'aria-checked': 'false', 'aria-label': fault.name, on: { click: () => flip(fault.name) } });
    const inputs = Object.entries(fault.parameters).map(([name, value]) =>
      el('label', {}, el('span', {}, name), name === 'toxicity'
        ? el('input', { type: 'number', min: 0, max: 1, step: 0.05, value, name })
        : el('input', { value, name, size: 6 })));
    return el('li', {},
      toggle,
      el('div', {},
        el('p', {}, el('b', {}, fault.name), ' ', el('small', {}, fault.rules.join(' '))),
        el('p', { class: 'dim' }, fault.what),
        inputs.length > 0 ? el('form', {
          class: 'parameters', on: { submit: (event) => {
            event.preventDefault();
            put(fault.name);
          } },
        }, ...inputs, el('button', { class: 'small' }, 'Set')) : null));
  }

  function update(node, fault) {
    setAttribute(node.firstElementChild, 'aria-checked', String(fault.on));
    for (const input of node.querySelectorAll('input')) {
      const value = fault.parameters[input.name];
      // What somebody is typing stays.
      if (input.dataset.told !== value && document.activeElement !== input) {
        input.value = value;
      }
      input.dataset.told = value;
    }
  }

  function row(name) {
    return [...list.children].find((node) => node.dataset.key === name);
  }

  async function put(name) {
    const parameters = {};
    for (const input of row(name).querySelectorAll('input')) {
      parameters[input.name] = input.value;
    }
    if (await attempt(() => call('PUT', '/control/faults/' + name, parameters))) {
      toast(name + ' is on');
    }
    read();
  }

  async function flip(name) {
    if (all.find((fault) => fault.name === name).on) {
      await attempt(() => call('DELETE', '/control/faults/' + name));
      read();
    } else {
      put(name);
    }
  }

  byId('faults').append(el('header', { class: 'sub' }, search, count, off), list);
  search.addEventListener('input', calm(show, 80));

  return {
    begin: read,
    /** Somebody else may have switched one. */
    overview(server) {
      const now = JSON.stringify(server.faults);
      if (now !== onNow) {
        onNow = now;
        read();
      }
    },
    focus: () => search.focus(),
  };
}
