package dev.spywatcher.socket;

import dev.spywatcher.limit.TrustedProxies;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the socket stage conducts itself towards clients. What is here is proper; a fault overrides
 * what it breaks. Thread-safe; never blocks.
 */
public interface Conduct {

  /** Keeps every rule. */
  Conduct PROPER = new Conduct() {};

  /** The fields of the handshake's answer (CONN-3, CONN-11). */
  default Map<String, Object> open(Map<String, Object> fields) {
    return fields;
  }

  /** Whether {@code websocket} or {@code polling} is served (CONN-2). */
  default boolean serves(String transport) {
    return true;
  }

  /** Whether that version of Engine.IO is spoken (CONN-10). */
  default boolean speaks(@Nullable String version) {
    return "4".equals(version);
  }

  /** Whether a connection is taken; otherwise it is reset, as where no server listens (CONN-1). */
  default boolean listens() {
    return true;
  }

  /** Whether the answer to a ping is heard (CONN-4). */
  default boolean hearsPongs() {
    return true;
  }

  /** Whether the client is pinged now (CONN-4). */
  default boolean pings() {
    return true;
  }

  /** How long a client may be silent (CONN-4). */
  default Duration allowedSilence(Duration due) {
    return due;
  }

  /** How long a session may take to connect to a namespace (CONN-9). */
  default Duration connectTimeout(Duration due) {
    return due;
  }

  /** Whether a probe of a websocket is answered (CONN-2). */
  default boolean answersProbes() {
    return true;
  }

  /** Whether what waits for a poll goes over to the websocket (CONN-2). */
  default boolean keepsWhatWaits() {
    return true;
  }

  /** Whether a malformed packet closes its connection (CONN-10). */
  default boolean closesMalformed(Session session) {
    return true;
  }

  /** Whether a client that is disconnected is told so (CONN-6). */
  default boolean tellsDisconnect() {
    return true;
  }

  /** How long a rejection is held back (AUTH-5). */
  default Duration rejectionDelay() {
    return Duration.ZERO;
  }

  /** Whether a client that was told of its rejection is out (AUTH-5). */
  default boolean endsRejected() {
    return true;
  }

  /** Whether a token is looked for in the query string (AUTH-6). */
  default boolean looksIntoQuery() {
    return false;
  }

  /** The payload of an event that is no room's: {@code error} (ERR-1). */
  default Object payload(String event, Object payload) {
    return payload;
  }

  /** A client sent an event; whether it is passed on (ERR-2). */
  default boolean takes(Session session, String event) {
    return true;
  }

  /** Whether every origin is admitted (CONN-8). */
  default boolean admitsEveryOrigin() {
    return false;
  }

  /** The name of a header that no HTTP answer has; {@code null} where all are sent. */
  default @Nullable String hiddenHeader() {
    return null;
  }

  /** Whether a plain client is served where there is a certificate (CONN-5). */
  default boolean acceptsPlain() {
    return false;
  }

  /** Whether clients are told when the server shuts down (CONN-12). */
  default boolean endsCleanly() {
    return true;
  }

  /** Whether newcomers are sent away while the server shuts down (CONN-12). */
  default boolean refusesAtShutdown() {
    return true;
  }

  /** Whether a client whose queue is full is cut off (LIM-6). */
  default boolean boundsQueues() {
    return true;
  }

  /** Whose word on a client's address is taken (LIM-5). */
  default TrustedProxies trusted(TrustedProxies configured) {
    return configured;
  }
}
