package dev.spywatcher.features.token;

import static dev.spywatcher.features.token.TokenMint.LIFETIME;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONObject;

/** The ways in which a token can be wrong, each in the words of the features. */
public enum BrokenToken {
  NOT_A_JWT("not a JWT", (mint, user) -> "not-a-token"),
  TRUNCATED("truncated", (mint, user) -> withoutSignature(good(mint, user))),
  TAMPERED("tampered with", BrokenToken::tampered),
  WRONG_KEY("signed with another secret", BrokenToken::signedWithAnotherSecret),
  EXPIRED(
      "expired",
      (mint, user) -> mint.signed(TokenMint.claims(user, "USER"), Instant.now().minus(LIFETIME))),
  NOT_YET_VALID("not yet valid", BrokenToken::notYetValid),
  UNSIGNED("unsigned", BrokenToken::unsigned),
  HS384("signed by HS384", (mint, user) -> hmac(mint, user, "HS384", "HmacSHA384")),
  HS512("signed by HS512", (mint, user) -> hmac(mint, user, "HS512", "HmacSHA512")),
  RS256("signed by RS256", BrokenToken::rsa),
  NUMBER("a number", (mint, user) -> 42),
  BOOLEAN("a boolean", (mint, user) -> true),
  LIST("a list around a good token", (mint, user) -> List.of(good(mint, user))),
  OBJECT("an object around a good token", (mint, user) -> Map.of("token", good(mint, user))),
  WITHOUT_DISCORD_ID("without discordId", without("discordId")),
  WITHOUT_ACCESS("without access", without("access")),
  WITHOUT_ROLE("without role", without("role")),
  ACCESS_FALSE("denied access", with("access", false)),
  EMPTY_DISCORD_ID("with an empty discordId", with("discordId", "")),
  BLANK_DISCORD_ID("with a blank discordId", with("discordId", "  ")),
  EMPTY_ROLE("with an empty role", with("role", "")),
  BLANK_ROLE("with a blank role", with("role", "  "));

  private final String words;
  private final BiFunction<TokenMint, String, Object> make;

  BrokenToken(String words, BiFunction<TokenMint, String, Object> make) {
    this.words = words;
    this.make = make;
  }

  /** The token that the words describe. */
  public static BrokenToken of(String words) {
    return Arrays.stream(values())
        .filter(token -> token.words.equals(words))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a token cannot be '%s', only one of: %s"
                        .formatted(
                            words,
                            Arrays.stream(values())
                                .map(token -> token.words)
                                .collect(Collectors.joining(", ")))));
  }

  /** What to present as {@code auth.token}: mostly text, and otherwise any JSON value. */
  public Object make(TokenMint mint, String discordId) {
    return make.apply(mint, discordId);
  }

  private static String good(TokenMint mint, String user) {
    return mint.token(user, "USER");
  }

  private static String withoutSignature(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  private static String tampered(TokenMint mint, String user) {
    String[] own = good(mint, user).split("\\.");
    String[] other = mint.token(user, "ADMIN").split("\\.");
    return own[0] + "." + other[1] + "." + own[2];
  }

  private static String signedWithAnotherSecret(TokenMint mint, String user) {
    return new TokenMint("another-secret-of-a-decent-length-" + mint.secret().length())
        .token(user, "USER");
  }

  private static String notYetValid(TokenMint mint, String user) {
    return TokenMint.builder(
            TokenMint.claims(user, "USER"), Instant.now().plus(LIFETIME.multipliedBy(2)))
        .notBefore(Date.from(Instant.now().plus(LIFETIME)))
        .signWith(
            Keys.hmacShaKeyFor(mint.secret().getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
        .compact();
  }

  private static String unsigned(TokenMint mint, String user) {
    return TokenMint.builder(TokenMint.claims(user, "USER"), Instant.now().plus(LIFETIME))
        .compact();
  }

  private static String rsa(TokenMint mint, String user) {
    return TokenMint.builder(TokenMint.claims(user, "USER"), Instant.now().plus(LIFETIME))
        .signWith(Jwts.SIG.RS256.keyPair().build().getPrivate(), Jwts.SIG.RS256)
        .compact();
  }

  private static String hmac(TokenMint mint, String user, String algorithm, String macName) {
    return byHand(mint, algorithm, macName, expiring(TokenMint.claims(user, "USER")));
  }

  /** By hand, since the library refuses keys that are too short and drops empty claims. */
  private static String byHand(
      TokenMint mint, String algorithm, String macName, Map<String, Object> claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String header = new JSONObject(Map.of("alg", algorithm, "typ", "JWT")).toString();
    String payload = new JSONObject(claims).toString();
    String signed =
        base64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    try {
      Mac mac = Mac.getInstance(macName);
      mac.init(new SecretKeySpec(mint.secret().getBytes(StandardCharsets.UTF_8), macName));
      return signed
          + "."
          + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(macName + " is not available", e);
    }
  }

  private static Map<String, Object> expiring(Map<String, Object> claims) {
    claims.put("exp", Instant.now().plus(LIFETIME).getEpochSecond());
    return claims;
  }

  private static BiFunction<TokenMint, String, Object> without(String claim) {
    return (mint, user) -> {
      Map<String, Object> claims = TokenMint.claims(user, "USER");
      claims.remove(claim);
      return mint.signed(claims, Instant.now().plus(LIFETIME));
    };
  }

  private static BiFunction<TokenMint, String, Object> with(String claim, Object value) {
    return (mint, user) -> {
      Map<String, Object> claims = TokenMint.claims(user, "USER");
      claims.put(claim, value);
      return byHand(mint, "HS256", "HmacSHA256", expiring(claims));
    };
  }
}
