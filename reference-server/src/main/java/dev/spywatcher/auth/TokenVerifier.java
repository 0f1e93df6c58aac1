package dev.spywatcher.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.SignatureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the token of a handshake (AUTH-1 to AUTH-4, AUTH-8): HS256 and nothing else, in time, with
 * {@code discordId}, {@code access: true} and a known {@code role}. Thread-safe.
 */
public final class TokenVerifier implements Tokens {

  /** What a client without a token is told (AUTH-2). */
  public static final String REQUIRED = "Authentication required";

  /** What a client with a bad token is told (AUTH-3, AUTH-4). */
  public static final String INVALID = "Invalid token";

  /** What a banned user is told (AUTH-8). */
  public static final String BANNED = "Account is banned";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JwtParser parser;

  /**
   * A verifier.
   *
   * @param secret at least 256 bits of UTF-8
   */
  public TokenVerifier(String secret, InstantSource clock) {
    this.parser =
        Jwts.parser()
            .verifyWith(Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8)))
            .clock(() -> Date.from(clock.instant()))
            .sig()
            .clear()
            .add(Jwts.SIG.HS256)
            .and()
            // A compressed token is a way to make a server unpack what it has not verified.
            .zip()
            .clear()
            .and()
            .build();
  }

  @Override
  public Verdict verify(@Nullable Object auth) {
    Object token = auth instanceof Map<?, ?> fields ? fields.get("token") : null;
    if (token == null || token.equals("")) {
      return new Verdict.Refused(
          REQUIRED, "the handshake has no token; give one: io(url, { auth: { token } })");
    }
    if (!(token instanceof String compact)) {
      return invalid("auth.token is not a string");
    }
    try {
      Jws<Claims> jws = parser.parseSignedClaims(compact);
      return timesAreNumbers(compact)
          ? judge(jws.getPayload())
          : invalid("exp or nbf is not a number of seconds");
    } catch (ExpiredJwtException e) {
      return invalid("the token has expired; get a new one");
    } catch (PrematureJwtException e) {
      return invalid("the token is not valid yet (nbf lies in the future)");
    } catch (SignatureException e) {
      return invalid("the signature is not HS256 with this server's secret");
    } catch (JwtException | IllegalArgumentException | IOException e) {
      return invalid("auth.token is not a JWT signed with HS256");
    }
  }

  /** The library takes a time that is an empty text, list or object for none: for ever. */
  private static boolean timesAreNumbers(String compact) throws IOException {
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(compact.split("\\.")[1]));
    return Stream.of("exp", "nbf")
        .map(claims::path)
        .allMatch(time -> time.isNumber() || time.isNull() || time.isMissingNode());
  }

  private static Verdict judge(Claims claims) {
    if (!(claims.get("discordId") instanceof String discordId) || discordId.isBlank()) {
      return invalid("the claim discordId is missing, blank or not a string");
    }
    if (!Boolean.TRUE.equals(claims.get("access"))) {
      return invalid("the claim access is missing or not true");
    }
    Role role = claims.get("role") instanceof String name ? Role.named(name) : null;
    if (role == null) {
      return invalid("the claim role is missing or not one of USER, MODERATOR, ADMIN");
    }
    if (role == Role.BANNED) {
      return new Verdict.Refused(BANNED, "the claim role says that the account is banned");
    }
    Date expiration = claims.getExpiration();
    return new Verdict.Accepted(
        new Identity(discordId, role, expiration == null ? null : expiration.toInstant()));
  }

  private static Verdict invalid(String reason) {
    return new Verdict.Refused(INVALID, reason);
  }
}
