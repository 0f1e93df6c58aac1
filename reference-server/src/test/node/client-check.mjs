// The packaged server and the plain npm client, used as the API document uses it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Collector } from './collector.mjs';
import { Demo, missing } from './demo.mjs';
import { departures, EVENTS, GUILD_EVENTS } from './document.mjs';

/** In the demo every kind of event happens within any ten seconds. */
const DEMO_MILLIS = 10_000;
const GRACE_MILLIS = 5_000;

const skip = await missing('socket.io-client', 'jsonwebtoken');

describe('the npm client, as in the document', { skip, timeout: 120_000 }, () => {
  let io;
  let jwt;
  let demo;

  before(async () => {
    ({ io } = await import('socket.io-client'));
    ({ default: jwt } = await import('jsonwebtoken'));
    // Shorter than the document's 30 s, for several clients in a row to see an update.
    demo = await Demo.serve('--analytics-interval', '5s');
  });

  after(() => demo?.close());

  async function connected(options, use) {
    const socket = io(demo.url, { forceNew: true, ...options });
    try {
      await use(socket, new Collector(socket));
    } finally {
      socket.disconnect();
    }
  }

  /** A token that another library than the server's has signed. */
  function signed(secret = demo.secret, options = { expiresIn: '5m' }) {
    const claims = { userId: demo.user, discordId: demo.user, username: 'you' };
    return jwt.sign({ ...claims, access: true, role: 'USER' }, secret, options);
  }

  describe('receives every event', { concurrency: true }, () => {
    const ways = [
      { transports: ['websocket', 'polling'], ends: 'websocket' },
      { transports: ['websocket'], ends: 'websocket' },
      { transports: ['polling'], ends: 'polling' },
      { transports: undefined, ends: 'websocket' },
    ];
    for (const { transports, ends } of ways) {
      const name = transports ? transports.join(', ') : 'default: polling, then upgrade';
      test(name, () =>
        connected({ auth: { token: demo.token }, transports }, async (socket, collector) => {
          await collector.first('connect', GRACE_MILLIS);
          const guild = demo.guilds[0];
          socket.emit('subscribe:guild', guild.id);
          socket.emit('subscribe:analytics', guild.id);
          const wanted = Object.keys(EVENTS);
          await collector.until(
            `one of each of ${wanted.join(', ')}`,
            () => wanted.every((event) => collector.payloads(event).length > 0),
            DEMO_MILLIS + GRACE_MILLIS,
          );
          assert.equal(socket.io.engine.transport.name, ends);
          const events = collector.received.filter((one) => one.event !== 'connect');
          assert.deepEqual(
            events.flatMap((one) => departures(one.event, one.payload)),
            [],
          );
          for (const update of collector.payloads('analytics:update')) {
            assert.equal(update.guildId, guild.id);
          }
        }),
      );
    }
  });

  test('a token signed by jsonwebtoken connects', () =>
    connected({ auth: { token: signed() } }, (socket, collector) =>
      collector.first('connect', GRACE_MILLIS),
    ));

  describe('is refused', { concurrency: true }, () => {
    const refusals = [
      ['without auth', () => undefined, 'Authentication required'],
      ['without a token', () => ({}), 'Authentication required'],
      ['with a wrong key', () => ({ token: signed('w'.repeat(64)) }), 'Invalid token'],
      ['with no JWT', () => ({ token: 'your-jwt-access-token' }), 'Invalid token'],
      ['once expired', () => ({ token: signed(demo.secret, { expiresIn: -60 }) }), 'Invalid token'],
    ];
    for (const transport of ['websocket', 'polling']) {
      for (const [name, auth, message] of refusals) {
        test(`${name}, on ${transport}`, () =>
          connected({ auth: auth(), transports: [transport] }, async (socket, collector) => {
            const error = await collector.first('connect_error', GRACE_MILLIS);
            assert.equal(error.message, message);
            assert.equal(socket.active, false, 'a refused client does not try again by itself');
            assert.deepEqual(collector.payloads('connect'), []);
          }));
      }
    }
  });

  test('trigger multi-client raises one alert', () =>
    connected({ auth: { token: demo.token } }, async (socket, collector) => {
      const [, guild] = demo.guilds;
      const of = (event) => collector.payloads(event).filter((one) => one.userId === demo.user);
      await collector.first('connect', GRACE_MILLIS);
      assert.deepEqual(await socket.emitWithAck('subscribe:guild', guild.id), { ok: true });
      const whose = ['--guild', guild.id, '--user', demo.user];
      await demo.trigger('multi-client', ...whose);
      // One guild's events keep their order: a second alert would come before the message.
      await demo.trigger('message', ...whose);
      await collector.until('triggered message', () => of('message:new')[0], GRACE_MILLIS);
      const alerts = of('alert:multiClient');
      assert.equal(alerts.length, 1, JSON.stringify(alerts));
      assert.deepEqual(departures('alert:multiClient', alerts[0]), []);
      const known = new Set(Object.keys(GUILD_EVENTS));
      const others = collector.received.filter((one) => !known.has(one.event));
      assert.deepEqual(others, [{ event: 'connect', payload: undefined }]);
    }));
});
