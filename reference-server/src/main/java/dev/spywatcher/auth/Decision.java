package dev.spywatcher.auth;

/** Whether a user may view a guild. */
public enum Decision {
  ALLOWED,
  DENIED,
  /** The authority on permissions cannot be reached: access is denied for now (SUB-13). */
  UNAVAILABLE
}
