package dev.spywatcher.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A client token in the making: its claims, and what is wrong with it on purpose. Not thread-safe.
 */
public final class ClientToken {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HOUR = Duration.ofHours(1);

  /** One key of nobody's for all: to make one takes a while. */
  private static final class Rsa {
    private static final PrivateKey KEY = Jwts.SIG.RS256.keyPair().build().getPrivate();
  }

  private final ObjectNode claims = JsonNodeFactory.instance.objectNode();
  private Set<TokenFlaw> flaws = Set.of();

  private ClientToken() {}

  /** A token that a server lets in once it has been {@link #signed}; it does not expire. */
  public static ClientToken of(String discordId, String username, String role) {
    ClientToken token = new ClientToken();
    token.claims.put("discordId", discordId).put("username", username);
    token.claims.put("access", true).put("role", role);
    return token;
  }

  /**
   * Issued at {@code now}.
   *
   * @param length until it expires; negative for one that has; {@code null} for ever
   */
  public ClientToken validFrom(Instant now, @Nullable Duration length) {
    claims.put("iat", now.getEpochSecond());
    if (length != null) {
      claims.put("exp", now.plus(length).getEpochSecond());
    }
    claims.set("userId", claims.path("discordId"));
    return this;
  }

  /** Sets one more claim, or another value of one. */
  public ClientToken with(String claim, JsonNode value) {
    claims.set(claim, value);
    return this;
  }

  /** Spoils it so that a server must refuse it. */
  public ClientToken broken(Set<TokenFlaw> flaws, Instant now) {
    this.flaws = Set.copyOf(flaws);
    for (TokenFlaw flaw : flaws) {
      switch (flaw) {
        case EXPIRED -> {
          claims.put("iat", now.minus(HOUR).minus(HOUR).getEpochSecond());
          claims.put("exp", now.minus(HOUR).getEpochSecond());
        }
        case NOT_YET_VALID -> claims.put("nbf", now.plus(HOUR).getEpochSecond());
        case NO_DISCORD_ID -> claims.remove("discordId");
        case BLANK_DISCORD_ID -> claims.put("discordId", " ");
        case NO_ACCESS -> claims.remove("access");
        case ACCESS_FALSE -> claims.put("access", false);
        case NO_ROLE -> claims.remove("role");
        case BLANK_ROLE -> claims.put("role", " ");
        case UNKNOWN_ROLE -> claims.put("role", "EMPEROR");
        case BANNED -> claims.put("role", "BANNED");
        case UNSIGNED, WRONG_KEY, WRONG_ALGORITHM, WRONG_ALGORITHM_RS256, MALFORMED -> {}
      }
    }
    return this;
  }

  /** The claims as they are now. */
  public ObjectNode claims() {
    return claims.deepCopy();
  }

  /**
   * The token as a client presents it.
   *
   * @param secret at least 256 bits
   */
  public String signed(String secret) {
    SecretKey key = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
    if (flaws.contains(TokenFlaw.UNSIGNED)) {
      return payload().compact();
    }
    if (flaws.contains(TokenFlaw.WRONG_KEY)) {
      return payload().signWith(Jwts.SIG.HS256.key().build(), Jwts.SIG.HS256).compact();
    }
    if (flaws.contains(TokenFlaw.WRONG_ALGORITHM)) {
      return hs512(secret);
    }
    if (flaws.contains(TokenFlaw.WRONG_ALGORITHM_RS256)) {
      return payload().signWith(Rsa.KEY, Jwts.SIG.RS256).compact();
    }
    String whole = payload().signWith(key, Jwts.SIG.HS256).compact();
    return flaws.contains(TokenFlaw.MALFORMED)
        ? whole.substring(0, whole.lastIndexOf('.') / 2)
        : whole;
  }

  // As content, not as claims: those would refuse a broken value such as "exp": "soon".
  private JwtBuilder payload() {
    return Jwts.builder().content(bytes());
  }

  /** By hand, because jjwt refuses HS512 with a key that is long enough for HS256 alone. */
  private String hs512(String secret) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String content =
        base64.encodeToString("{\"alg\":\"HS512\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(bytes());
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA512"));
      return content + "." + base64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA512", e);
    }
  }

  private byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
