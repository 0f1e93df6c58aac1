// TypeScript types of the contract, for the generic parameters of socket.io-client.
import { compile } from 'json-schema-to-typescript';
import { document, pushed, requests, schemaFile, schemas } from './contract.mjs';

const title = (message) => schemas[schemaFile(message)].title;

export async function types() {
  const parts = [
    `/**
 * ${document.info.title} ${document.info.version}: the types of its payloads and events.
 * Generated from asyncapi.yaml and its schemas.
 *
 * import { io, type Socket } from 'socket.io-client';
 * const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, { auth: { token } });
 */
`,
  ];
  for (const schema of Object.values(schemas)) {
    parts.push(
      await compile({ ...schema, examples: undefined }, schema.title, {
        bannerComment: '',
        format: true,
        style: { singleQuote: true, printWidth: 100 },
        ignoreMinAndMaxItems: true,
      }),
    );
  }
  parts.push(eventMap('ServerToClientEvents', 'What the server pushes.', pushed, ''));
  parts.push(
    eventMap(
      'ClientToServerEvents',
      'What a client may send.',
      requests,
      ', acknowledge?: (answer: Acknowledgement) => void',
    ),
  );
  return parts.join('\n');
}

function eventMap(name, what, messages, more) {
  const lines = messages.map(
    (message) =>
      `  /** ${message.summary ?? message.title + '.'} */\n` +
      `  '${message.name}': (payload: ${title(message)}${more}) => void;\n`,
  );
  return `/** ${what} */\nexport interface ${name} {\n${lines.join('')}}\n`;
}
