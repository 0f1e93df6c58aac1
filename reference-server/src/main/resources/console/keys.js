/** Keyboard shortcuts, and the page that lists them. */

import { byId, el } from './dom.js';

/** `[key, what it does, action]`; none while a text is being written. */
export function shortcuts(table) {
  byId('help-keys').append(...table.flatMap(([key, what]) =>
    [el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)]));
  const help = byId('help');
  byId('help-open').addEventListener('click', () => help.showModal());

  document.addEventListener('keydown', (event) => {
    const writes = event.target.closest?.('input, textarea, select');
    if (event.key === 'Escape' && writes) {
      event.target.blur();
      return;
    }
    if (writes || event.ctrlKey || event.metaKey || event.altKey
        || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === '?') {
      event.preventDefault();
      help.showModal();
      return;
    }
    const found = table.find(([key]) => key === event.key);
    if (found) {
      event.preventDefault();
      found[2]();
    }
  });
}

/** Tabs as the ARIA pattern has them: arrows move, the panel follows. */
export function tabs(list) {
  const all = [...list.querySelectorAll('[role=tab]')];

  function show(tab, focus) {
    for (const each of all) {
      const chosen = each === tab;
      each.setAttribute('aria-selected', String(chosen));
      each.tabIndex = chosen ? 0 : -1;
      byId(each.getAttribute('aria-controls')).hidden = !chosen;
    }
    sessionStorage.setItem('spywatcher-tab', tab.id);
    if (focus) {
      tab.focus();
    }
  }

  all.forEach((tab, i) => {
    tab.addEventListener('click', () => show(tab, false));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        show(all[(i + step + all.length) % all.length], true);
      }
    });
  });
  const before = byId(sessionStorage.getItem('spywatcher-tab') ?? '');
  show(all.includes(before) ? before : all[0], false);
  return (number) => show(all[number], true);
}
