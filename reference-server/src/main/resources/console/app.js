/** Puts the console together: one stream in, each panel told of it. */

import { attempt, call } from './api.js';
import { Line } from './charts.js';
import { connections } from './connections.js';
import { byId, bytes, el, grouped, keyed, setAttribute, setText, timeOfDay } from './dom.js';
import { events } from './events.js';
import { faults } from './faults.js';
import { guild } from './guild.js';
import { shortcuts, tabs } from './keys.js';
import { limits } from './limits.js';
import { play } from './play.js';
import { Stream } from './stream.js';
import { theme } from './theme.js';
import { tokens } from './tokens.js';
import { trigger } from './trigger.js';

const CONFIRM_MILLIS = 3000;

/** What the panels share. */
const shared = {
  stream: new Stream(told, streamState),
  guildId: () => chosenGuild,
  guildName: (id) => names.get(id) ?? id ?? '',
  /** The time on the server's clock, between two tellings too. */
  serverNow: () => serverTime + (performance.now() - toldAt),
  /** The time of day there: what nothing waits for, such as the age of a connection. */
  wallNow: () => Date.now(),
  plays: () => Boolean(last?.playing),
  selected(id) {
    chosenGuild = id;
    panels.trigger.selected();
    panels.tokens.selected();
  },
  /** An action that is pressed twice. */
  confirmed(button, action) {
    const label = button.textContent;
    let timer = 0;
    button.addEventListener('click', () => {
      if (button.dataset.armed) {
        clearTimeout(timer);
        disarm();
        action();
      } else {
        button.dataset.armed = 'true';
        setText(button, 'Sure?');
        timer = setTimeout(disarm, CONFIRM_MILLIS);
      }
    });

    function disarm() {
      delete button.dataset.armed;
      setText(button, label);
    }
  },
};

let chosenGuild = '';
let names = new Map();
let serverTime = Date.now();
let toldAt = performance.now();
let last = null;
let scenario = '';
const rate = new Line(['events']);

const nextTheme = theme();
const showTab = tabs(byId('tabs'));
const panels = {};
panels.events = events(shared);
panels.connections = connections(shared);
panels.guild = guild(shared);
panels.trigger = trigger(shared);
panels.tokens = tokens(shared);
panels.faults = faults(shared);
panels.play = play(shared);

function told(event, data) {
  if (event === 'overview') {
    overview(data);
  } else if (event === 'guild') {
    panels.guild.guild(data);
    panels.trigger.guild(data);
  } else if (event === 'messages') {
    panels.events.messages(data);
  }
}

function overview(server) {
  const before = last;
  last = server;
  serverTime = Date.parse(server.now);
  names = new Map(server.guilds.rows.map((row) => [row.id, row.name]));
  figures(server, before, performance.now() - toldAt);
  toldAt = performance.now();
  panels.events.overview(server);
  panels.connections.overview(server);
  panels.guild.overview(server);
  panels.faults.overview(server);
  panels.play.overview(server);
  const now = server.playing ? server.playing.scenario + server.playing.seed : '';
  if (now !== scenario || !before) {
    scenario = now;
    panels.play.begin();
  }
}

function figures(server, before, millis) {
  const playing = server.playing;
  setText(byId('figure-source'), playing
    ? playing.scenario + ' · ' + (playing.speed === 0 ? 'paused'
      : playing.speed === 'max' ? 'max' : playing.speed + '×')
    : server.source + (server.sourceState ? ' · ' + server.sourceState : ''));
  if (server.service) {
    service(server.service);
  }
  const all = server.connections;
  setText(byId('figure-connections'), grouped(all.total));
  byId('figure-connections').title = `${all.websocket} by websocket, ${all.total - all.websocket} polling`;
  setText(byId('figure-rooms'), grouped(all.rooms));
  setText(byId('figure-queued'), bytes(all.queuedBytes));
  setText(byId('figure-faults'), server.faults.length);
  setAttribute(byId('figure-faults'), 'data-state', server.faults.length > 0 ? 'on' : null);
  byId('figure-faults').title = server.faults.map((fault) => fault.name).join(', ');
  if (before && millis > 100) {
    const now = Math.max(0, server.lastSeq - before.lastSeq) / (millis / 1000);
    rate.add([now]);
    rate.draw(byId('rate-line'), 20);
    setText(byId('figure-rate'), now < 10 ? now.toFixed(1) : grouped(now));
  }
}

/** The servers of the service, each with its console; and whether Redis is there. */
function service(told) {
  const up = told.redis.state === 'up';
  byId('service').hidden = false;
  setText(byId('service-servers'), up ? told.servers.length + ' servers' : 'Redis is away');
  setAttribute(byId('service'), 'title', (up ? 'Redis is there' : 'Redis is away: this server is alone')
    + ' since ' + timeOfDay(new Date(told.redis.since))
    + (told.shards ? '; takes in shards ' + (told.shards.held.join(', ') || 'none') + ' of '
      + told.shards.of : ''));
  setAttribute(byId('service-rows'), 'data-state', up ? null : 'on');
  keyed(byId('service-rows'), told.servers, (row) => row.name, (row) => el('a', {}, port(row.name)),
    (node, row) => {
      setAttribute(node, 'href', row.controlUrl);
      setAttribute(node, 'title', row.name + ', process ' + row.pid);
      setAttribute(node, 'aria-current', row.name === told.server ? 'page' : null);
    });
}

/** `:3001`: that suffices on one machine, and the rest is in the title. */
function port(server) {
  return server.slice(server.lastIndexOf(':'));
}

function tick() {
  const now = new Date(shared.serverNow());
  setText(byId('figure-clock'), timeOfDay(now));
  panels.play.tick(now);
}

function streamState(word, detail) {
  const state = byId('stream-state');
  setText(state, word === 'away' ? 'reconnecting' : word);
  setAttribute(state, 'data-state', word);
  setAttribute(state, 'title', detail ?? null);
}

shortcuts([
  ['p', 'pause the events, or go on', () => panels.events.pause()],
  ['/', 'filter the events', () => panels.events.focus()],
  ['c', 'search the connections', () => panels.connections.focus()],
  ['g', 'next guild', () => panels.guild.step(1)],
  ['G', 'previous guild', () => panels.guild.step(-1)],
  ['n', 'search the members', () => panels.guild.focusMembers()],
  ['1', 'trigger an event', () => { showTab(0); panels.trigger.focus(); }],
  ['2', 'mint a token', () => { showTab(1); panels.tokens.focus(); }],
  ['3', 'switch faults', () => { showTab(2); panels.faults.focus(); }],
  ['4', 'scenario, speed and clock', () => showTab(3)],
  ['5', 'limits in force', () => showTab(4)],
  ['e', 'make the event of the form happen', () => panels.trigger.send()],
  ['a', 'advance the clock by 30 s', () => panels.play.advance('30s')],
  ['s', 'stop the play, or go on', togglePlay],
  ['d', 'light, dark, or as the system has it', nextTheme],
  ['?', 'this list', () => {}],
]);

function togglePlay() {
  if (last?.playing) {
    panels.play.toggle(last.playing.speed);
  }
}

async function begin() {
  const settings = await attempt(() => call('GET', '/control/settings'));
  if (settings) {
    limits(settings);
    panels.tokens.settings(settings);
    panels.guild.interval(parseInt(settings.timing.analyticsInterval, 10));
  }
  panels.faults.begin();
  panels.events.begin();
}

setInterval(tick, 250);
begin();
