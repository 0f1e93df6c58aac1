package dev.spywatcher.socket;

/** Why a session ended. */
public enum CloseReason {
  /** The connection was lost, or the client closed it. */
  TRANSPORT_CLOSED,
  /** The client sent a close packet. */
  CLIENT_CLOSED,
  /** Nothing was heard for longer than a heartbeat allows (CONN-4). */
  PING_TIMEOUT,
  /** No CONNECT came in time, or none that was accepted (CONN-9). */
  NEVER_CONNECTED,
  /** A packet or request broke the protocol (CONN-10). */
  PROTOCOL_ERROR,
  /** It reads too slowly (LIM-6). */
  TOO_SLOW,
  /** The server wants it gone. */
  SERVER_DISCONNECT,
  /** The server shuts down (CONN-12). */
  SHUTDOWN
}
