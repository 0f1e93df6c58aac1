package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One thing that a bot sent. No token is ever part of it. */
public sealed interface Received {

  /** When it came. */
  Instant at();

  /**
   * A gateway command.
   *
   * @param sessionId empty where there was no session yet
   * @param opcode Discord's number: 1 heartbeat, 2 identify, 6 resume, 8 request members
   * @param data what stood under {@code d}
   */
  record Command(Instant at, String sessionId, int opcode, JsonNode data) implements Received {}

  /**
   * A gateway connection ended.
   *
   * @param code of the bot's close frame; 1006 where there was none
   */
  record Disconnect(Instant at, String sessionId, int code) implements Received {}

  /**
   * A REST request, and how it was answered.
   *
   * @param path with the query
   */
  record Request(Instant at, String method, String path, int status) implements Received {}
}
