// The SpyWatcher WebSocket API in Node, from its document alone. Discord events come by HTTP, and
// from Discord where DISCORD_API says where that is.
//
//   JWT_SECRET=… [PORT=3001] [INJECT_PORT=3002] [CORS_ORIGIN=a,b] [CONNECTION_RATE=n]
//   [DISCORD_API=http://127.0.0.1:4010/api] [MAX_CONNECTIONS_PER_IP=n] [EVENT_RATE=n] [RECONNECT_LIMIT=n] [RECONNECT_BLOCK_MS=n] node server.mjs

import { createServer } from 'node:http';
import jwt from 'jsonwebtoken';
import { Server } from 'socket.io';
import { listen } from './discord.mjs';
import { Guild, clean } from './guilds.mjs';
import { Addresses, Emissions } from './limits.mjs';

const { JWT_SECRET, PORT = '3001', INJECT_PORT = '3002', CORS_ORIGIN = '*' } = process.env;
const number = (name) => Number(process.env[name] ?? 0);
const INTERVAL = 30_000;

if (!JWT_SECRET) {
  console.error('JWT_SECRET: is missing; tokens are checked with it');
  process.exit(2);
}

const guilds = new Map();
const throttles = new Map();
const addresses = new Addresses({
  connectionRate: number('CONNECTION_RATE'),
  maxConnectionsPerIp: number('MAX_CONNECTIONS_PER_IP'),
  reconnectLimit: number('RECONNECT_LIMIT'),
  reconnectBlock: number('RECONNECT_BLOCK_MS'),
});

// Clients

const http = createServer();
const origins = CORS_ORIGIN.split(',');
const io = new Server(http, {
  pingInterval: 25_000,
  pingTimeout: 60_000,
  maxHttpBufferSize: 65_536,
  serveClient: false,
  cors: { origin: origins.includes('*') ? true : origins, credentials: true },
  allowRequest: (request, answer) =>
    answer(null, addresses.admit(request.socket.remoteAddress, Date.now())),
});

io.engine.on('connection', (session) => {
  const address = session.request.socket.remoteAddress;
  addresses.opened(address);
  session.once('close', () => addresses.closed(address));
});

io.use((socket, next) => {
  const { token } = socket.handshake.auth ?? {};
  if (token === undefined || token === null || token === '') {
    return next(new Error('Authentication required'));
  }
  try {
    const claims = jwt.verify(token, JWT_SECRET, { algorithms: ['HS256'] });
    const told = (claim) => typeof claims[claim] === 'string' && claims[claim].trim() !== '';
    if (claims.access !== true || !told('discordId') || !told('role')) {
      return next(new Error('Invalid token'));
    }
    socket.data.user = claims.discordId;
    return next();
  } catch {
    return next(new Error('Invalid token'));
  }
});

io.on('connection', (socket) => {
  if (number('EVENT_RATE')) {
    limitEmissions(socket, new Emissions(number('EVENT_RATE')));
  }
  for (const kind of ['guild', 'analytics']) {
    socket.on(`subscribe:${kind}`, (guildId) => {
      const complaint = complaintAbout(guildId, socket.data.user);
      if (complaint) {
        socket.emit('error', { message: complaint });
      } else {
        socket.join(`${kind}:${guildId}`);
      }
    });
    socket.on(`unsubscribe:${kind}`, (guildId) => {
      if (typeof guildId === 'string') {
        socket.leave(`${kind}:${guildId}`);
      }
    });
  }
});

function limitEmissions(socket, emissions) {
  socket.use((packet, next) => {
    const ruling = emissions.judge(Date.now());
    if (ruling === 'take') {
      next();
    } else if (ruling === 'tell') {
      socket.emit('error', { message: 'Slow down' });
    } else if (ruling === 'disconnect') {
      socket.disconnect(true);
    }
  });
}

function complaintAbout(guildId, user) {
  if (typeof guildId !== 'string' || guildId.trim() === '' || guildId.length > 64) {
    return 'Invalid guild ID';
  }
  return guilds.get(guildId)?.members.has(user) ? undefined : 'You may not view this guild';
}

// Analytics: at once, or when the interval is over

function active(guild) {
  const throttle = throttles.get(guild.id) ?? { last: -Infinity, timer: undefined };
  throttles.set(guild.id, throttle);
  if (throttle.timer === undefined) {
    const wait = Math.max(0, throttle.last + INTERVAL - performance.now());
    throttle.timer = setTimeout(() => update(guild, throttle), wait);
  }
}

function update(guild, throttle) {
  throttle.timer = undefined;
  const room = `analytics:${guild.id}`;
  if (!io.sockets.adapter.rooms.has(room)) {
    return;
  }
  throttle.last = performance.now();
  const timestamp = new Date().toISOString();
  const data = { ...guild.figures(Date.now()), timestamp };
  io.to(room).emit('analytics:update', { guildId: guild.id, data, timestamp });
}

// Discord

