/** Makes Discord events happen, by a form that is filled in sensibly. */

import { attempt, call, copy, toast } from './api.js';
import { byId, calm, el, field, setOptions, setText } from './dom.js';

const TYPES = [
  ['message', 'someone writes'],
  ['typing', 'someone begins to type'],
  ['presence', "someone's status changes"],
  ['multi-client', 'someone on several clients'],
  ['role', 'someone gets a role'],
  ['join', 'someone new joins'],
  ['leave', 'someone leaves'],
];

const FIELDS = {
  message: ['user', 'channel', 'content'],
  typing: ['user', 'channel'],
  presence: ['user', 'status', 'platforms'],
  'multi-client': ['user', 'platforms'],
  role: ['user', 'role'],
  join: ['newcomer', 'age'],
  leave: ['user'],
};

const PLATFORMS = ['desktop', 'mobile', 'web'];
const DISCORD_EPOCH = 1420070400000;

/** A Discord id that tells when the account was made. */
function snowflake(millis) {
  const random = BigInt(Math.floor(Math.random() * 4194304));
  return String((BigInt(Math.floor(millis - DISCORD_EPOCH)) << 22n) + random);
}

export function trigger(console) {
  const type = el('select', { id: 'trigger-type' },
    ...TYPES.map(([value]) => el('option', { value }, value)));
  const meaning = el('small', {});
  const user = el('select', { id: 'trigger-user' });
  const find = el('input', { type: 'search', id: 'trigger-find', placeholder: 'find …',
    'aria-label': 'Find a member' });
  const channel = el('select', { id: 'trigger-channel' });
  const role = el('select', { id: 'trigger-role' });
  const content = el('input', { id: 'trigger-content', value: 'Hello from the console' });
  const newcomer = el('input', { id: 'trigger-newcomer', value: 'new_face' });
  const age = el('input', { id: 'trigger-age', type: 'number', min: 0, max: 5000, value: 3 });
  const status = el('select', { id: 'trigger-status' },
    ...['online', 'idle', 'dnd', 'offline'].map((value) => el('option', { value }, value)));
  const boxes = PLATFORMS.map((value, i) =>
    el('input', { type: 'checkbox', value, checked: i < 2 }));
  const platforms = el('span', { class: 'choices', role: 'group', 'aria-label': 'Platforms' },
    ...PLATFORMS.map((name, i) => el('label', { class: 'check' }, boxes[i], name)));
  const times = el('input', { id: 'trigger-times', type: 'number', min: 1, max: 1000, value: 1 });
  const rows = {
    user: field('User', el('span', { class: 'pair' }, user, find)),
    channel: field('Channel', channel),
    content: field('Content', content, 'It never leaves the server.'),
    status: field('Status', status),
    platforms: el('div', { class: 'field' }, el('span', {}, 'Platforms'), platforms),
    role: field('Role', role),
    newcomer: field('Name', newcomer),
    age: field('Account age, days', age),
  };
  const body = el('pre', { class: 'body-preview', tabindex: 0, 'aria-label': 'What is sent' });
  let people = [];
  let guild = null;

  /** The members that can be chosen: those in view, people before bots. */
  async function refresh() {
    const id = console.guildId();
    if (!id) {
      return;
    }
    const text = find.value.trim();
    const data = await attempt(() => call('GET', `/control/guilds/${encodeURIComponent(id)}/overview`
      + `?limit=100&search=${encodeURIComponent(text)}`));
    if (!data || id !== console.guildId()) {
      return;
    }
    guild = data;
    people = data.members.rows;
    const order = [...people].sort((a, b) => a.bot - b.bot
      || b.messages - a.messages || a.username.localeCompare(b.username));
    setOptions(user, order.map((row) => [row.userId, row.username + (row.bot ? ' (bot)' : '')]));
    setOptions(channel, data.channels.map((row) => [row.id, '#' + row.name]));
    setOptions(role, data.roles.filter((row) => row.id !== id).map((row) => [row.id, row.name]));
    preview();
  }

  function chosenPlatforms() {
    return boxes.filter((box) => box.checked).map((box) => box.value);
  }

  /** The events that one press makes. */
  function events() {
    const base = { guildId: console.guildId(), userId: user.value };
    const member = people.find((row) => row.userId === user.value);
    switch (type.value) {
      case 'message':
        return [{ type: 'message', ...base, channelId: channel.value, content: content.value }];
      case 'typing':
        return [{ type: 'typing', ...base, channelId: channel.value }];
      case 'presence':
        return [{ type: 'presence', ...base, status: status.value,
          platforms: status.value === 'offline' ? [] : chosenPlatforms() }];
      case 'multi-client': {
        const all = chosenPlatforms();
        // The alert is for another set of clients than before: hence one client first.
        return [all.slice(0, 1), all].map((some) =>
          ({ type: 'presence', ...base, status: 'online', platforms: some }));
      }
      case 'role': {
        const others = (member?.roles ?? []).filter((id) => id !== role.value);
        const gained = { type: 'roles', ...base, roles: [...others, role.value] };
        return member?.roles.includes(role.value)
          ? [{ type: 'roles', ...base, roles: others }, gained] : [gained];
      }
      case 'join': {
        const made = console.serverNow() - Math.max(0, Number(age.value)) * 86_400_000 - 60_000;
        return [{ type: 'join', guildId: console.guildId(), userId: snowflake(made),
          username: newcomer.value, createdAt: new Date(made).toISOString(), bot: false }];
      }
      default:
        return [{ type: 'leave', ...base }];
    }
  }

  function preview() {
    for (const [name, row] of Object.entries(rows)) {
      row.hidden = !FIELDS[type.value].includes(name);
    }
    setText(meaning, TYPES.find(([value]) => value === type.value)[1]);
    const made = events();
    body.textContent = JSON.stringify(made.length === 1 ? made[0] : made, null, 1);
  }

  async function send(event) {
    event?.preventDefault();
    const all = [];
    const count = type.value === 'leave' ? 1 : Math.min(1000, Math.max(1, Number(times.value)));
    for (let i = 0; i < count; i++) {
      all.push(...events());
    }
    const answer = await attempt(() => call('POST', '/control/events', all));
    if (answer) {
      toast(answer.accepted === 1 ? 'It has happened' : answer.accepted + ' events have happened');
      if (['role', 'join', 'leave'].includes(type.value)) {
        refresh();
      }
    }
  }

  function asCurl() {
    const text = JSON.stringify(events()).replaceAll("'", "'\\''");
    copy(`curl -X POST ${location.origin}/control/events -d '${text}'`, 'The call');
  }

  const form = el('form', { id: 'trigger-form', class: 'form', on: { submit: send, input: preview } },
    el('label', { class: 'field' }, el('span', {}, 'Event'), type, meaning), ...Object.values(rows), field('Times', times),
    el('div', { class: 'buttons' }, el('button', { class: 'primary' }, 'Make it happen'),
      el('button', { type: 'button', on: { click: asCurl } }, 'Copy as curl')),
    el('details', {}, el('summary', {}, 'What is sent'), body));
  byId('trigger').append(form);
  find.addEventListener('input', calm(refresh));

  return {
    selected: () => {
      find.value = '';
      refresh();
    },
    guild: (data) => {
      if (!guild || guild.id !== data.id) {
        refresh();
      }
    },
    people: () => people,
    focus: () => type.focus(),
    send,
  };
}
