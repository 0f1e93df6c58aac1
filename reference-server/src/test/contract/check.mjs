// The contract is valid, and what is generated from it is current: npm run check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { Parser, fromFile } from '@asyncapi/parser';
import { folder, text } from './contract.mjs';
import { page } from './page.mjs';
import { types } from './types.mjs';

const path = (name, base) => fileURLToPath(new URL(name, base));

test('the document is valid AsyncAPI', async () => {
  const { document, diagnostics } = await fromFile(
    new Parser(),
    path('asyncapi.yaml', folder),
  ).parse();
  const told = diagnostics.map((one) => `${one.severity} ${one.path.join('.')}: ${one.message}`);
  // 0 is an error, 1 a warning.
  assert.deepEqual(told.filter((line) => line < '2'), []);
  assert.equal(document.version(), '3.0.0');
});

test('the types are current: npm run generate', async () => {
  assert.equal(text('types.d.ts'), await types());
});

test('the page is current: npm run generate', () => {
  assert.equal(text('docs.html'), page());
});

test('the compiler takes the types, and finds the mistakes of a client', () => {
  const tsc = (file) => {
    try {
      execFileSync(
        process.execPath,
        [
          path('node_modules/typescript/bin/tsc', import.meta.url),
          ...'--noEmit --strict --skipLibCheck --module nodenext --target es2022'.split(' '),
          path(file, import.meta.url),
        ],
        { encoding: 'utf8' },
      );
      return '';
    } catch (failure) {
      return failure.stdout;
    }
  };
  assert.equal(tsc('client.ts'), '');
  const found = tsc('mistakes.ts').match(/mistakes\.ts\((\d+)/g) ?? [];
  const wanted = text(new URL('mistakes.ts', import.meta.url))
    .split('\n')
    .flatMap((line, i) => (line.includes('// mistake') ? [`mistakes.ts(${i + 1}`] : []));
  assert.deepEqual(found, wanted);
});