function happen(event) {
  const guild = guilds.get(event.guildId);
  const at = new Date(event.timestamp ?? Date.now());
  const timestamp = at.toISOString();
  const member = guild.members.get(event.userId);
  const who = member && { userId: event.userId, username: clean(member.username) };
  const tell = (name, payload) => io.to(`guild:${guild.id}`).emit(name, { ...payload, timestamp });
  switch (event.type) {
    case 'message':
    case 'typing':
      if (member.bot) {
        return;
      }
      guild.note(event.type, event.userId, event.channelId, at.getTime());
      if (event.type === 'message') {
        const channelName = clean(guild.channels.get(event.channelId));
        tell('message:new', { ...who, channelId: event.channelId, channelName });
      }
      active(guild);
      break;
    case 'presence': {
      guild.note('presence', event.userId, undefined, at.getTime());
      tell('presence:update', { ...who, status: event.status });
      const platforms = [...new Set(event.platforms)].sort();
      const before = guild.platforms.get(event.userId);
      guild.platforms.set(event.userId, platforms.join());
      if (platforms.length > 1 && platforms.join() !== before) {
        tell('alert:multiClient', { ...who, platforms });
      }
      active(guild);
      break;
    }
    case 'roles': {
      const added = event.roles.filter((id) => !member.roles.includes(id));
      member.roles = event.roles;
      if (added.length > 0) {
        tell('role:change', { ...who, addedRoles: added.map((id) => clean(guild.roles.get(id))) });
      }
      break;
    }
    case 'join': {
      const { userId, username, createdAt, bot = false } = event;
      guild.members.set(userId, { userId, username, createdAt, bot, roles: [] });
      const days = Math.floor((at - new Date(createdAt)) / 86_400_000);
      if (!bot) {
        tell('user:join', { userId, username: clean(username), accountAgeDays: Math.max(0, days) });
      }
      break;
    }
    case 'leave':
      expel(guild, event.userId);
      break;
  }
}

function expel(guild, userId) {
  guild.members.delete(userId);
  for (const socket of io.sockets.sockets.values()) {
    if (socket.data.user === userId) {
      socket.leave(`guild:${guild.id}`);
      socket.leave(`analytics:${guild.id}`);
    }
  }
}

function put(id, definition) {
  const guild = guilds.get(id);
  if (!guild) {
    guilds.set(id, new Guild(id, definition));
    return;
  }
  const before = [...guild.members.keys()];
  guild.replace(definition);
  before.filter((userId) => !guild.members.has(userId)).forEach((userId) => expel(guild, userId));
}

function fault(event) {
  const guild = guilds.get(event.guildId);
  if (!guild) {
    return 'guildId: there is no such guild';
  }
  if (!['message', 'typing', 'presence', 'roles', 'join', 'leave'].includes(event.type)) {
    return 'type: is none that happens';
  }
  return event.type === 'join' || guild.members.has(event.userId)
    ? undefined
    : 'userId: is no member of the guild';
}

function stimulate(method, path, body) {
  const [, guildId, memberId] = /^\/guilds\/(\w+)(?:\/members\/(\w+))?$/.exec(path) ?? [];
  if (method === 'PUT' && guildId && !memberId) {
    put(guildId, body);
    return [204];
  }
  if (method === 'DELETE' && memberId) {
    if (guilds.has(guildId)) {
      expel(guilds.get(guildId), memberId);
    }
    return [204];
  }
  if (method === 'POST' && path === '/reset') {
    for (const { timer } of throttles.values()) {
      clearTimeout(timer);
    }
    guilds.clear();
    throttles.clear();
    for (const socket of io.sockets.sockets.values()) {
      [...socket.rooms].filter((room) => room !== socket.id).forEach((room) => socket.leave(room));
    }
    return [204];
  }
  if (method === 'POST' && path === '/events') {
    const events = [body].flat();
    const index = events.findIndex(fault);
    if (index >= 0) {
      return [400, { code: 'bad_event', message: fault(events[index]), index }];
    }
    events.forEach(happen);
    return [202, { accepted: events.length }];
  }
  return [404, { code: 'unknown', message: `${method} ${path} is no call` }];
}

const inject = createServer(async (request, response) => {
  try {
    const chunks = await request.toArray();
    const text = Buffer.concat(chunks).toString();
    const [status, body] = stimulate(request.method, request.url, text && JSON.parse(text));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body && JSON.stringify(body));
  } catch (failure) {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'bad_request', message: failure.message }));
  }
});

if (process.env.DISCORD_API) {
  await listen({
    api: process.env.DISCORD_API,
    token: process.env.DISCORD_TOKEN ?? 'a-bot-token',
    put,
    happen: (event) => fault(event) || happen(event),
    expel: (guildId, userId) => guilds.has(guildId) && expel(guilds.get(guildId), userId),
  });
}

http.listen(Number(PORT), '127.0.0.1', () =>
  inject.listen(Number(INJECT_PORT), '127.0.0.1', () => {
    const url = (server) => `http://127.0.0.1:${server.address().port}`;
    console.log(`ready ${url(http)} inject ${url(inject)}`);
  }),
);
