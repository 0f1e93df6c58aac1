package dev.spywatcher.features.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenTokenTest {
  private static final String SECRET = "a-secret-of-more-than-forty-eight-characters-for-all";
  private static final TokenMint MINT = new TokenMint(SECRET);

  /** Those that are signed well, and say too little. */
  private static final Set<BrokenToken> LACKING =
      EnumSet.range(BrokenToken.WITHOUT_DISCORD_ID, BrokenToken.BLANK_ROLE);

  @Test
  void aGoodTokenIsGood() {
    Claims claims = read(MINT.token("42", "USER"));
    assertThat(claims)
        .containsEntry("discordId", "42")
        .containsEntry("access", true)
        .containsEntry("role", "USER")
        .containsKeys("userId", "username", "iat", "exp");
    assertThat(read(MINT.lasting("42")).getExpiration()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenTokenIsNotAcceptedByItsSignatureOrLacksSomething(BrokenToken broken) {
    Object token = broken.make(MINT, "42");
    if (LACKING.contains(broken)) {
      Claims claims = read(token.toString());
      assertThat(complete(claims)).as("%s has all that it needs", claims).isFalse();
    } else if (token instanceof String text) {
      assertThatThrownBy(() -> acceptedAsHs256(text))
          .isInstanceOfAny(JwtException.class, IllegalArgumentException.class);
    }
  }

  private static boolean complete(Claims claims) {
    return claims.get("discordId") instanceof String id
        && !id.isBlank()
        && claims.get("role") instanceof String role
        && !role.isBlank()
        && Boolean.TRUE.equals(claims.get("access"));
  }

  private static void acceptedAsHs256(String token) {
    String algorithm =
        Jwts.parser()
            .verifyWith(Keys.hmacShaKeyFor(SECRET.getBytes(StandardCharsets.UTF_8)))
            .build()
            .parseSignedClaims(token)
            .getHeader()
            .getAlgorithm();
    if (!algorithm.equals("HS256")) {
      throw new JwtException("signed by " + algorithm);
    }
  }

  private static Claims read(String token) {
    return Jwts.parser()
        .verifyWith(Keys.hmacShaKeyFor(SECRET.getBytes(StandardCharsets.UTF_8)))
        .build()
        .parseSignedClaims(token)
        .getPayload();
  }
}
