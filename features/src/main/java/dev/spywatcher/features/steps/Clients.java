package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Credentials;
import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.engineio.RawSession;
import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.token.TokenMint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clients of one scenario, by the names that the features call them ("Ann", "Ann's phone"). */
public final class Clients {
  private final Target target = Target.named();
  private final TokenMint mint = new TokenMint(target.jwtSecret());
  private final Cast cast;
  private final Map<String, ApiClient> open = new LinkedHashMap<>();
  private @Nullable RawSession raw;

  public Clients(Cast cast) {
    this.cast = cast;
  }

  TokenMint mint() {
    return mint;
  }

  /** The Discord id of a client's user. */
  String userOf(String client) {
    return cast.person(client.split("'")[0]).userId();
  }

  Credentials goodToken(String client) {
    return Credentials.token(mint.token(userOf(client), "USER"));
  }

  /** A client that is about to connect; one of the same name before it is closed. */
  ApiClient create(String name, Transport transport, Credentials credentials) {
    ApiClient before = open.get(name);
    if (before != null) {
      before.close();
    }
    ApiClient client = new ApiClient(name, target, transport, credentials);
    open.put(name, client);
    return client;
  }

  ApiClient connected(String name, Transport transport, Credentials credentials) {
    ApiClient client = create(name, transport, credentials);
    client.connect();
    client.awaitConnected();
    return client;
  }

  ApiClient named(String name) {
    ApiClient client = open.get(name);
    if (client == null) {
      throw new IllegalArgumentException("the scenario has no client " + name);
    }
    return client;
  }

  List<ApiClient> named(List<String> names) {
    return names.stream().map(this::named).toList();
  }

  Collection<ApiClient> all() {
    return open.values();
  }

  RawSession openRaw(String transport) {
    RawSession session = RawSession.open(target, transport);
    raw = session;
    return session;
  }

  RawSession raw() {
    RawSession session = raw;
    if (session == null) {
      throw new IllegalArgumentException("the scenario has no raw client");
    }
    return session;
  }

  void close() {
    open.values().forEach(ApiClient::close);
    if (raw != null) {
      raw.close();
    }
  }
}
