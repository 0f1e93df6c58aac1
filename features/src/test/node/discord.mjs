// Discord as a bot sees it: guilds and events as the fake Discord, or Discord itself, tells of them.

import { Client, GatewayIntentBits } from 'discord.js';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageTyping,
  GatewayIntentBits.GuildPresences,
];
const DISCORD_EPOCH = 1_420_070_400_000n;

/** When the account was made, which its id tells. */
const createdAt = (id) => new Date(Number((BigInt(id) >> 22n) + DISCORD_EPOCH)).toISOString();

const asMember = ({ user, roles = [] }) => ({
  userId: user.id,
  username: user.username,
  createdAt: createdAt(user.id),
  bot: user.bot ?? false,
  roles,
});

/** Logs in, and calls `put(guildId, guild)` and `happen(event)` with what it is told. */
export async function listen({ api, token, put, happen, expel }) {
  const guilds = new Map();
  const change = (guildId, edit) => {
    const guild = guilds.get(guildId);
    if (guild) {
      edit(guild);
      put(guildId, guild);
    }
  };
  const upsert = (list, item, key = 'id') => [
    ...list.filter((one) => one[key] !== item[key]),
    item,
  ];
  const dispatches = {
    GUILD_CREATE({ id, name, channels, roles, members }) {
      guilds.set(id, { name, channels, roles, members: members.map(asMember) });
      put(id, guilds.get(id));
    },
    CHANNEL_CREATE: (channel) =>
      change(channel.guild_id, (guild) => {
        guild.channels = upsert(guild.channels, channel);
      }),
    CHANNEL_DELETE: ({ guild_id, id }) =>
      change(guild_id, (guild) => {
        guild.channels = guild.channels.filter((channel) => channel.id !== id);
      }),
    GUILD_ROLE_CREATE: ({ guild_id, role }) =>
      change(guild_id, (guild) => {
        guild.roles = upsert(guild.roles, role);
      }),
    GUILD_MEMBER_ADD(data) {
      const { roles, ...member } = asMember(data);
      change(data.guild_id, (guild) => {
        guild.members = upsert(guild.members, { ...member, roles }, 'userId');
      });
      happen({ type: 'join', guildId: data.guild_id, timestamp: data.joined_at, ...member });
    },
    GUILD_MEMBER_UPDATE(data) {
      const { userId, roles, ...member } = asMember(data);
      const guild = guilds.get(data.guild_id);
      const before = guild?.members.find((one) => one.userId === userId);
      if (!before) {
        return;
      }
      change(data.guild_id, () => {
        guild.members = upsert(guild.members, { ...before, ...member, userId }, 'userId');
      });
      if ([...roles].sort().join() !== [...before.roles].sort().join()) {
        guild.members = upsert(guild.members, { ...before, ...member, userId, roles }, 'userId');
        happen({ type: 'roles', guildId: data.guild_id, userId, roles });
      }
    },
    GUILD_MEMBER_REMOVE({ guild_id, user }) {
      const guild = guilds.get(guild_id);
      if (guild) {
        guild.members = guild.members.filter((member) => member.userId !== user.id);
        expel(guild_id, user.id);
      }
    },
    MESSAGE_CREATE: ({ guild_id, channel_id, author, timestamp }) =>
      happen({
        type: 'message',
        guildId: guild_id,
        channelId: channel_id,
        userId: author.id,
        timestamp,
      }),
    TYPING_START: ({ guild_id, channel_id, user_id, timestamp }) =>
      happen({
        type: 'typing',
        guildId: guild_id,
        channelId: channel_id,
        userId: user_id,
        timestamp: timestamp * 1000,
      }),
    PRESENCE_UPDATE: ({ guild_id, user, status, client_status }) =>
      happen({
        type: 'presence',
        guildId: guild_id,
        userId: user.id,
        status,
        platforms: Object.keys(client_status),
      }),
  };
  dispatches.CHANNEL_UPDATE = dispatches.CHANNEL_CREATE;
  dispatches.GUILD_ROLE_UPDATE = dispatches.GUILD_ROLE_CREATE;

  const client = new Client({ intents: INTENTS, rest: { api, version: '10' } });
  client.on('raw', ({ t, d }) => dispatches[t]?.(d));
  await client.login(token);
}
