// A client that makes no mistake.
import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServerEvents,
  HandshakeAuth,
  ServerToClientEvents,
} from '../../main/resources/dev/spywatcher/contract/types.js';

const auth: HandshakeAuth = { token: 'a.b.c' };
const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io('http://127.0.0.1:3001', {
  auth,
});
socket.emit('subscribe:guild', '7', (answer) => {
  if (!answer.ok) console.error(answer.message);
});
socket.emit('unsubscribe:analytics', '7');
socket.on('message:new', (message) => console.log(message.username.trim(), message.channelName));
socket.on('presence:update', ({ status }) => status === 'dnd');
socket.on('alert:multiClient', ({ platforms }) => platforms.includes('web'));
socket.on('analytics:update', ({ guildId, data }) =>
  console.log(guildId, data.ghosts[0]?.ghostScore, data.lurkers.length, data.channelDiversity),
);
socket.on('role:change', ({ addedRoles }) => addedRoles.join(', '));
socket.on('user:join', ({ accountAgeDays }) => accountAgeDays.toFixed());
socket.on('error', ({ message }) => console.error(message));
