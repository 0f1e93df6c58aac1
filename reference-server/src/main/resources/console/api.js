/** Calls of the control API, with the control token where the server asks for one. */

import { byId, el, setText } from './dom.js';

const KEY = 'spywatcher-control-token';
let asking = null;

function headers() {
  const token = sessionStorage.getItem(KEY);
  return token ? { Authorization: 'Bearer ' + token } : {};
}

/** Calls; asks for the control token as often as it is refused. Throws what the server says. */
export async function call(method, path, body, options = {}) {
  for (;;) {
    const response = await fetch(path, {
      method,
      headers: headers(),
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: options.signal,
    });
    if (response.status === 401) {
      await askForToken();
      continue;
    }
    if (!response.ok) {
      throw new Error(await reason(response));
    }
    return options.raw ? response : response.status === 204 ? null : response.json();
  }
}

async function reason(response) {
  try {
    const answer = await response.json();
    return answer.message || 'HTTP ' + response.status;
  } catch {
    return 'HTTP ' + response.status;
  }
}

/** Shows the dialog for the control token; one dialog however many calls wait for it. */
function askForToken() {
  if (!asking) {
    asking = new Promise((given) => {
      const dialog = byId('control-token');
      const form = byId('control-token-form');
      const input = byId('control-token-value');
      if (sessionStorage.getItem(KEY)) {
        setText(byId('control-token-why'), 'The server does not accept that token. Try again.');
      }
      const submit = (event) => {
        event.preventDefault();
        sessionStorage.setItem(KEY, input.value);
        input.value = '';
        form.removeEventListener('submit', submit);
        dialog.close();
        asking = null;
        given();
      };
      form.addEventListener('submit', submit);
      dialog.addEventListener('cancel', (event) => event.preventDefault());
      dialog.showModal();
    });
  }
  return asking;
}

/** A short message at the edge of the page. */
export function toast(text, kind = 'good') {
  const note = el('p', { class: 'toast ' + kind }, text);
  const notes = byId('toasts');
  notes.append(note);
  while (notes.children.length > 4) {
    notes.firstElementChild.remove();
  }
  setTimeout(() => note.remove(), kind === 'bad' ? 8000 : 3500);
}

/** Does something, and says so where it fails. */
export async function attempt(action) {
  try {
    return await action();
  } catch (failure) {
    toast(failure.message, 'bad');
    return undefined;
  }
}

/** Copies a text, and says so. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(what + ' copied');
  } catch {
    const area = el('textarea', { class: 'unseen' });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    toast(done ? what + ' copied' : 'The browser does not let a page copy', done ? 'good' : 'bad');
  }
}
