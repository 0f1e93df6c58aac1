/** The limits in force, with the options that set them. */

import { byId, bytes, el, grouped } from './dom.js';

const ROWS = [
  ['connectionRate', '--connection-rate', 'handshakes of one address in a minute', 'LIM-1', grouped],
  ['maxConnectionsPerIp', '--max-connections-per-ip', 'connections of one address', 'LIM-2', grouped],
  ['eventRate', '--event-rate', 'packets of one client in a second', 'LIM-3', grouped],
  ['eventBurst', '--event-burst', 'packets of one client at once', 'LIM-3', grouped],
  ['reconnectLimit', '--reconnect-limit', 'handshakes of one address in 10 s', 'LIM-4', grouped],
  ['reconnectBlock', '--reconnect-block', 'how long the first block lasts', 'LIM-4', seconds],
  ['maxQueuedBytes', '--max-queued-bytes', 'outbound queue of one client', 'LIM-6', bytes],
  ['maxSubscriptions', '--max-subscriptions', 'rooms of one client', 'LIM-7', grouped],
  ['maxPayload', '--max-payload', 'largest packet of a client', 'CONN-11', bytes],
];

const TIMES = [
  ['analyticsInterval', '--analytics-interval', 'between two updates of a guild', 'ANA-2'],
  ['pingInterval', '--ping-interval', 'between two pings', 'CONN-3'],
  ['pingTimeout', '--ping-timeout', 'for an answer to a ping', 'CONN-3'],
];

/** `30 s` of `30000ms`. */
function seconds(duration) {
  const millis = parseInt(duration, 10);
  return millis % 1000 === 0 ? millis / 1000 + ' s' : millis + ' ms';
}

function row(option, what, rule, value) {
  return el('tr', {}, el('td', {}, el('code', {}, option), el('small', {}, what + ' · ' + rule)),
    el('td', { class: 'number' }, value));
}

/** Shows them once. */
export function limits(settings) {
  byId('limits').replaceChildren(
    el('table', { class: 'limits' }, el('tbody', {},
      ...ROWS.map(([name, option, what, rule, shown]) =>
        row(option, what, rule, shown(settings.limits[name]))),
      ...TIMES.map(([name, option, what, rule]) =>
        row(option, what, rule, seconds(settings.timing[name]))))),
    el('p', { class: 'dim' }, 'Clients connect at ', el('code', {}, settings.url),
      '. An expired token ends a connection: ', settings.timing.disconnectExpired ? 'yes' : 'no', '.'),
    el('p', { class: 'dim' }, 'The contract: ',
      el('a', { href: '/docs', target: '_blank' }, 'a page to read'), ', ',
      el('a', { href: '/asyncapi.yaml', target: '_blank' }, 'AsyncAPI'), ', ',
      el('a', { href: '/types.d.ts', target: '_blank' }, 'TypeScript types'), '.'));
}
