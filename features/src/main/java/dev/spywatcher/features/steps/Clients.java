package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Credentials;
import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.engineio.RawSession;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.token.TokenMint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** The clients of one scenario, by the names that the features call them ("Ann", "Ann's phone"). */
public final class Clients {
  private final Cast cast;
  private final Service service;
  private final Map<String, ApiClient> open = new LinkedHashMap<>();
  private final List<RawSession> sessions = new ArrayList<>();
  private @Nullable RawSession raw;

  public Clients(Cast cast, Service service) {
    this.cast = cast;
    this.service = service;
  }

  TokenMint mint() {
    return new TokenMint(service.target().jwtSecret());
  }

  /** The Discord id of a client's user. */
  String userOf(String client) {
    return cast.person(client.split("'")[0]).userId();
  }

  Credentials goodToken(String client) {
    return Credentials.token(mint().token(userOf(client), "USER"));
  }

  /** A client that is about to connect; one of the same name before it is closed. */
  ApiClient create(String name, Transport transport, Credentials credentials) {
    return create(name, service.home(), transport, credentials);
  }

  private ApiClient create(String name, Place place, Transport transport, Credentials credentials) {
    return create(service.target(), name, place, transport, credentials);
  }

  private ApiClient create(
      Target server, String name, Place place, Transport transport, Credentials credentials) {
    ApiClient before = open.get(name);
    if (before != null) {
      before.close();
    }
    ApiClient client = new ApiClient(name, server, place, transport, credentials);
    open.put(name, client);
    return client;
  }

  /** A client of one server of several. */
  ApiClient connectedTo(Target server, String name, Transport transport) {
    ApiClient client = create(server, name, service.home(), transport, goodToken(name));
    letIn(client);
    return client;
  }

  ApiClient connectedFrom(Place place, String name, Transport transport) {
    ApiClient client = create(name, place, transport, goodToken(name));
    letIn(client);
    return client;
  }

  ApiClient connected(String name, Transport transport, Credentials credentials) {
    ApiClient client = create(name, transport, credentials);
    letIn(client);
    return client;
  }

  private void letIn(ApiClient client) {
    long began = System.nanoTime();
    client.connect();
    client.awaitConnected();
    service.letInAfter(Duration.ofNanos(System.nanoTime() - began));
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
    return adopt(RawSession.open(service.target(), service.home(), transport));
  }

  /** A session of one who is let in by websocket or polling, or who never asks to be. */
  RawSession guest(Place place, String kind) {
    return guest(service.target(), place, kind);
  }

  /** The same at one server of several. */
  RawSession guest(Target server, Place place, String kind) {
    String transport = kind.equals("by polling") ? "polling" : "websocket";
    RawSession guest = RawSession.open(server, place, transport);
    sessions.add(guest);
    if (!kind.endsWith("without a token")) {
      guest.send("40" + new JSONObject(Map.of("token", mint().token(userOf("Guest"), "USER"))));
      guest.await("40{…}", packet -> packet.startsWith("40"), Duration.ofSeconds(10));
    }
    return guest;
  }

  /** The raw client of the scenario from now on; it is closed with it. */
  <S extends RawSession> S adopt(S session) {
    sessions.add(session);
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

  /** What each client sent and received. */
  List<String> traffic() {
    List<String> traffic = new ArrayList<>();
    open.values().forEach(client -> traffic.add(client.traffic()));
    sessions.forEach(session -> traffic.add(session.traffic()));
    return traffic;
  }

  void close() {
    open.values().forEach(ApiClient::close);
    sessions.forEach(RawSession::close);
  }
}
