// The API document's own front end, word for word, in a browser against the packaged server.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, Page } from './chromium.mjs';
import { Demo, missing } from './demo.mjs';

const EXAMPLE = fileURLToPath(new URL('document-example/', import.meta.url));
const TARGET = fileURLToPath(new URL('../../../target/', import.meta.url));
const DOCUMENT_URL = 'http://localhost:3001';
const DEMO_MILLIS = 15_000;

const skip =
  (await missing('esbuild', 'react', 'react-dom', 'react-hot-toast', 'socket.io-client')) ||
  (!chromium() && 'no chromium on this machine');

/** Bundles the example, with the server's URL in the place of the document's. */
async function bundle(url) {
  const { build } = await import('esbuild');
  const shim = `${EXAMPLE}toastWithWarning.js`;
  const changes = {
    name: 'what is changed in the document’s code',
    setup(build) {
      build.onLoad({ filter: /socketService\.ts$/ }, async ({ path }) => {
        const parts = (await readFile(path, 'utf8')).split(DOCUMENT_URL);
        assert.equal(parts.length, 2, `${DOCUMENT_URL} stands once in ${path}`);
        return { contents: parts.join(url), loader: 'ts' };
      });
      build.onResolve({ filter: /^react-hot-toast$/ }, ({ importer }) =>
        importer === shim ? undefined : { path: shim },
      );
    },
  };
  const { outputFiles } = await build({
    entryPoints: [`${EXAMPLE}page.jsx`],
    bundle: true,
    write: false,
    charset: 'utf8',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [changes],
  });
  return outputFiles[0].text;
}

/** Serves the page on a port of its own: another origin than the server's. */
async function serve(script) {
  const html = '<!doctype html><meta charset="utf-8"><title>Example</title><div id="root"></div>';
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.writeHead(isScript || url === '/' ? 200 : 404, {
      'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`,
    });
    response.end(isScript ? script : `${html}<script src="/page.js"></script>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** In the page: the rows of the list under a heading, or nothing while there are none. */
function listUnder(heading) {
  const title = [...document.querySelectorAll('h3')].find((h3) => h3.textContent === heading);
  const rows = [...(title?.nextElementSibling.children ?? [])].map((row) => row.textContent);
  return rows.length > 0 && rows;
}

describe('the document’s own front end, in Chromium', { skip, timeout: 180_000 }, () => {
  let demo;
  let server;
  let page;
  let guild;

  before(async () => {
    demo = await Demo.serve();
    server = await serve(await bundle(demo.url));
    const { port } = server.address();
    guild = await (await fetch(`${demo.control}/control/guilds/${demo.guilds[0].id}`)).json();
    const parameters = new URLSearchParams({ guildId: guild.id, token: demo.token });
    page = await Page.open(`http://127.0.0.1:${port}/#${parameters}`);
  });

  after(async () => {
    if (page) {
      await mkdir(TARGET, { recursive: true });
      await writeFile(`${TARGET}example-check.png`, await page.screenshot());
      await page.close();
    }
    server?.closeAllConnections();
    server?.close();
    await demo?.close();
  });

  test('shows ghost users', async () => {
    const ghosts = await page.until('ghost users', listUnder, 'Ghost Users', DEMO_MILLIS);
    for (const row of ghosts) {
      assert.match(row, /^.+: \d+(\.\d+)?$/);
    }
  });

  test('shows recent messages', async () => {
    const messages = await page.until(
      'recent messages',
      listUnder,
      'Recent Messages',
      DEMO_MILLIS,
    );
    const channels = guild.channels.map((channel) => channel.name);
    for (const row of messages) {
      const [, name, channel] = row.match(/^(.+) in #(.+)$/) ?? assert.fail(row);
      assert.ok(channels.includes(channel), `#${channel} is no channel of ${guild.name}`);
      assert.notEqual(name, 'undefined');
    }
  });

  test('warns of a user on several clients', async () => {
    await demo.trigger('multi-client', '--guild', guild.id, '--user', demo.user);
    await page.until(
      'warning',
      (text) => document.body.innerText.includes(text),
      'Multi-client detected: you',
      DEMO_MILLIS,
    );
  });

  test('logs a connection and no error', () => {
    assert.deepEqual(page.console, ['WebSocket connected']);
  });
});
