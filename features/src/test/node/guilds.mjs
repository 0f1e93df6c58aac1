// Guilds and the activity in them, as Discord would tell of it.

const WEEK = 7 * 24 * 3600 * 1000;

/** A name without its control characters. */
export const clean = (name) => name.replace(/\p{Cc}/gu, '');

export class Guild {
  constructor(id, { name, channels = [], roles = [], members = [] }) {
    this.id = id;
    this.activity = [];
    this.platforms = new Map();
    this.replace({ name, channels, roles, members });
  }

  /** What is put again keeps the activity so far. */
  replace({ name, channels = [], roles = [], members = [] }) {
    this.name = name;
    this.channels = new Map(channels.map((channel) => [channel.id, channel.name]));
    this.roles = new Map(roles.map((role) => [role.id, role.name]));
    this.members = new Map(members.map((member) => [member.userId, { roles: [], ...member }]));
  }

  note(kind, userId, channelId, at) {
    this.activity.push({ kind, userId, channelId, at });
  }

  /** The figures of the past seven days. */
  figures(now) {
    this.activity = this.activity.filter(({ at }) => at > now - WEEK);
    const people = new Map();
    for (const { kind, userId, channelId } of this.activity) {
      const one = people.get(userId) ?? { message: 0, typing: 0, presence: 0, channels: new Set() };
      one[kind]++;
      if (channelId) {
        one.channels.add(channelId);
      }
      people.set(userId, one);
    }
    const rows = [...people]
      .filter(([userId]) => this.members.has(userId) && !this.members.get(userId).bot)
      .map(([userId, one]) => ({
        userId,
        username: clean(this.members.get(userId).username),
        ...one,
      }));
    return {
      ghosts: leading(
        rows.filter(({ typing }) => typing > 0),
        10,
        'ghostScore',
        ({ typing, message }) => typing / (message + 1),
      ),
      lurkers: leading(
        rows.filter(({ presence, typing, message }) => presence > 0 && typing + message === 0),
        10,
        'lurkerScore',
        ({ presence }) => Math.min(1, presence / 5),
      ).map((row) => ({ ...row, channelCount: this.channels.size })),
      channelDiversity: leading(
        rows.filter(({ channels }) => channels.size > 0),
        20,
        'channelCount',
        ({ channels }) => channels.size,
      ),
    };
  }
}

function leading(rows, count, field, score) {
  return rows
    .map((row) => ({ userId: row.userId, username: row.username, [field]: score(row) }))
    .sort((a, b) => b[field] - a[field] || (a.userId < b.userId ? -1 : 1))
    .slice(0, count);
}
