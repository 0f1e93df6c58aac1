package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that Discord refuses, with its status, its own code and its words. */
final class RestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private RestException(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static RestException unauthorized() {
    return new RestException(401, 0, "401: Unauthorized");
  }

  static RestException notFound() {
    return new RestException(404, 0, "404: Not Found");
  }

  static RestException methodNotAllowed() {
    return new RestException(405, 0, "405: Method Not Allowed");
  }

  static RestException unknown(Unknown what) {
    return new RestException(404, what.code, "Unknown " + what.word);
  }

  static RestException missingAccess() {
    return new RestException(403, 50001, "Missing Access");
  }

  static RestException emptyMessage() {
    return new RestException(400, 50006, "Cannot send an empty message");
  }

  static RestException invalidForm() {
    return new RestException(400, 50035, "Invalid Form Body");
  }

  static RestException invalidVersion() {
    return new RestException(400, 50041, "Invalid API version provided");
  }

  /** Whether there is no built-in answer to such a request. */
  boolean unanswered() {
    return code == 0 && (status == 404 || status == 405);
  }

  /** Things that there may be none of. */
  enum Unknown {
    CHANNEL(10003, "Channel"),
    GUILD(10004, "Guild"),
    MEMBER(10007, "Member"),
    ROLE(10011, "Role"),
    USER(10013, "User");

    private final int code;
    private final String word;

    Unknown(int code, String word) {
      this.code = code;
      this.word = word;
    }
  }

  RestAnswer answer() {
    ObjectNode body = Json.object().put("message", getMessage()).put("code", code);
    return new RestAnswer(status, body);
  }
}
