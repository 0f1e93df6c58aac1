package dev.spywatcher.features.token;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;

/** Mints access tokens as the system's own login does: HS256, with the claims of a user. */
public final class TokenMint {
  static final Duration LIFETIME = Duration.ofHours(1);

  private final String secret;

  public TokenMint(String secret) {
    this.secret = secret;
  }

  /** A good token for a user in a role. */
  public String token(String discordId, String role) {
    return signed(claims(discordId, role), Instant.now().plus(LIFETIME));
  }

  /** A good token that expires soon. */
  public String living(String discordId, Duration lifetime) {
    return signed(claims(discordId, "USER"), Instant.now().plus(lifetime));
  }

  /** A good token that never expires. */
  public String lasting(String discordId) {
    return Jwts.builder()
        .claims(claims(discordId, "USER"))
        .signWith(key(), Jwts.SIG.HS256)
        .compact();
  }

  String signed(Map<String, Object> claims, Instant expiration) {
    return builder(claims, expiration).signWith(key(), Jwts.SIG.HS256).compact();
  }

  static JwtBuilder builder(Map<String, Object> claims, Instant expiration) {
    return Jwts.builder().claims(claims).expiration(Date.from(expiration));
  }

  static Map<String, Object> claims(String discordId, String role) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("userId", "user-" + discordId);
    claims.put("discordId", discordId);
    claims.put("username", "user" + discordId);
    claims.put("access", true);
    claims.put("role", role);
    claims.put("iat", Instant.now().getEpochSecond());
    return claims;
  }

  String secret() {
    return secret;
  }

  private SecretKey key() {
    return Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8));
  }
}
