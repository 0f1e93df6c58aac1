package dev.spywatcher.abuse;

import dev.spywatcher.server.ServerOptions;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;

/** Mints tokens that a server with the development secret accepts. */
public final class Tokens {

  static final SecretKey KEY =
      Keys.hmacShaKeyFor(ServerOptions.DEVELOPMENT_SECRET.getBytes(StandardCharsets.UTF_8));

  private Tokens() {}

  /** Of a user, for an hour. */
  public static String of(String userId) {
    return of(userId, "USER", Instant.now().plusSeconds(3600));
  }

  /** Of a user with a role, until {@code expiry}. */
  public static String of(String userId, String role, Instant expiry) {
    return Jwts.builder()
        .claim("discordId", userId)
        .claim("access", true)
        .claim("role", role)
        .expiration(Date.from(expiry))
        .signWith(KEY, Jwts.SIG.HS256)
        .compact();
  }
}
