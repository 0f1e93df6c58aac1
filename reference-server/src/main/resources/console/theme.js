/** Light, dark, or as the system has it. */

import { byId, setText } from './dom.js';

const KEY = 'spywatcher-theme';
const ROUND = ['system', 'light', 'dark'];

export function theme() {
  let now = ROUND.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : 'system';
  const button = byId('theme');

  function apply() {
    document.documentElement.dataset.theme = now;
    setText(button, now === 'system' ? 'Auto' : now === 'light' ? 'Light' : 'Dark');
  }

  function next() {
    now = ROUND[(ROUND.indexOf(now) + 1) % ROUND.length];
    localStorage.setItem(KEY, now);
    apply();
  }

  button.addEventListener('click', next);
  apply();
  return next;
}
