/**
 * SpyWatcher WebSocket API 1.0.0: the types of its payloads and events.
 * Generated from asyncapi.yaml and its schemas.
 *
 * import { io, type Socket } from 'socket.io-client';
 * const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, { auth: { token } });
 */

/**
 * The answer to an event of the client, where it asks for one: sent after the room has changed.
 */
export type Acknowledgement = Done | Refused;

export interface Done {
  ok: true;
}
export interface Refused {
  ok: false;
  /**
   * What was wrong, as in the error that is sent too.
   */
  message: string;
}

/**
 * A user is on several kinds of client at once.
 */
export interface MultiClientAlert {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * The kinds of client, in any order.
   *
   * @minItems 2
   * @maxItems 3
   */
  platforms: ('desktop' | 'mobile' | 'web')[];
  /**
   * ISO 8601 in UTC, the time of the event.
   */
  timestamp: string;
}

/**
 * The analytics of a guild; at most once in 30 seconds for each guild.
 */
export interface AnalyticsUpdate {
  /**
   * Discord id of the guild.
   */
  guildId: string;
  /**
   * The figures of the past seven days.
   */
  data: {
    /**
     * Who types and does not write, the highest score first; this server names ten at most.
     */
    ghosts: Ghost[];
    /**
     * Who is present and does neither, the highest score first; this server names ten at most.
     */
    lurkers: Lurker[];
    /**
     * Who is active in the most channels, first; this server names twenty at most.
     */
    channelDiversity: ChannelDiversity[];
    /**
     * ISO 8601 in UTC, the time of the event.
     */
    timestamp: string;
  };
  /**
   * ISO 8601 in UTC, the time of the event.
   */
  timestamp: string;
}
export interface Ghost {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * Typing starts, divided by messages and one.
   */
  ghostScore: number;
}
export interface Lurker {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * Presences seen, of five; 1 at most.
   */
  lurkerScore: number;
  /**
   * Channels that the user can view; 0 where that is unknown.
   */
  channelCount: number;
}
export interface ChannelDiversity {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * Distinct channels typed or written in.
   */
  channelCount: number;
}

/**
 * Something that the client asked for was refused.
 */
export interface ErrorMessage {
  /**
   * What was wrong.
   */
  message: string;
}

/**
 * What the client sends with each of its four events: the Discord id of a guild.
 */
export type GuildId = string;

/**
 * The auth payload of the connection.
 */
export interface HandshakeAuth {
  /**
   * A JWT signed with HS256. Claims: discordId (string), access (true), role (USER, MODERATOR or ADMIN); exp and nbf where there are any.
   */
  token: string;
  [k: string]: unknown;
}

/**
 * A message was written in a guild. What it says stays in Discord.
 */
export interface MessageNew {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * Discord id of the channel.
   */
  channelId: string;
  /**
   * Name of the channel.
   */
  channelName: string;
  /**
   * ISO 8601 in UTC, the time of the event.
   */
  timestamp: string;
}

/**
 * The presence of a user has changed.
 */
export interface PresenceUpdate {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * The presence now.
   */
  status: 'online' | 'idle' | 'dnd' | 'offline';
  /**
   * ISO 8601 in UTC, the time of the event.
   */
  timestamp: string;
}

/**
 * A user was given roles.
 */
export interface RoleChange {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * Names of the roles that were added.
   *
   * @minItems 1
   */
  addedRoles: string[];
  /**
   * ISO 8601 in UTC, the time of the event.
   */
  timestamp: string;
}

/**
 * A user has joined a guild.
 */
export interface UserJoin {
  /**
   * Discord id of the user.
   */
  userId: string;
  /**
   * Name of the user, without control characters.
   */
  username: string;
  /**
   * Whole days from the creation of the account to the event.
   */
  accountAgeDays: number;
  /**
   * ISO 8601 in UTC, the time of the event.
   */
  timestamp: string;
}

/** What the server pushes. */
export interface ServerToClientEvents {
  /** A message was written in the guild. */
  'message:new': (payload: MessageNew) => void;
  /** A user is on more than one of desktop, mobile and web at once. */
  'alert:multiClient': (payload: MultiClientAlert) => void;
  /** The presence of a member has changed. */
  'presence:update': (payload: PresenceUpdate) => void;
  /** A member was given roles; roles that are taken away raise nothing. */
  'role:change': (payload: RoleChange) => void;
  /** A user has joined the guild. */
  'user:join': (payload: UserJoin) => void;
  /** Ghosts, lurkers and channel diversity of the guild, over the past seven days. */
  'analytics:update': (payload: AnalyticsUpdate) => void;
  /** Something that the client asked for was refused. */
  'error': (payload: ErrorMessage) => void;
}

/** What a client may send. */
export interface ClientToServerEvents {
  /** Join the room of a guild's events. */
  'subscribe:guild': (payload: GuildId, acknowledge?: (answer: Acknowledgement) => void) => void;
  /** Leave the room of a guild's events. */
  'unsubscribe:guild': (payload: GuildId, acknowledge?: (answer: Acknowledgement) => void) => void;
  /** Join the room of a guild's analytics. */
  'subscribe:analytics': (payload: GuildId, acknowledge?: (answer: Acknowledgement) => void) => void;
  /** Leave the room of a guild's analytics. */
  'unsubscribe:analytics': (payload: GuildId, acknowledge?: (answer: Acknowledgement) => void) => void;
}
