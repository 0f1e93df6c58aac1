package dev.spywatcher.auth;

/** What became of a token. */
public sealed interface Verdict {

  /** The client may connect. */
  record Accepted(Identity identity) implements Verdict {}

  /**
   * The client may not.
   *
   * @param message what the client is told (AUTH-2, AUTH-3, AUTH-8)
   * @param reason what to change, for the log; holds nothing of the token
   */
  record Refused(String message, String reason) implements Verdict {}
}
