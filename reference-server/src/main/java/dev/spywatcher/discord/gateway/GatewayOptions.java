package dev.spywatcher.discord.gateway;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Which Discord, and who one is there. Immutable.
 *
 * @param api base of the REST API, without a slash at its end
 * @param token the bot's token
 */
public record GatewayOptions(URI api, String token) {

  /** The base of the real Discord's API. */
  public static final String REAL = "https://discord.com/api/v10";

  /**
   * Options as a user gave them.
   *
   * @throws IllegalArgumentException where one is bad; the message names it, but never the token
   */
  public static GatewayOptions of(String api, String token) {
    return new GatewayOptions(uri(api), bare(token));
  }

  private static URI uri(String api) {
    URI uri;
    try {
      uri = new URI(api.strip().replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "--discord-api: " + api + " is not a URL such as " + REAL, e);
    }
    String scheme = String.valueOf(uri.getScheme());
    boolean plain = scheme.equals("http");
    if (!(plain || scheme.equals("https"))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("--discord-api: " + api + " is not a URL such as " + REAL);
    }
    if (plain && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException(
          "--discord-api: " + api + " would send the bot's token unencrypted; use https");
    }
    return uri;
  }

  /** Whether that host is this machine, by its name alone. */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  private static String bare(String token) {
    String bare = token.strip().replaceFirst("^Bot\\s+", "");
    if (!bare.matches("[\\w.-]{1,200}")) {
      throw new IllegalArgumentException(
          "--discord-token: is not a bot's token; it has letters, digits, dots, - and _ only");
    }
    return bare;
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "GatewayOptions[api=" + api + "]";
  }
}
