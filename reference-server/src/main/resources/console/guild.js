/** One guild: its throttle, its analytics, its members with the scenario's truth. */

import { bars, Line } from './charts.js';
import { byId, calm, el, grouped, keyed, setAttribute, setOptions, setText } from './dom.js';

const CIRCUMFERENCE = 2 * Math.PI * 18;

/** What the server's analytics make of a member. */
function seen(member) {
  if (member.platforms.length > 1) {
    return ['several-clients', member.platforms.length + ' clients'];
  }
  if (member.ghostScore >= 1) {
    return ['ghost', 'ghost ' + member.ghostScore.toFixed(1)];
  }
  if (member.lurkerScore > 0) {
    return ['lurker', 'lurker ' + member.lurkerScore.toFixed(1)];
  }
  return member.messages + member.typingStarts > 0 ? ['active', 'active'] : ['', '–'];
}

export function guild(console) {
  const select = byId('guild-select');
  const search = byId('members-search');
  const pulse = new Line(['messages', 'typing', 'presences']);
  let throttle = null;
  let interval = 30_000;
  let last = null;

  function choose(id) {
    select.value = id;
    sessionStorage.setItem('spywatcher-guild', id);
    pulse.clear();
    last = null;
    console.selected(id);
    console.stream.want({ guild: id });
  }

  function makeMember() {
    return el('tr', {}, el('td', { class: 'user' }, el('i', { class: 'dot' }),
      el('span', { class: 'name' }), el('small', {})),
    el('td', {}, el('span', { class: 'tag' })), el('td', {}, el('span', { class: 'tag' })), el('td', { class: 'number' }));
  }

  function updateMember(node, member) {
    const [user, truth, view, acts] = node.children;
    const [dot, name, bot] = user.children;
    setAttribute(dot, 'data-status', member.status);
    setAttribute(dot, 'title', member.status);
    setText(name, member.username);
    setText(bot, member.bot ? 'bot' : '');
    setAttribute(user, 'title', 'user ' + member.userId + ', '
      + (member.platforms.length > 0 ? 'on ' + member.platforms.join(', ') : 'on no client'));
    const [kind, words] = seen(member);
    setText(truth.firstElementChild, (member.persona ?? '–').replace('-', ' '));
    setAttribute(truth.firstElementChild, 'data-kind', member.persona ?? '');
    setText(view.firstElementChild, words);
    setAttribute(view.firstElementChild, 'data-kind', kind);
    setText(acts, [member.messages, member.typingStarts, member.presences].join(' · '));
  }

  function tellThrottle() {
    if (!throttle) {
      return;
    }
    const left = throttle.sendsNext
      ? Math.max(0, Date.parse(throttle.sendsNext) - console.serverNow()) : 0;
    const ring = byId('throttle-ring');
    ring.style.strokeDasharray = `${(Math.min(1, left / interval) * CIRCUMFERENCE).toFixed(1)} 999`;
    setText(byId('throttle-seconds'), left > 0 ? Math.ceil(left / 1000) : '0');
    const watched = throttle.subscribers > 0;
    setAttribute(byId('throttle'), 'data-state', left > 0 ? (throttle.due ? 'due' : 'waits') : 'open');
    setText(byId('throttle-state'),
      !watched ? 'Nobody watches' : left === 0 ? 'Open' : throttle.due ? 'An update is due' : 'Quiet');
    setText(byId('throttle-why'),
      !watched ? 'No client is subscribed to its analytics; no update is sent.'
        : left === 0 ? 'What changes the figures is told at once.'
          : throttle.due ? 'Something has changed; it is told when the interval is over.'
            : 'Nothing has changed since the last update.');
  }

  select.addEventListener('change', () => choose(select.value));
  search.addEventListener('input', calm(() => console.stream.want({ members: search.value.trim() })));
  setInterval(tellThrottle, 200);
  pulse.draw(byId('pulse'), 40);

  return {
    interval(millis) {
      interval = millis;
    },
    overview(server) {
      const all = server.guilds.rows;
      setOptions(select, all.map((row) => [row.id, row.name]));
      const before = sessionStorage.getItem('spywatcher-guild');
      if (all.length > 0 && !all.some((row) => row.id === console.guildId())) {
        choose(all.some((row) => row.id === before) ? before : all[0].id);
      }
      const chosen = all.find((row) => row.id === select.value);
      setText(byId('guild-count'), chosen
        ? grouped(chosen.subscribers.guild) + ' events · '
          + grouped(chosen.subscribers.analytics) + ' analytics' : 'no guilds');
      byId('guild-count').title = 'clients subscribed to its two rooms';
    },
    guild(data) {
      if (data.id !== select.value) {
        return;
      }
      throttle = data.throttle;
      tellThrottle();
      const totals = [data.analytics.messages, data.analytics.typingStarts, data.analytics.presences];
      const now = Date.parse(data.now);
      if (last && now > last.now) {
        const seconds = (now - last.now) / 1000;
        pulse.add(totals.map((total, i) => (total - last.totals[i]) / seconds));
        pulse.draw(byId('pulse'), 40);
      }
      last = { totals, now };
      bars(byId('ghosts'), data.analytics.ghosts,
        { value: (row) => row.ghostScore, shown: (row) => row.ghostScore.toFixed(2), wanted: 'ghost' });
      bars(byId('lurkers'), data.analytics.lurkers,
        { value: (row) => row.lurkerScore, shown: (row) => row.lurkerScore.toFixed(1), wanted: 'lurker' });
      bars(byId('diversity'), data.analytics.channelDiversity,
        { value: (row) => row.channelCount, shown: (row) => row.channelCount });
      const members = data.members;
      const shown = members.rows.slice(0, 60);
      setText(byId('members-count'), shown.length < members.matched
        ? shown.length + ' of ' + grouped(members.matched) : grouped(members.matched));
      keyed(byId('members-rows'), shown, (row) => row.userId, makeMember, updateMember);
    },
    step(by) {
      const ids = [...select.options].map((option) => option.value);
      if (ids.length > 0) {
        choose(ids[(ids.indexOf(select.value) + by + ids.length) % ids.length]);
      }
    },
    focusMembers: () => search.focus(),
  };
}
