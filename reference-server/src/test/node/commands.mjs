// Commands come in as lines of JSON, reports go out likewise; the end of the input ends the
// program. Bytes are written {"$bytes": "0a0b"} both ways.

import { createInterface } from 'node:readline';

/** Runs the command that each line names; what one throws ends the program. */
export async function obey(commands) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { command, ...parameters } = decoded(JSON.parse(line));
    commands[command](parameters);
  }
  process.exit(0);
}

export function report(message) {
  process.stdout.write(`${JSON.stringify(encoded(message))}\n`);
}

function decoded(value) {
  return mapped(value, (object) => object.$bytes !== undefined && Buffer.from(object.$bytes, 'hex'));
}

function encoded(value) {
  return mapped(value, (object) => {
    const bytes = object instanceof ArrayBuffer || ArrayBuffer.isView(object);
    return bytes && { $bytes: Buffer.from(object).toString('hex') };
  });
}

function mapped(value, leaf) {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const found = leaf(value);
  if (found) {
    return found;
  }
  return Array.isArray(value)
    ? value.map((one) => mapped(one, leaf))
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, leaf)]));
}
