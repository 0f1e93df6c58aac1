/** What goes out and comes in: the latest sixty that pass the filter. */

import { byId, calm, el, grouped, setAttribute, setOptions, setText, timeOfDay } from './dom.js';

const MOST = 60;

/** However fast they come, the list is not drawn more often: nobody could read it. */
const PAUSE_MILLIS = 400;

const KINDS = [
  ['message:new', 'message'],
  ['presence:update', 'presence'],
  ['alert:multiClient', 'multi-client'],
  ['role:change', 'role'],
  ['user:join', 'join'],
  ['analytics:update', 'analytics'],
  ['subscribe:guild,subscribe:analytics,unsubscribe:guild,unsubscribe:analytics', 'clients'],
];

/** What an event says, in a line. */
function summary(entry) {
  const data = entry.payload;
  if (!data) {
    return 'a client sent it';
  }
  switch (entry.event) {
    case 'message:new':
      return `${data.username} in #${data.channelName}`;
    case 'presence:update':
      return `${data.username} is ${data.status}`;
    case 'alert:multiClient':
      return `${data.username} on ${data.platforms?.join(' + ')}`;
    case 'role:change':
      return `${data.username} gained ${data.addedRoles?.join(', ')}`;
    case 'user:join':
      return `${data.username}, account ${data.accountAgeDays} days old`;
    case 'analytics:update':
      return `${data.data?.ghosts?.length} ghosts, ${data.data?.lurkers?.length} lurkers, `
        + `${data.data?.channelDiversity?.length} channel-diverse`;
    default:
      return JSON.stringify(data);
  }
}

export function events(console) {
  const rows = byId('events-rows');
  const search = byId('events-search');
  const guild = byId('events-guild');
  const delivered = byId('events-delivered');
  const pause = byId('events-pause');
  const count = byId('events-count');
  const shown = new Set(KINDS.map(([names]) => names));
  let paused = false;
  let held = [];
  let missed = 0;
  let leftOut = 0;
  let pending = [];
  let drawing = 0;
  let drawnAt = 0;

  function filter() {
    const all = shown.size === KINDS.length;
    rows.replaceChildren();
    pending = [];
    held = [];
    leftOut = 0;
    console.stream.want({
      event: all ? '' : [...shown].join(',') || 'none',
      of: guild.value,
      text: search.value.trim(),
      delivered: delivered.checked ? 'true' : '',
    });
    console.stream.again();
    tellEmpty();
  }

  function chip([names, label]) {
    const button = el('button', {
      type: 'button', class: 'chip', 'aria-pressed': 'true', 'data-kind': names.split(',')[0],
      title: names.replaceAll(',', ', ') + ' (with Shift: this one alone)',
      on: { click: (event) => choose(names, event.shiftKey) },
    }, label);
    return button;
  }

  function choose(names, alone) {
    if (alone) {
      const only = shown.size === 1 && shown.has(names);
      shown.clear();
      (only ? KINDS.map(([each]) => each) : [names]).forEach((each) => shown.add(each));
    } else if (!shown.delete(names)) {
      shown.add(names);
    }
    KINDS.forEach(([each], i) =>
      setAttribute(byId('events-kinds').children[i], 'aria-pressed', shown.has(each) ? 'true' : 'false'));
    filter();
  }

  function row(entry) {
    const at = new Date(entry.at);
    const nobody = entry.direction === 'sent' && entry.recipients === 0;
    const line = el('button', {
      type: 'button', class: 'line', 'aria-expanded': 'false', on: { click: () => open(item, entry) },
    },
    el('time', { datetime: entry.at, title: entry.at }, timeOfDay(at, true)),
    el('span', { class: 'kind', 'data-kind': entry.event }, entry.event),
    el('span', { class: 'what' }, summary(entry)),
    el('span', { class: 'where' }, console.guildName(entry.guildId)),
    el('span', {
      class: 'to', title: entry.direction === 'sent' ? 'clients it went to' : 'received from a client',
    }, entry.direction === 'sent' ? '→ ' + entry.recipients : '← in'));
    const item = el('li', { class: nobody ? 'nobody' : '', 'data-seq': entry.seq }, line);
    return item;
  }

  function open(item, entry) {
    const line = item.firstElementChild;
    const opened = line.getAttribute('aria-expanded') === 'true';
    setAttribute(line, 'aria-expanded', opened ? 'false' : 'true');
    if (opened) {
      item.lastElementChild.remove();
    } else {
      // What is being read must not move away.
      setPaused(true);
      item.append(el('pre', {}, JSON.stringify(entry.payload ?? {
        event: entry.event, guildId: entry.guildId }, null, 2)));
    }
  }

  function setPaused(value) {
    const begins = value && !paused;
    paused = value;
    if (begins) {
      // What has come but is not drawn yet waits too.
      held = pending;
      pending = [];
    }
    setAttribute(pause, 'aria-pressed', paused ? 'true' : 'false');
    setText(pause, paused ? 'Go on' : 'Pause');
    if (!paused) {
      missed = 0;
      add(held);
      held = [];
    }
    tellCount();
  }

  function add(entries) {
    pending = pending.concat(entries).slice(-MOST);
    if (drawing === 0) {
      drawing = setTimeout(draw, Math.max(0, PAUSE_MILLIS - (performance.now() - drawnAt)));
    }
  }

  function draw() {
    drawing = 0;
    drawnAt = performance.now();
    const fresh = pending.map(row).reverse();
    pending = [];
    while (rows.children.length > MOST - fresh.length) {
      rows.lastElementChild.remove();
    }
    rows.prepend(...fresh);
    tellEmpty();
  }

  function tellEmpty() {
    byId('events-empty').hidden = rows.children.length > 0;
  }

  function tellCount() {
    const parts = [];
    if (paused) {
      parts.push('paused, ' + grouped(missed) + ' new');
    }
    if (leftOut > 0) {
      parts.push(grouped(leftOut) + ' unseen');
    }
    setText(count, parts.join(' · '));
    count.title = leftOut > 0
      ? 'More came at once than are shown; filter, or read GET /control/messages' : '';
  }

  byId('events-kinds').append(...KINDS.map(chip));
  search.addEventListener('input', calm(filter));
  guild.addEventListener('change', filter);
  delivered.addEventListener('change', filter);
  pause.addEventListener('click', () => setPaused(!paused));

  return {
    messages(batch) {
      if (paused) {
        missed += batch.messages.length + batch.leftOut;
        held = held.concat(batch.messages).slice(-MOST);
      } else {
        leftOut += batch.leftOut;
        if (batch.messages.length > 0) {
          add(batch.messages);
        }
      }
      tellCount();
    },
    overview(server) {
      setOptions(guild,
        [['', 'all guilds'], ...server.guilds.rows.map((each) => [each.id, each.name])]);
    },
    begin: () => filter(),
    pause: () => setPaused(!paused),
    focus: () => search.focus(),
  };
}
