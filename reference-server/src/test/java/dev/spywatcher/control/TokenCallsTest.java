package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.auth.TokenFlaw;
import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Verdict;
import dev.spywatcher.server.ServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TokenCallsTest {

  private static final String SECRET = "a secret of the server's own, of 256 bits and more";

  private static Tester tester;

  @BeforeAll
  static void start() throws Exception {
    tester = new Tester(ServerOptions.builder().jwtSecret(SECRET));
  }

  @AfterAll
  static void stop() {
    tester.close();
  }

  private static Tester.Answer mint(String body) {
    return tester.post("/control/tokens", body);
  }

  private static Verdict verdict(Tester.Answer answer, InstantSource clock) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return new TokenVerifier(SECRET, clock)
        .verify(Map.of("token", answer.body().path("token").asText()));
  }

  @Test
  void aTokenIsSignedWithTheServersSecretAndHasTheClaimsAskedFor() {
    Tester.Answer answer =
        mint(
            "{\"discordId\":\"7\",\"username\":\"ada\",\"role\":\"ADMIN\",\"expiresIn\":\"5m\","
                + "\"claims\":{\"team\":\"red\"}}");

    JsonNode claims = answer.body().path("claims");
    assertThat(claims.path("username").asText()).isEqualTo("ada");
    assertThat(claims.path("team").asText()).isEqualTo("red");
    assertThat(verdict(answer, Clock.systemUTC())).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict(answer, () -> Clock.systemUTC().instant().plus(Duration.ofMinutes(6))))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void nothingButTheUserMustBeSaid() {
    Tester.Answer answer = mint("{\"discordId\":\"7\"}");

    assertThat(answer.body().path("claims").path("role").asText()).isEqualTo("USER");
    assertThat(verdict(answer, Clock.systemUTC())).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @EnumSource(TokenFlaw.class)
  void aBrokenOneIsRefused(TokenFlaw flaw) {
    Tester.Answer answer = mint("{\"discordId\":\"7\",\"broken\":[\"" + flaw.word() + "\"]}");

    assertThat(verdict(answer, Clock.systemUTC())).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void aTokenIsOfTheTimeOfTheServersClock() throws Exception {
    try (Tester ahead = new Tester(ServerOptions.builder().jwtSecret(SECRET))) {
      ahead.post("/control/clock/advance", "{\"by\":\"2d\"}");
      Tester.Answer answer = ahead.post("/control/tokens", "{\"discordId\":\"7\"}");

      assertThat(answer.body().path("claims").path("iat").asLong())
          .isGreaterThan(Clock.systemUTC().instant().plus(Duration.ofHours(47)).getEpochSecond());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|discordId: is missing",
        "{\"discordId\":7}|discordId: 7 is not a string",
        "{\"discordId\":\"7\",\"role\":\"KING\"}|role: \"KING\" is not one of USER",
        "{\"discordId\":\"7\",\"expiresIn\":\"soon\"}|expiresIn: \"soon\" is not a duration",
        "{\"discordId\":\"7\",\"broken\":\"expired\"}|broken: \"expired\" is not a list",
        "{\"discordId\":\"7\",\"broken\":[\"bent\"]}|broken: \"bent\" is not one of expired",
        "{\"discordId\":\"7\",\"broken\":[\"unsigned\",\"wrong-key\"]}|cannot both be true",
        "{\"discordId\":\"7\",\"claims\":[]}|claims: [] is not an object",
        "{\"discordId\":\"7\",\"secret\":\"x\"}|secret: is not a field here"
      })
  void whatIsWrongIsNamed(String body, String message) {
    Tester.Answer answer = mint(body);

    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.message()).contains(message).doesNotContain(SECRET);
  }
}
