package dev.spywatcher.features.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client presents when it connects.
 *
 * @param auth the {@code auth} payload, or null for none at all
 * @param query of the handshake, without the question mark, or null
 * @param headers of the handshake
 */
public record Credentials(
    @Nullable Map<String, Object> auth, @Nullable String query, Map<String, String> headers) {

  public static Credentials none() {
    return new Credentials(null, null, Map.of());
  }

  /** An {@code auth} payload with this token, of whatever JSON type. */
  public static Credentials token(Object token) {
    return auth(Map.of("token", token));
  }

  public static Credentials auth(Map<String, Object> auth) {
    return new Credentials(new HashMap<>(auth), null, Map.of());
  }

  public Credentials inQuery(String parameters) {
    return new Credentials(auth, parameters, headers);
  }

  public Credentials inHeader(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Credentials(auth, query, more);
  }
}
