// Lets the packaged suite judge the server beside this file, and ends with the suite's status.
// What is given beyond is given to the suite: node judge.mjs --rules AUTH

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const suite = here('../../../target/spywatcher-conformance.jar');
const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
const secret = 'a-secret-for-the-independent-server-alone';
const origins = 'http://app.example,https://admin.example:8443';

for (const [file, remedy] of [
  [suite, 'mvn -DskipTests package'],
  [here('node_modules/socket.io'), 'npm ci'],
]) {
  if (!existsSync(file)) {
    console.error(`${file} is missing: ${remedy}`);
    process.exit(2);
  }
}

const server = spawn(process.execPath, [here('server.mjs')], {
  env: {
    ...process.env,
    JWT_SECRET: secret,
    PORT: '0',
    INJECT_PORT: '0',
    CORS_ORIGIN: origins,
    CONNECTION_RATE: '40',
    MAX_CONNECTIONS_PER_IP: '6',
    EVENT_RATE: '20',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.on('exit', () => server.kill());

for await (const line of createInterface({ input: server.stdout })) {
  const [ready, url, , inject] = line.split(' ');
  if (ready === 'ready') {
    const told = ['--connection-rate', '40', '--max-connections-per-ip', '6', '--event-rate', '20'];
    const known = ['--known-failing', here('known-failing.txt'), '--strict'];
    const target = ['--url', url, '--inject-url', inject, '--cors-origin', origins];
    const options = [...target, ...told, ...known, ...process.argv.slice(2)];
    const judge = spawn(java, ['-jar', suite, ...options], {
      env: { ...process.env, SPYWATCHER_JWT_SECRET: secret },
      stdio: 'inherit',
    });
    judge.on('exit', (status) => process.exit(status ?? 2));
    break;
  }
}
