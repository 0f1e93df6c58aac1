package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.auth.TokenFlaw;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.MalformedJwtException;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.SignatureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenCommandTest {
  private static final String SECRET = "a secret of more than thirty-two characters";

  @Test
  void byDefaultAServerForDevelopmentLetsTheDemoUserIn() {
    DemoUser demo = Scenario.named("demo").demoUser();

    Claims claims = verified(token("token"), ServerOptions.DEVELOPMENT_SECRET);

    assertThat(claims)
        .containsOnlyKeys("discordId", "username", "access", "role", "iat", "exp", "userId")
        .containsEntry("discordId", demo.userId())
        .containsEntry("username", demo.username())
        .containsEntry("access", true)
        .containsEntry("role", "USER");
    assertThat(claims.getIssuedAt()).isEqualTo(Date.from(Run.NOW));
    assertThat(claims.getExpiration()).isEqualTo(Date.from(Run.NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void everyClaimCanBeChosen() {
    Claims claims =
        verified(
            token(
                "token",
                "--discord-id",
                "7",
                "--username",
                "ada",
                "--role",
                "ADMIN",
                "--access",
                "false",
                "--expires-in",
                "never",
                "--claim",
                "team=red",
                "--claim",
                "level=3",
                "--claim",
                "tags=[\"a\"]",
                "--claim",
                "a.b=x=y"),
            ServerOptions.DEVELOPMENT_SECRET);

    assertThat(claims)
        .containsEntry("discordId", "7")
        .containsEntry("userId", "7")
        .containsEntry("username", "ada")
        .containsEntry("role", "ADMIN")
        .containsEntry("access", false)
        .containsEntry("team", "red")
        .containsEntry("level", 3)
        .containsEntry("tags", java.util.List.of("a"))
        .containsEntry("a.b", "x=y")
        .doesNotContainKey("exp");
  }

  @Test
  void aNegativeLengthHasExpired() {
    String token = token("token", "--expires-in", "-5m");

    assertThatThrownBy(() -> verified(token, ServerOptions.DEVELOPMENT_SECRET))
        .isInstanceOf(ExpiredJwtException.class);
  }

  @Test
  void aClaimMayBreakItsType() throws Exception {
    assertThat(claims(token("token", "--claim", "exp=soon")).path("exp").asText())
        .isEqualTo("soon");
  }

  @Test
  void theSecretMayComeFromAnOptionAFileOrTheEnvironment(@TempDir Path folder) throws Exception {
    String file = Files.writeString(folder.resolve("secret"), SECRET + "\r\n").toString();

    verified(token("token", "--jwt-secret", SECRET), SECRET);
    verified(token("token", "--jwt-secret-file", file), SECRET);
    verified(Run.in(Map.of("SPYWATCHER_JWT_SECRET", SECRET), "token").out().strip(), SECRET);
    verified(Run.in(Map.of("SPYWATCHER_JWT_SECRET_FILE", file), "token").out().strip(), SECRET);
  }

  @Test
  void jsonHasTheTokenAndItsClaims() throws Exception {
    JsonNode report = new ObjectMapper().readTree(Run.of("token", "--json").out());

    assertThat(report.path("claims")).isEqualTo(claims(report.path("token").asText()));
  }

  @ParameterizedTest
  @EnumSource(TokenFlaw.class)
  void aBrokenTokenIsBrokenInJustThatWay(TokenFlaw flaw) throws Exception {
    String token = token("token", "--broken", flaw.word(), "--jwt-secret", SECRET);

    switch (flaw) {
      case EXPIRED -> assertRefused(token, ExpiredJwtException.class);
      case NOT_YET_VALID -> assertRefused(token, PrematureJwtException.class);
      case UNSIGNED -> {
        assertThat(header(token).path("alg").asText()).isEqualTo("none");
        assertRefused(token, UnsupportedJwtException.class);
      }
      case WRONG_KEY -> assertRefused(token, SignatureException.class);
      case WRONG_ALGORITHM -> assertThat(header(token).path("alg").asText()).isEqualTo("HS512");
      case WRONG_ALGORITHM_RS256 ->
          assertThat(header(token).path("alg").asText()).isEqualTo("RS256");
      case MALFORMED -> assertRefused(token, MalformedJwtException.class);
      case NO_DISCORD_ID -> assertThat(verified(token, SECRET)).doesNotContainKey("discordId");
      case BLANK_DISCORD_ID -> assertThat(verified(token, SECRET)).containsEntry("discordId", " ");
      case NO_ACCESS -> assertThat(verified(token, SECRET)).doesNotContainKey("access");
      case ACCESS_FALSE -> assertThat(verified(token, SECRET)).containsEntry("access", false);
      case NO_ROLE -> assertThat(verified(token, SECRET)).doesNotContainKey("role");
      case BLANK_ROLE -> assertThat(verified(token, SECRET)).containsEntry("role", " ");
      case UNKNOWN_ROLE -> assertThat(verified(token, SECRET)).containsEntry("role", "EMPEROR");
      case BANNED -> assertThat(verified(token, SECRET)).containsEntry("role", "BANNED");
    }
  }

  @Test
  void theWrongAlgorithmIsTheOnlyFaultOfItsToken() {
    String secret = SECRET + SECRET;

    verified(token("token", "--broken", "wrong-algorithm", "--jwt-secret", secret), secret);
  }

  @Test
  void flawsCombineWhereTheyCan() throws Exception {
    String token = token("token", "--broken", "unsigned,no-role", "--broken", "expired");

    assertThat(header(token).path("alg").asText()).isEqualTo("none");
    assertThat(claims(token).has("role")).isFalse();
    assertThat(claims(token).path("exp").asLong()).isLessThan(Run.NOW.getEpochSecond());

    assertThat(Run.of("token", "--broken", "no-role,banned").err())
        .startsWith("spywatcher: --broken: no-role and banned cannot both be true of one token");
  }

  @Test
  void anUnknownFlawIsAnsweredWithAllThatThereAre() {
    Run run = Run.of("token", "--broken", "expired,rusty");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("spywatcher: --broken: 'rusty' is not one of expired, ");
    assertThat(run.err()).contains(TokenFlaw.words());
  }

  private static void assertRefused(String token, Class<? extends Exception> reason) {
    assertThatThrownBy(() -> verified(token, SECRET)).isInstanceOf(reason);
  }

  private static String token(String... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSize(1);
    return run.out().strip();
  }

  private static Claims verified(String token, String secret) {
    return Jwts.parser()
        .verifyWith(Keys.hmacShaKeyFor(secret.getBytes(UTF_8)))
        .clock(() -> Date.from(Run.NOW))
        .build()
        .parseSignedClaims(token)
        .getPayload();
  }

  private static JsonNode header(String token) throws Exception {
    return part(token, 0);
  }

  private static JsonNode claims(String token) throws Exception {
    return part(token, 1);
  }

  private static JsonNode part(String token, int index) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
  }
}
