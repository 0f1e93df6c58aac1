/** Mints client tokens, good and broken, with the server's own secret. */

import { attempt, call, copy } from './api.js';
import { byId, calm, el, field, setText } from './dom.js';

const LENGTHS = [['1h', 'an hour'], ['30s', '30 seconds'], ['5m', '5 minutes'], ['30d', '30 days'],
  ['never', 'never']];

/** What a client is told that comes with such a token. */
function expected(flaws, role) {
  if (role === 'BANNED' || flaws.includes('banned')) {
    return flaws.some((flaw) => flaw !== 'banned')
      ? 'Refused: Invalid token' : 'Refused: Account is banned';
  }
  return flaws.length > 0 ? 'Refused: Invalid token' : 'Connects';
}

export function tokens(console) {
  const users = el('datalist', { id: 'token-users' });
  const user = el('input', { id: 'token-user', list: 'token-users', autocomplete: 'off',
    required: true, placeholder: 'Discord id' });
  const who = el('p', { id: 'token-who', class: 'dim' });
  const role = el('select', { id: 'token-role' });
  const length = el('select', { id: 'token-length' },
    ...LENGTHS.map(([value, label]) => el('option', { value }, label)));
  const flaws = el('div', { class: 'flaws', role: 'group', 'aria-label': 'Broken on purpose' });
  const verdict = el('p', { id: 'token-verdict', class: 'verdict' });
  const output = el('textarea', { id: 'token-output', readonly: true, rows: 5,
    'aria-label': 'The token', spellcheck: 'false' });
  const claims = el('pre', { id: 'token-claims', class: 'body-preview', tabindex: 0 });
  const result = el('div', { hidden: true }, verdict, output,
    el('div', { class: 'buttons' },
      el('button', { type: 'button', id: 'token-copy',
        on: { click: () => copy(output.value, 'The token') } }, 'Copy token'),
      el('button', { type: 'button', on: { click: () => copy(snippet(), 'The snippet') } },
        'Copy snippet')),
    el('details', {}, el('summary', {}, 'Claims'), claims));
  const button = el('button', { class: 'primary', disabled: true }, 'Mint');
  let settings = null;
  /** Whether the user is one that somebody wrote there, which nothing else may replace. */
  let written = false;

  function snippet() {
    return `const socket = io('${settings.url}', { auth: { token: '${output.value}' } });\n`
      + `socket.on('connect', () => {\n`
      + `  socket.emit('subscribe:guild', '${console.guildId()}');\n`
      + `  socket.emit('subscribe:analytics', '${console.guildId()}');\n});\n`
      + `socket.onAny((event, data) => console.log(event, data));\n`;
  }

  function chosenFlaws() {
    return [...flaws.querySelectorAll('input:checked')].map((box) => box.value);
  }

  /** Those that cannot be true beside the ones that are chosen. */
  function rule() {
    const chosen = chosenFlaws();
    for (const box of flaws.querySelectorAll('input')) {
      const flaw = settings.tokens.flaws.find((each) => each.name === box.value);
      box.disabled = !box.checked && flaw.excludes.some((other) => chosen.includes(other));
    }
  }

  async function mint(event) {
    event.preventDefault();
    const broken = chosenFlaws();
    const answer = await attempt(() => call('POST', '/control/tokens', {
      discordId: user.value.trim(), username: known()?.label || 'user', role: role.value,
      expiresIn: length.value, broken,
    }));
    if (answer) {
      output.value = answer.token;
      setText(verdict, expected(broken, role.value));
      verdict.dataset.kind = broken.length > 0 || role.value === 'BANNED' ? 'bad' : 'good';
      claims.textContent = JSON.stringify(answer.claims, null, 1);
      result.hidden = false;
    }
  }

  /** The member that is meant, where it is one of those that were found. */
  function known() {
    return [...users.options].find((option) => option.value === user.value.trim());
  }

  const find = calm(async () => {
    const id = console.guildId();
    const text = user.value.trim();
    if (id && !/^\d{17,}$/.test(text)) {
      const data = await attempt(() => call('GET', `/control/guilds/${encodeURIComponent(id)}`
        + `/overview?limit=30&search=${encodeURIComponent(text)}`));
      users.replaceChildren(...(data?.members.rows ?? []).filter((row) => !row.bot).map((row) =>
        el('option', { value: row.userId, label: row.username })));
      if (!written && users.options.length > 0) {
        user.value = users.options[0].value;
      }
    }
    setText(who, known() ? 'That is ' + known().label + '.' : '');
  });

  byId('token').append(
    el('form', { class: 'form', id: 'token-form', on: { submit: mint } },
      field('User', user, 'A member of the guild by name or id, or any id.'), users, who,
      field('Role', role, 'ADMIN may view every guild.'), field('Expires in', length),
      el('details', { id: 'token-broken' }, el('summary', {}, 'Broken on purpose'), flaws),
      el('div', { class: 'buttons' }, button)),
    result);
  user.addEventListener('input', () => {
    written = user.value !== '';
    find();
  });

  return {
    settings(told) {
      settings = told;
      role.replaceChildren(...told.tokens.roles.map((value) => el('option', { value }, value)));
      flaws.replaceChildren(...told.tokens.flaws.map((flaw) =>
        el('label', { class: 'check', title: flaw.meaning },
          el('input', { type: 'checkbox', value: flaw.name, on: { change: rule } }),
          el('span', {}, flaw.name, el('small', {}, flaw.meaning)))));
      button.disabled = false;
    },
    selected: () => {
      if (!written) {
        user.value = '';
        find();
      }
    },
    focus: () => user.focus(),
  };
}
