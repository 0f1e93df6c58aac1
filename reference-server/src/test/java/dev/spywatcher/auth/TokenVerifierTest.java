package dev.spywatcher.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.MacAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AUTH-1 to AUTH-4, AUTH-8. Long enough a secret for HS512, so that only the algorithm is wrong.
 */
class TokenVerifierTest {

  private static final String SECRET = "0123456789abcdef".repeat(4);
  private static final SecretKey KEY = key(SECRET);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final TokenVerifier verifier = new TokenVerifier(SECRET, InstantSource.fixed(NOON));

  private static SecretKey key(String secret) {
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("userId", "spy-7");
    claims.put("discordId", "424242");
    claims.put("username", "mata.hari");
    claims.put("access", true);
    claims.put("role", "USER");
    claims.put("iat", NOON.minusSeconds(60).getEpochSecond());
    claims.put("exp", NOON.plusSeconds(3600).getEpochSecond());
    return claims;
  }

  private static Map<String, Object> claims(String name, @Nullable Object value) {
    Map<String, Object> claims = claims();
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return claims;
  }

  private static JwtBuilder token(Map<String, Object> claims) {
    return Jwts.builder().claims(claims);
  }

  private static String signed(Map<String, Object> claims) {
    return signed(claims, Jwts.SIG.HS256, KEY);
  }

  private static String signed(Map<String, Object> claims, MacAlgorithm algorithm, SecretKey key) {
    return token(claims).signWith(key, algorithm).compact();
  }

