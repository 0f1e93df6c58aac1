// A plain Socket.IO server that does what ComparedServer.java does. One program runs many of them.

import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { obey, report } from './commands.mjs';

const servers = new Map();

function admit(socket, next) {
  const { token } = socket.handshake.auth;
  if (token === undefined) {
    next(new Error('Authentication required'));
  } else if (token === 'wrong') {
    next(Object.assign(new Error('Invalid token'), { data: { code: 'signature', attempts: 1 } }));
  } else {
    next();
  }
}

function answer(socket) {
  socket.on('echo', (...args) => socket.emit('echoed', ...args));
  socket.on('echo-ack', (...args) => args.pop()(...args));
  socket.on('ask', (...args) =>
    socket.emit('question', ...args, (...answers) => socket.emit('answered', ...answers)),
  );
  socket.on('burst', (count) => {
    for (let i = 0; i < count; i++) {
      socket.emit('tick', i);
    }
  });
  socket.on('auth', () => socket.emit('auth-back', socket.handshake.auth));
  socket.on('disconnect-me', () => socket.disconnect(true));
}

await obey({
  start({ id, pingInterval, pingTimeout, maxPayload }) {
    const http = createServer();
    const io = new Server(http, {
      pingInterval,
      pingTimeout,
      maxHttpBufferSize: maxPayload,
      serveClient: false,
    });
    for (const namespace of ['/', '/custom']) {
      io.of(namespace).use(admit).on('connection', answer);
    }
    servers.set(id, io);
    http.listen(0, '127.0.0.1', () => report({ id, port: http.address().port }));
  },

  stop({ id }) {
    servers.get(id).close();
    servers.delete(id);
    report({ id, stopped: true });
  },
});
