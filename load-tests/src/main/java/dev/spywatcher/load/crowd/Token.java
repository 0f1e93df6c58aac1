package dev.spywatcher.load.crowd;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens as the system's own login signs them: HS256, with the claims of a user. */
public final class Token {

  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Token() {}

  /** A token of role {@code USER}. */
  public static String of(String discordId, String secret) {
    long now = Instant.now().getEpochSecond();
    String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    String claims =
        ("{\"userId\":\"user-%1$s\",\"discordId\":\"%1$s\",\"username\":\"user%1$s\","
                + "\"access\":true,\"role\":\"USER\",\"iat\":%2$d,\"exp\":%3$d}")
            .formatted(discordId, now, now + LIFETIME.toSeconds());
    String signed = encoded(header) + "." + encoded(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed
          + "."
          + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
