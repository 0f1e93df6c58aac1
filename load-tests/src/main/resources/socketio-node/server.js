"use strict";

// A plain socket.io server with the same events and the same control calls, as the library's own
// documentation has it: a middleware that checks the token, rooms, and emits to rooms.

const { createServer } = require("node:http");
const jwt = require("jsonwebtoken");
const { Server } = require("socket.io");

const SECRET = process.env.SPYWATCHER_JWT_SECRET;
const guilds = new Map();

const clients = createServer();
const io = new Server(clients, { pingInterval: 25_000, pingTimeout: 60_000 });

io.use((socket, next) => {
  const token = socket.handshake.auth.token;
  if (!token) {
    return next(new Error("Authentication required"));
  }
  try {
    const claims = jwt.verify(token, SECRET, { algorithms: ["HS256"] });
    if (!claims.discordId || !claims.role || claims.access !== true) {
      return next(new Error("Invalid token"));
    }
    socket.data.discordId = claims.discordId;
    next();
  } catch {
    next(new Error("Invalid token"));
  }
});

io.on("connection", (socket) => {
  socket.on("subscribe:guild", (guildId, acknowledge) => {
    const guild = guilds.get(guildId);
    if (!guild?.members.has(socket.data.discordId)) {
      socket.emit("error", { message: "Not authorized for this guild" });
      return acknowledge?.({ ok: false, message: "Not authorized for this guild" });
    }
    socket.join(`guild:${guildId}`);
    acknowledge?.({ ok: true });
  });
  socket.on("unsubscribe:guild", (guildId) => socket.leave(`guild:${guildId}`));
});

function define(guildId, { channels, members }) {
  guilds.set(guildId, {
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    members: new Map(members.map((member) => [member.userId, member])),
  });
}

function publish(event) {
  const guild = guilds.get(event.guildId);
  const { userId, username } = guild.members.get(event.userId);
  const timestamp = new Date(event.timestamp).toISOString();
  const room = io.to(`guild:${event.guildId}`);
  if (event.type === "presence") {
    room.emit("presence:update", { userId, username, status: event.status, timestamp });
  } else {
    const { id: channelId, name: channelName } = guild.channels.get(event.channelId);
    room.emit("message:new", { userId, username, channelId, channelName, timestamp });
  }
}

function disconnect({ how }) {
  if (how === "transport-close") {
    io.sockets.sockets.forEach((socket) => socket.conn.close());
  } else {
    io.disconnectSockets();
  }
}

const control = createServer(async (request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(body && JSON.stringify(body));
  };
  try {
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    const text = Buffer.concat(parts).toString();
    if (request.method === "PUT" && request.url.startsWith("/control/guilds/")) {
      define(request.url.slice("/control/guilds/".length), JSON.parse(text));
      answer(204);
    } else if (request.method === "POST" && request.url === "/control/events") {
      const body = JSON.parse(text);
      const events = Array.isArray(body) ? body : [body];
      events.forEach(publish);
      answer(202, { accepted: events.length });
    } else if (request.method === "POST" && request.url === "/control/disconnect") {
      disconnect(JSON.parse(text));
      answer(204);
    } else if (request.method === "GET" && request.url === "/control/memory") {
      global.gc();
      global.gc();
      answer(200, process.memoryUsage());
    } else {
      answer(404, { code: "not_found", message: "there is nothing here" });
    }
  } catch (error) {
    answer(400, { code: "invalid", message: error.message });
  }
});

clients.listen(0, "127.0.0.1", () => {
  control.listen(0, "127.0.0.1", () => {
    console.log(
      `ready http://127.0.0.1:${clients.address().port}` +
        ` control http://127.0.0.1:${control.address().port}`,
    );
  });
});
