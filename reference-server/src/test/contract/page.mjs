// The reference page of the contract: one file, without scripts and without a network.
import { at, document, messagesOf, requests, schemaFile, schemas } from './contract.mjs';

const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const prose = (text) => escaped(text ?? '').replace(/`([^`]+)`/g, '<code>$1</code>');
const anchor = (name) => name.replace(/[^A-Za-z]+/g, '-');

function type(schema) {
  if (schema.enum) return schema.enum.map((one) => `"${one}"`).join(' | ');
  if ('const' in schema) return String(schema.const);
  if (schema.type === 'array') {
    const items = schema.items.title ?? type(schema.items);
    return (items.includes('|') ? `(${items})` : items) + '[]';
  }
  return schema.type ?? 'any';
}

function bounds(schema) {
  const said = [];
  if (schema.minItems) said.push(`at least ${schema.minItems}`);
  if (schema.maxItems) said.push(`at most ${schema.maxItems}`);
  if (schema.minimum !== undefined) said.push(`${schema.minimum} or more`);
  if (schema.exclusiveMinimum !== undefined) said.push(`over ${schema.exclusiveMinimum}`);
  if (schema.maximum !== undefined) said.push(`up to ${schema.maximum}`);
  if (schema.maxLength) said.push(`at most ${schema.maxLength} characters`);
  return said.length ? ` <small>${said.join(', ')}</small>` : '';
}

function rows(schema, prefix) {
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => {
      const path = prefix + name;
      const inner =
        property.type === 'array' && property.items.properties
          ? rows(property.items, path + '[].')
          : rows(property, path + '.');
      return (
        `<tr><td><code>${escaped(path).replace(/\./g, '.<wbr>')}</code></td>` +
        `<td><code>${escaped(type(property))}</code></td>` +
        `<td>${prose(property.description)}${bounds(property)}</td></tr>\n${inner}`
      );
    })
    .join('');
}

function payload(schema) {
  const variants = schema.oneOf ?? [schema];
  return variants
    .map((one) =>
      one.properties
        ? `<div class="wide"><table><thead><tr><th>field</th><th>type</th><th></th></tr></thead>` +
          `<tbody>\n${rows(one, '')}</tbody></table></div>\n`
        : `<p><code>${escaped(type(one))}</code>${bounds(one)} ${prose(one.description)}</p>\n`,
    )
    .join('<p>or</p>\n');
}

function message(one) {
  const schema = schemas[schemaFile(one)];
  return (
    `<section id="${anchor(one.name)}"><h3><code>${escaped(one.name)}</code></h3>\n` +
    `<p>${prose(one.summary ?? one.title)}</p>\n${payload(schema)}` +
    `<pre>${escaped(JSON.stringify(schema.examples[0], null, 2))}</pre>\n` +
    `<p class="links"><a href="schemas/${schemaFile(one)}">JSON Schema</a></p></section>\n`
  );
}

function channel(one) {
  return (
    `<h2>${escaped(one.title)} <code>${escaped(one.address)}</code></h2>\n` +
    `<p>${prose(one.description)}</p>\n${messagesOf(one).map(message).join('')}`
  );
}

export function page() {
  const { info, servers, channels, components, operations } = document;
  const all = Object.values(channels).flatMap(messagesOf);
  const errors = at(at(operations.sendErrors.messages[0]));
  const answer = at(at(operations.receiveRequests.reply.messages[0]));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)}</title>
<style>
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { line-height: 1.2; } h2 { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; }
code, pre { font: 0.875em/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--soft); border-radius: 6px; overflow-x: auto; padding: 0.75rem; white-space: pre; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem 0.3rem 0; text-align: left; vertical-align: top; }
td code { overflow-wrap: normal; } td:last-child { min-width: 9rem; } small { opacity: 0.75; }
nav ul { columns: 14rem; list-style: none; padding: 0; } section { margin: 2rem 0; }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
</style>
</head>
<body>
<h1>${escaped(info.title)} <small>${escaped(info.version)}</small></h1>
<p>${prose(info.description)}</p>
<p>In machine form: <a href="asyncapi.yaml">asyncapi.yaml</a>, <a href="types.d.ts">types.d.ts</a>,
and a JSON Schema with each event.</p>
<nav aria-label="Events"><ul>
${all.map((one) => `<li><a href="#${anchor(one.name)}"><code>${escaped(one.name)}</code></a></li>`).join('\n')}
</ul></nav>
<h2>Connecting</h2>
<ul>
${Object.values(servers)
  .map((one) => `<li><code>${one.protocol}://${one.host}${one.pathname}</code> ${prose(one.description)}</li>`)
  .join('\n')}
</ul>
<p>${prose(components.securitySchemes.token.description)}</p>
<pre>${escaped(`const socket = io('http://${servers.development.host}', { auth: { token } });
socket.on('connect', () => socket.emit('subscribe:guild', guildId));
socket.on('message:new', (message) => console.log(message.username, message.channelName));`)}</pre>
${channel(channels.guild)}${channel(channels.analytics)}<h2>What a client sends</h2>
<p>${prose(operations.receiveRequests.summary)}</p>
${requests.map(message).join('')}${message(answer)}<h2>What a client is told of its mistakes</h2>
<p>${prose(operations.sendErrors.summary)}</p>
${message(errors)}</body>
</html>
`;
}
