package dev.spywatcher.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token vouches for.
 *
 * @param discordId Discord id (snowflake)
 * @param expiresAt when the token expires; {@code null} for never
 */
public record Identity(String discordId, Role role, @Nullable Instant expiresAt) {}
