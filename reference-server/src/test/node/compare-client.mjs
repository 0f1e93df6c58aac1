// The official JavaScript client, told by commands what to do; it reports whatever happens to it.
// One program plays many clients, each with a connection of its own.

import { Manager } from 'socket.io-client';
import { obey, report } from './commands.mjs';

const managers = new Map();
const sockets = new Map();
const socketOf = ({ client, namespace }) => sockets.get(`${client} ${namespace}`);

function watch(socket, client, namespace) {
  const tell = (happening) => report({ client, namespace, ...happening });
  socket.on('connect', () => tell({ what: 'connect' }));
  socket.on('disconnect', (reason) => tell({ what: 'disconnect', reason }));
  socket.on('connect_error', ({ message, data }) => tell({ what: 'connect_error', message, data }));
  socket.onAny((name, ...args) => {
    const acknowledge = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    tell({ what: 'event', name, args, asked: acknowledge !== undefined });
    acknowledge?.(...args);
  });
}

await obey({
  open({ client, namespace, url, auth, transports, reconnectionDelay }) {
    let manager = managers.get(client);
    if (!manager) {
      manager = new Manager(url, {
        autoConnect: false,
        transports,
        reconnectionDelay,
        reconnectionDelayMax: reconnectionDelay,
      });
      manager.on('open', () => {
        const { engine } = manager;
        report({ client, what: 'transport', name: engine.transport.name });
        engine.once('upgrade', ({ name }) => report({ client, what: 'transport', name }));
      });
      managers.set(client, manager);
    }
    const socket = manager.socket(namespace, { auth });
    sockets.set(`${client} ${namespace}`, socket);
    watch(socket, client, namespace);
  },

  connect(parameters) {
    socketOf(parameters).connect();
  },

  disconnect(parameters) {
    socketOf(parameters).disconnect();
  },

  emit({ name, args, label, ...parameters }) {
    const { client, namespace } = parameters;
    const acknowledgement = (...answer) =>
      report({ client, namespace, what: 'ack', name: label, args: answer });
    socketOf(parameters).emit(name, ...args, ...(label ? [acknowledgement] : []));
  },

  /** Sends a message below the client's own grammar. */
  raw({ client, data }) {
    managers.get(client).engine.send(data);
  },

  close({ client }) {
    managers.get(client)?._close();
    managers.delete(client);
    for (const key of [...sockets.keys()].filter((one) => one.startsWith(`${client} `))) {
      sockets.delete(key);
    }
  },
});
