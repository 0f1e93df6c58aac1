package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a token says, believed or not. */
record Claims(String compact, JsonNode header, JsonNode body) {

  /** What may be wrong with a token. */
  enum Flaw {
    UNSIGNED,
    WRONGLY_SIGNED,
    OTHER_ALGORITHM,
    EXPIRED,
    NOT_YET_VALID,
    NO_DISCORD_ID,
    BLANK_DISCORD_ID,
    NO_ACCESS,
    ACCESS_DENIED,
    NO_ROLE,
    OTHER_ROLE,
    BANNED
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The claims of an {@code auth} payload; {@code null} where it holds no JWT. */
  static @Nullable Claims of(@Nullable Object auth) {
    Object token = auth instanceof Map<?, ?> fields ? fields.get("token") : null;
    if (!(token instanceof String compact)) {
      return null;
    }
    String[] parts = compact.split("\\.", -1);
    try {
      return parts.length == 3 ? new Claims(compact, part(parts[0]), part(parts[1])) : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static JsonNode part(String base64) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(base64));
  }

  /** Everything that is wrong with the token. */
  Set<Flaw> flaws(String secret, Instant now) {
    Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    String algorithm = header.path("alg").asText();
    if (algorithm.equals("none")) {
      flaws.add(Flaw.UNSIGNED);
    } else if (!algorithm.equals("HS256")) {
      flaws.add(Flaw.OTHER_ALGORITHM);
    } else if (!isSigned(secret)) {
      flaws.add(Flaw.WRONGLY_SIGNED);
    }
    if (body.has("exp") && !now.isBefore(Instant.ofEpochSecond(body.path("exp").asLong()))) {
      flaws.add(Flaw.EXPIRED);
    }
    if (body.has("nbf") && now.isBefore(Instant.ofEpochSecond(body.path("nbf").asLong()))) {
      flaws.add(Flaw.NOT_YET_VALID);
    }
    if (!body.path("discordId").isTextual()) {
      flaws.add(Flaw.NO_DISCORD_ID);
    } else if (discordId().isBlank()) {
      flaws.add(Flaw.BLANK_DISCORD_ID);
    }
    if (!body.path("access").isBoolean()) {
      flaws.add(Flaw.NO_ACCESS);
    } else if (!body.path("access").booleanValue()) {
      flaws.add(Flaw.ACCESS_DENIED);
    }
    String role = body.path("role").asText();
    if (role.isBlank()) {
      flaws.add(Flaw.NO_ROLE);
    } else if (role.equals(Role.BANNED.name())) {
      flaws.add(Flaw.BANNED);
    } else if (Arrays.stream(Role.values()).noneMatch(known -> known.name().equals(role))) {
      flaws.add(Flaw.OTHER_ROLE);
    }
    return flaws;
  }

  private boolean isSigned(String secret) {
    int end = compact.lastIndexOf('.');
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] due = mac.doFinal(compact.substring(0, end).getBytes(StandardCharsets.US_ASCII));
      return MessageDigest.isEqual(due, Base64.getUrlDecoder().decode(compact.substring(end + 1)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private String discordId() {
    return body.path("discordId").asText();
  }

  /** Whom it would vouch for; what it leaves open is made up. */
  Identity identity() {
    Role role =
        Arrays.stream(Role.values())
            .filter(known -> known.name().equals(body.path("role").asText()))
            .findAny()
            .orElse(Role.USER);
    return new Identity(discordId(), role, null);
  }
}
