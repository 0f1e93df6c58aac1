// Mistakes that the compiler must find.
import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServerEvents,
  ServerToClientEvents,
} from '../../main/resources/dev/spywatcher/contract/types.js';

const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io('http://127.0.0.1:3001');
socket.emit('subscribe:guilds', '7'); // mistake
socket.emit('subscribe:guild', 7); // mistake
socket.on('message:new', (message) => console.log(message.content)); // mistake
socket.on('presence:update', ({ status }) => status === 'away'); // mistake
socket.on('analytics:update', ({ ghosts }) => console.log(ghosts)); // mistake
