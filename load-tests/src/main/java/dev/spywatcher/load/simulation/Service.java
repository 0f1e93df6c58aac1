package dev.spywatcher.load.simulation;

import dev.spywatcher.load.crowd.Token;
import dev.spywatcher.load.source.Control;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The service under test: {@code -Dtarget} and {@code -Dcontrol} (each several, separated by
 * commas, where servers form one service), {@code -Dcontrol-token}, {@code -Dsecret}.
 *
 * @param urls where clients connect
 * @param controls where events are injected: {@code /control/guilds} and {@code /control/events}
 * @param secret what tokens are signed with
 */
public record Service(List<URI> urls, List<Control> controls, String secret) {

  /** What the server signs with while a developer runs it. */
  public static final String DEVELOPMENT_SECRET =
      "spywatcher-development-secret-never-in-production";

  /** The service that the system properties name. */
  public static Service here() {
    String token = Settings.text("control-token", "");
    return new Service(
        urls("target", "http://127.0.0.1:3001"),
        urls("control", "http://127.0.0.1:3002").stream()
            .map(url -> new Control(url, token.isEmpty() ? null : token))
            .toList(),
        Settings.text("secret", DEVELOPMENT_SECRET));
  }

  private static List<URI> urls(String name, String usual) {
    return Stream.of(Settings.text(name, usual).split(","))
        .map(
            url -> {
              URI uri = URI.create(url.strip());
              if (uri.getHost() == null) {
                throw new IllegalArgumentException(
                    name + ": " + url + " is no URL of a server, such as " + usual);
              }
              return uri;
            })
        .toList();
  }

  /** Where a client connects: clients take the servers in turn. */
  URI url(int client) {
    return urls.get(client % urls.size());
  }

  /** The control API of the first server. */
  Control control() {
    return controls.get(0);
  }

  /** A token of a user. */
  String token(String discordId) {
    return Token.of(discordId, secret);
  }

  /**
   * How its first server is killed and started again; {@code null} where that is not ours to do.
   */
  static @Nullable Restart restart() {
    return Restart.known();
  }
}