  /** A token of just these bytes, which no library would make, properly signed. */
  private static String signedByHand(String header, String payload) {
    try {
      String content = base64(header) + "." + base64(payload);
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(KEY);
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Verdict verify(@Nullable Object token) {
    Map<String, @Nullable Object> auth = new HashMap<>();
    auth.put("token", token);
    return verifier.verify(auth);
  }

  private static void assertRefused(Verdict verdict, String message) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.message()).isEqualTo(message);
              assertThat(refused.reason()).as("what to change, for the log").isNotBlank();
            });
  }

  @Test
  void acceptsATokenWithTheClaimsThatTheDocumentAsksFor() {
    assertThat(verify(signed(claims())))
        .isEqualTo(new Verdict.Accepted(new Identity("424242", Role.USER, NOON.plusSeconds(3600))));
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "MODERATOR", "ADMIN"})
  void acceptsEachRole(Role role) {
    assertThat(verify(signed(claims("role", role.name()))))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> assertThat(accepted.identity().role()).isEqualTo(role));
  }

  @Test
  void acceptsATokenThatDoesNotExpire() {
    assertThat(verify(signed(claims("exp", null))))
        .isEqualTo(new Verdict.Accepted(new Identity("424242", Role.USER, null)));
  }

  @Test
  void acceptsATokenWithNothingButTheThreeClaims() {
    assertThat(verify(signed(Map.of("discordId", "424242", "access", true, "role", "MODERATOR"))))
        .isEqualTo(new Verdict.Accepted(new Identity("424242", Role.MODERATOR, null)));
  }

  @Test
  void acceptsATokenUntilItExpires() {
    Instant expiry = NOON.plusSeconds(1);

    assertThat(verify(signed(claims("exp", expiry.getEpochSecond()))))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void judgesByTheClockOfTheServer() {
    String token = signed(claims());

    TokenVerifier anHourLater =
        new TokenVerifier(SECRET, InstantSource.fixed(NOON.plusSeconds(3601)));

    assertThat(verify(token)).isInstanceOf(Verdict.Accepted.class);
    assertRefused(anHourLater.verify(Map.of("token", token)), "Invalid token");
  }

  static List<@Nullable Object> authWithoutAToken() {
    List<@Nullable Object> auths = new ArrayList<>();
    auths.add(null);
    auths.add(Map.of());
    auths.add(Map.of("Token", "x"));
    auths.add(Collections.singletonMap("token", null));
    auths.add(Map.of("token", ""));
    auths.add("a string");
    auths.add(List.of("token"));
    auths.add(true);
    auths.add(7);
    return auths;
  }

  @ParameterizedTest
  @MethodSource("authWithoutAToken")
  void asksForATokenWhereThereIsNone(@Nullable Object auth) {
    assertRefused(verifier.verify(auth), "Authentication required");
  }

  static List<Object> tokensThatAreNoStrings() {
    return List.of(
        0, 42, 1.5, true, false, Map.of(), Map.of("token", "x"), List.of(), List.of("x"));
  }

  @ParameterizedTest
  @MethodSource("tokensThatAreNoStrings")
  void refusesATokenThatIsNoString(Object token) {
    assertRefused(verify(token), "Invalid token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\t\n",
        "x",
        ".",
        "..",
        "...",
        "....",
        "not a token",
        "a.b.c",
        "e30.e30.",
        "eyJhbGciOiJIUzI1NiJ9.e30",
        "eyJhbGciOiJIUzI1NiJ9.e30.",
        "eyJhbGciOiJIUzI1NiJ9..AAAA",
        "\u0000.\uD83D.\uFFFF",
        "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA"
      })
  void refusesAMalformedToken(String token) {
    assertRefused(verify(token), "Invalid token");
  }

  @Test
  void refusesATokenThatIsNotSigned() {
    assertRefused(verify(token(claims()).compact()), "Invalid token");
    assertRefused(
        verify(base64("{\"alg\":\"none\"}") + "." + base64(validPayload()) + "."), "Invalid token");
    assertRefused(
        verify(base64("{\"alg\":\"NONE\"}") + "." + base64(validPayload()) + ".AAAA"),
        "Invalid token");
    assertRefused(verify(base64("{}") + "." + base64(validPayload()) + ".AAAA"), "Invalid token");
  }

  private static String validPayload() {
    return "{\"discordId\":\"424242\",\"access\":true,\"role\":\"USER\"}";
  }

  @Test
  void refusesAnotherHmacWithTheSameSecret() {
    assertRefused(
        verify(token(claims()).signWith(longKey("HmacSHA384"), Jwts.SIG.HS384).compact()),
        "Invalid token");
    assertRefused(
        verify(token(claims()).signWith(longKey("HmacSHA512"), Jwts.SIG.HS512).compact()),
        "Invalid token");
  }

  private static SecretKey longKey(String algorithm) {
    return new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm);
  }

  @Test
  void refusesAnAsymmetricSignature() {
    KeyPair rsa = Jwts.SIG.RS256.keyPair().build();
    KeyPair elliptic = Jwts.SIG.ES256.keyPair().build();

    assertRefused(
        verify(token(claims()).signWith(rsa.getPrivate(), Jwts.SIG.RS256).compact()),
        "Invalid token");
    assertRefused(
        verify(token(claims()).signWith(elliptic.getPrivate(), Jwts.SIG.ES256).compact()),
        "Invalid token");
  }

  @Test
  void refusesAnEncryptedToken() {
    String encrypted =
        token(claims())
            .encryptWith(new SecretKeySpec(new byte[32], "AES"), Jwts.ENC.A256GCM)
            .compact();

    assertRefused(verify(encrypted), "Invalid token");
  }

  @Test
  void refusesASignatureWithAnotherSecret() {
    assertRefused(
        verify(signed(claims(), Jwts.SIG.HS256, key(SECRET.replace('0', '1')))), "Invalid token");
  }

  @Test
  void refusesATokenThatWasChangedAfterItWasSigned() {
    String[] honest = signed(claims()).split("\\.");
    String[] promoted = signed(claims("role", "ADMIN")).split("\\.");

    assertRefused(verify(honest[0] + "." + promoted[1] + "." + honest[2]), "Invalid token");
  }

  @Test
  void refusesACompressedToken() {
    assertRefused(
        verify(token(claims()).compressWith(Jwts.ZIP.DEF).signWith(KEY, Jwts.SIG.HS256).compact()),
        "Invalid token");
    assertRefused(
        verify(token(claims()).compressWith(Jwts.ZIP.GZIP).signWith(KEY, Jwts.SIG.HS256).compact()),
        "Invalid token");
  }

  @Test
  void refusesATokenThatIsNotInTime() {
    assertRefused(verify(signed(claims("exp", epochSecond(-1)))), "Invalid token");
    assertRefused(verify(signed(claims("nbf", epochSecond(60)))), "Invalid token");
  }

  private static long epochSecond(int fromNow) {
    return NOON.plusSeconds(fromNow).getEpochSecond();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"soon\"", "true", "[]", "{}", "\"\"", "-1", "1e400", "-9223372036854775808"})
  void refusesAnExpiryThatIsNoTimeToCome(String exp) {
    String payload =
        "{\"discordId\":\"424242\",\"access\":true,\"role\":\"USER\",\"exp\":" + exp + "}";

    assertRefused(verify(signedByHand("{\"alg\":\"HS256\"}", payload)), "Invalid token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"text\"",
        "7",
        "null",
        "",
        "{",
        "{} {}",
        "{\"discordId\":\"424242\"",
        "\0"
      })
  void refusesAPayloadThatIsNoObjectOfClaims(String payload) {
    assertRefused(verify(signedByHand("{\"alg\":\"HS256\"}", payload)), "Invalid token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}",
        "{\"alg\":256}",
        "{\"alg\":null}",
        "{\"alg\":[\"HS256\"]}",
        "{\"alg\":\"hs256\"}",
        "{\"alg\":\"HS256\",\"zip\":\"DEF\"}",
        "[]",
        "null"
      })
  void refusesAHeaderThatIsNotPlainHs256(String header) {
    assertRefused(verify(signedByHand(header, validPayload())), "Invalid token");
  }

  @Test
  void takesATokenThatWasMadeByHandAsWell() {
    assertThat(verify(signedByHand("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", validPayload())))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void survivesAHeaderOfEndlessDepth() {
    String deep = "{\"alg\":" + "[".repeat(100_000);

    assertRefused(verify(signedByHand(deep, validPayload())), "Invalid token");
  }

  private record BadClaim(String name, @Nullable Object value) {}

  static List<BadClaim> badClaims() {
    List<BadClaim> bad = new ArrayList<>();
    for (Object discordId : absentOr("", " \t", 424242, true, List.of("424242"), Map.of("a", 1))) {
      bad.add(new BadClaim("discordId", discordId));
    }
    for (Object access : absentOr(false, "true", 1, List.of(true), Map.of("a", 1))) {
      bad.add(new BadClaim("access", access));
    }
    for (Object role :
        absentOr("", "  ", "user", "USER ", "ROOT", 1, true, List.of("USER"), Map.of("a", 1))) {
      bad.add(new BadClaim("role", role));
    }
    return bad;
  }

  private static List<@Nullable Object> absentOr(Object... values) {
    List<@Nullable Object> all = new ArrayList<>(List.of(values));
    all.add(null);
    return all;
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void refusesATokenWhoseClaimsDoNotQualify(BadClaim bad) {
    assertRefused(verify(signed(claims(bad.name(), bad.value()))), "Invalid token");
  }

  @Test
  void tellsABannedUserSo() {
    assertRefused(verify(signed(claims("role", "BANNED"))), "Account is banned");
  }

  @Test
  void tellsABannedUserNothingWhoseTokenIsBad() {
    assertRefused(
        verify(signed(claims("role", "BANNED"), Jwts.SIG.HS256, key("z".repeat(64)))),
        "Invalid token");
  }

  @Test
  void repeatsNothingOfATokenThatItRefuses() {
    Map<String, Object> revealing = claims();
    revealing.put("email", "mata.hari@example.org");
    List<String> tokens = new ArrayList<>();
    for (BadClaim bad : badClaims()) {
      Map<String, Object> claims = new LinkedHashMap<>(revealing);
      claims.remove(bad.name());
      if (bad.value() != null) {
        claims.put(bad.name(), bad.value());
      }
      tokens.add(signed(claims));
    }
    revealing.put("role", "BANNED");
    tokens.add(signed(revealing));
    revealing.put("role", "superuser-of-spies");
    tokens.add(signed(revealing));
    revealing.put("exp", epochSecond(-4711));
    tokens.add(signed(revealing));
    revealing.remove("exp");
    revealing.put("nbf", Date.from(NOON.plusSeconds(4711)));
    tokens.add(signed(revealing));
    tokens.add(signed(revealing, Jwts.SIG.HS256, key("other-secret-".repeat(4))));
    tokens.add("mata.hari@example.org-secret-text");
    tokens.add(token(revealing).compact());

    for (String token : tokens) {
      Verdict.Refused refused = (Verdict.Refused) verify(token);
      String told = refused.message() + " " + refused.reason();
      assertThat(told)
          .doesNotContain("424242", "spy-7", "mata.hari", "example.org", "superuser-of-spies")
          .doesNotContain("4711", "2026-01-31", SECRET)
          .doesNotContain(token.split("\\.")[0])
          .doesNotContain(token.substring(token.length() / 2));
    }
  }

  @Test
  void printsNoTokenAndNoSecret() {
    assertThat(verifier.toString()).doesNotContain(SECRET);
    assertThat(verify(signed(claims())).toString()).doesNotContain("mata.hari", SECRET, "spy-7");
  }
}
