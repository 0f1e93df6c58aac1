/** Who is connected, and what one can do to them. */

import { attempt, call, toast } from './api.js';
import { byId, bytes, calm, el, grouped, keyed, setAttribute, setText, span } from './dom.js';

const HOW = {
  'server-disconnect': 'disconnected',
  'transport-close': 'cut off',
  silence: 'left in silence',
};

async function drop(whom, how) {
  const answer = await attempt(() => call('POST', '/control/disconnect', { ...whom, how }));
  if (answer) {
    toast(grouped(answer.dropped) + (answer.dropped === 1 ? ' client ' : ' clients ') + HOW[how]);
  }
}

const LABEL = { 'server-disconnect': 'Drop', 'transport-close': 'Cut', silence: 'Silence' };

/** Guilds whose rooms it is in; where it is in one room of the two, which. */
function roomNames(console, rooms) {
  const kinds = new Map();
  for (const room of rooms) {
    const colon = room.indexOf(':');
    const id = room.slice(colon + 1);
    kinds.set(id, [...(kinds.get(id) ?? []), room.slice(0, colon)]);
  }
  return [...kinds].map(([id, all]) => console.guildName(id)
    + (all.length > 1 ? '' : all[0] === 'guild' ? ' events' : ' analytics'));
}

export function connections(console) {
  const search = byId('connections-search');
  const how = byId('drop-how');

  function make(row) {
    return el('tr', {},
      el('td', { class: 'user' }, el('span', { class: 'name' }), el('small', {})),
      el('td', { class: 'rooms' }),
      el('td', { class: 'transport' }),
      el('td', { class: 'number' }),
      el('td', { class: 'number' }),
      el('td', { class: 'actions' }, el('button', {
        type: 'button', class: 'small',
        on: { click: () => drop({ connection: row.connection }, how.value) },
      }, LABEL[how.value])));
  }

  function update(node, row) {
    const [user, rooms, transport, age, queue] = node.children;
    setText(user.firstElementChild, row.username || row.userId || 'not authenticated');
    setText(user.lastElementChild, row.role && row.role !== 'USER' ? row.role.toLowerCase() : '');
    setAttribute(user, 'title', (row.userId ? 'user ' + row.userId + ', ' : '') + 'connection '
      + row.connection + ', ' + row.address);
    setText(transport, row.silent ? 'silenced' : row.transport);
    setAttribute(transport, 'data-state', row.silent ? 'silent' : row.transport);
    const names = roomNames(console, row.rooms);
    setText(rooms, names.join(', ') || '–');
    setAttribute(rooms, 'title', names.join('\n'));
    setText(age, span(console.wallNow() - Date.parse(row.since)));
    setText(queue, bytes(row.queuedBytes));
    setAttribute(queue, 'data-state', row.queuedBytes > 65536 ? 'long' : null);
  }

  how.addEventListener('change', () => {
    document.querySelectorAll('#connections-rows button').forEach((button) =>
      setText(button, LABEL[how.value]));
  });
  search.addEventListener('input',
    calm(() => console.stream.want({ connections: search.value.trim() })));
  byId('drop-half').addEventListener('click', () => drop({ fraction: 0.5 }, how.value));
  console.confirmed(byId('drop-all'), () => drop({ all: true }, how.value));

  return {
    overview(server) {
      const all = server.connections;
      keyed(byId('connections-rows'), all.rows, (row) => row.connection, make, update);
      byId('connections-empty').hidden = all.rows.length > 0;
      const searching = search.value.trim() !== '';
      setText(byId('connections-empty'), searching && all.total > 0
        ? 'No connection has that.'
        : 'No client is connected. Mint a token, and connect with it.');
      const shown = all.rows.length < all.matched ? all.rows.length + ' of ' : '';
      setText(byId('connections-count'),
        searching ? shown + grouped(all.matched) + ' found' : shown + grouped(all.total));
    },
    focus: () => search.focus(),
  };
}
