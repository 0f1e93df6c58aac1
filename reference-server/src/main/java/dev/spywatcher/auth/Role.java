package dev.spywatcher.auth;

import org.jspecify.annotations.Nullable;

/** The role of a SpyWatcher account (AUTH-8). */
public enum Role {
  USER,
  MODERATOR,
  ADMIN,
  BANNED;

  /** The role of that name, case-sensitive, or {@code null}. */
  static @Nullable Role named(String name) {
    for (Role role : values()) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    return null;
  }
}
