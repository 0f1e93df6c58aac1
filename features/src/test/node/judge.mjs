// Lets the packaged suite judge the server beside this file, and ends with the suite's status.
// What is given beyond is given to the suite: node judge.mjs --rules AUTH --stimulus discord

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const suite = here('../../../target/spywatcher-conformance.jar');
const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
const secret = 'a-secret-for-the-independent-server-alone';
const origins = 'http://app.example,https://admin.example:8443';
const given = process.argv.slice(2);

for (const [file, remedy] of [
  [suite, 'mvn -DskipTests package'],
  [here('node_modules/socket.io'), 'npm ci'],
]) {
  if (!existsSync(file)) {
    console.error(`${file} is missing: ${remedy}`);
    process.exit(2);
  }
}

const children = [];
process.on('exit', () => children.forEach((child) => child.kill()));

function serve(environment) {
  const server = spawn(process.execPath, [here('server.mjs')], {
    env: {
      ...process.env,
      JWT_SECRET: secret,
      INJECT_PORT: '0',
      CORS_ORIGIN: origins,
      CONNECTION_RATE: '40',
      MAX_CONNECTIONS_PER_IP: '6',
      EVENT_RATE: '20',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(server);
  return createInterface({ input: server.stdout });
}

function judge(target) {
  const told = ['--connection-rate', '40', '--max-connections-per-ip', '6', '--event-rate', '20'];
  const known = ['--known-failing', here('known-failing.txt'), '--strict'];
  const options = [...target, '--cors-origin', origins, ...told, ...known, ...given];
  const run = spawn(java, ['-jar', suite, ...options], {
    env: { ...process.env, SPYWATCHER_JWT_SECRET: secret },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  children.push(run);
  run.on('exit', (status) => process.exit(status ?? 2));
  const lines = createInterface({ input: run.stderr });
  lines.on('line', (line) => console.error(line));
  return lines;
}

async function freePort() {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

if (given.includes('discord')) {
  const port = await freePort();
  const target = [
    ...['--url', `http://127.0.0.1:${port}`],
    ...['--discord-port', '0', '--discord-wait', '240s'],
  ];
  judge(target).on('line', (line) => {
    const [, api] = /^Discord: REST (\S+)\/v10,/.exec(line) ?? [];
    if (api) {
      serve({ PORT: String(port), DISCORD_API: api });
    }
  });
} else {
  serve({ PORT: '0' }).once('line', (line) => {
    const [, url, , inject] = line.split(' ');
    judge(['--url', url, '--inject-url', inject]);
  });
}
