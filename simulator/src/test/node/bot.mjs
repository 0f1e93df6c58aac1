// A stock discord.js bot, with nothing but another base URL. Reports what it hears as lines of
// JSON, takes commands in the same form, and ends with its input.

import { createInterface } from 'node:readline';
import { Client, Events, GatewayIntentBits as Intent } from 'discord.js';

const say = (kind, detail = '') => console.log(JSON.stringify({ kind, detail: String(detail) }));

const client = new Client({
  intents: [
    Intent.Guilds,
    Intent.GuildMembers,
    Intent.GuildPresences,
    Intent.GuildMessages,
    Intent.GuildMessageTyping,
    Intent.MessageContent,
  ],
  rest: { api: process.argv[2], version: '10' },
});

client.on(Events.ClientReady, () => say('ready', client.guilds.cache.size));
client.on(Events.ShardReady, () => say('identified'));
client.on(Events.ShardResume, (shard, replayed) => say('resumed', replayed));
client.on(Events.ShardReconnecting, () => say('reconnecting'));
client.on(Events.ShardDisconnect, (event) => say('disconnected', event.code));
client.on(Events.Error, (error) => say('error', error.message));
client.on(Events.MessageCreate, (message) => say('message', message.content));
client.on(Events.TypingStart, (typing) => say('typing', typing.user.id));
client.on(Events.PresenceUpdate, (before, now) =>
  say('presence', `${now.userId} ${Object.keys(now.clientStatus ?? {}).sort().join(',')}`),
);
client.on(Events.GuildMemberUpdate, (before, now) =>
  say('update', `${now.id} ${now.roles.cache.filter((role) => role.id !== now.guild.id).size}`),
);
client.on(Events.GuildMemberAdd, (member) => say('add', member.id));
client.on(Events.GuildMemberRemove, (member) => say('remove', member.id));

const commands = {
  async fetch({ guild, user }) {
    const member = await client.guilds.cache.get(guild).members.fetch({ user, force: true });
    say('fetched', member.user.username);
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    commands[command.do](command).catch((error) => say('failed', error.message));
  })
  .on('close', async () => {
    await client.destroy();
    process.exit(0);
  });

await client.login('a-bot-token').catch((error) => {
  say('failed', error.message);
  process.exit(1);
});
