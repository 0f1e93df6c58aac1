// What the API document says of each event that the server sends: its keys and their types.

const text = (value) => typeof value === 'string' && value !== '';
const number = (value) => Number.isFinite(value);
const count = (value) => Number.isInteger(value) && value >= 0;
const texts = (value) => Array.isArray(value) && value.length > 0 && value.every(text);
const time = (value) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value));
const status = (value) => ['online', 'idle', 'dnd', 'offline'].includes(value);
const platforms = (value) =>
  new Set(value).size > 1 && value.every((one) => ['desktop', 'mobile', 'web'].includes(one));

const who = { userId: text, username: text };

/** The five events of a guild's room. */
export const GUILD_EVENTS = {
  'message:new': { ...who, channelId: text, channelName: text, timestamp: time },
  'alert:multiClient': { ...who, platforms, timestamp: time },
  'presence:update': { ...who, status, timestamp: time },
  'role:change': { ...who, addedRoles: texts, timestamp: time },
  'user:join': { ...who, accountAgeDays: count, timestamp: time },
};

export const EVENTS = {
  ...GUILD_EVENTS,
  'analytics:update': {
    guildId: text,
    data: {
      ghosts: [{ ...who, ghostScore: number }],
      lurkers: [{ ...who, lurkerScore: number, channelCount: count }],
      channelDiversity: [{ ...who, channelCount: count }],
      timestamp: time,
    },
    timestamp: time,
  },
};

/** Where a payload departs from its event's keys and types; empty where it does not. */
export function departures(event, payload) {
  return compare(EVENTS[event], payload, event);
}

function compare(expected, actual, path) {
  if (expected === undefined) {
    return [`${path}: not in the document`];
  }
  if (typeof expected === 'function') {
    return expected(actual) ? [] : [`${path}: ${JSON.stringify(actual)}`];
  }
  if (Array.isArray(expected)) {
    return Array.isArray(actual)
      ? actual.flatMap((row, i) => compare(expected[0], row, `${path}[${i}]`))
      : [`${path}: no array`];
  }
  if (actual === null || typeof actual !== 'object') {
    return [`${path}: no object`];
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].flatMap((key) =>
    key in actual ? compare(expected[key], actual[key], `${path}.${key}`) : [`${path}.${key}: absent`],
  );
}
