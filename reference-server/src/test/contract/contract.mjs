// The contract as it is shipped, read once for all the tools.
import { readFileSync, readdirSync } from 'node:fs';
import { load } from 'js-yaml';

export const folder = new URL('../../main/resources/dev/spywatcher/contract/', import.meta.url);
export const text = (name) => readFileSync(new URL(name, folder), 'utf8');
export const document = load(text('asyncapi.yaml'));
export const schemas = Object.fromEntries(
  readdirSync(new URL('schemas/', folder))
    .sort()
    .map((file) => [file, JSON.parse(text('schemas/' + file))]),
);

/** What a `#/…` reference stands for. */
export const at = (reference) =>
  reference.$ref
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key], document);

export const schemaFile = (message) => message.payload.$ref.replace('./schemas/', '');

/** The messages of a channel, in order. */
export const messagesOf = (channel) => Object.values(channel.messages).map(at);

const operation = (name) => document.operations[name].messages.map((one) => at(at(one)));

/** What a client may send. */
export const requests = operation('receiveRequests');
/** What the server pushes: every message of the rooms, and errors. */
export const pushed = [
  ...messagesOf(document.channels.guild),
  ...messagesOf(document.channels.analytics),
  ...operation('sendErrors'),
];
