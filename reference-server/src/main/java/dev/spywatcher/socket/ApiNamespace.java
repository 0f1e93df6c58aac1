package dev.spywatcher.socket;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.namespace.Namespace;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.room.Client;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Turns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The SpyWatcher API in the main namespace: who is let in, and what the four events of a client do.
 * Everything else that a client sends is ignored (ERR-2).
 */
final class ApiNamespace {

  private static final String IDENTITY = "identity";
  private static final String CLIENT = "client";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sessions sessions;
  private final Tokens tokens;
  private final Requests subscriptions;
  private final Journal journal;
  private final Supplier<Conduct> conduct;

  ApiNamespace(
      Sessions sessions,
      Tokens tokens,
      Requests subscriptions,
      Journal journal,
      Supplier<Conduct> conduct) {
    this.conduct = conduct;
    this.sessions = sessions;
    this.tokens = tokens;
    this.subscriptions = subscriptions;
    this.journal = journal;
  }

  /** Binds the API to the library's main namespace. */
  void bind(Namespace main) {
    main.addAuthTokenListener(this::authenticate);
    main.addConnectListener(this::connected);
    main.addDisconnectListener(this::disconnected);
    on(main, "subscribe:guild", Room.Kind.GUILD, subscriptions::subscribe);
    on(main, "subscribe:analytics", Room.Kind.ANALYTICS, subscriptions::subscribe);
    on(main, "unsubscribe:guild", Room.Kind.GUILD, subscriptions::unsubscribe);
    on(main, "unsubscribe:analytics", Room.Kind.ANALYTICS, subscriptions::unsubscribe);
  }

  /** What one of the four events does. */
  private interface Request {
    void handle(
        Client client, Room.Kind kind, @Nullable Object guildId, Consumer<@Nullable String> answer);
  }

  private void on(Namespace main, String event, Room.Kind kind, Request request) {
    // Object, not String: the library turns what is no string into silence, null or a guess.
    main.addEventListener(
        event,
        Object.class,
        (client, guildId, ack) -> {
          ApiClient api = client.get(CLIENT);
          if (api != null) {
            journal.received(event, guildId instanceof String id ? shortened(id) : null);
            request.handle(api, kind, guildId, refusal -> acknowledge(ack, refusal));
          }
        });
  }

  private AuthTokenResult authenticate(Object auth, SocketIOClient client) {
    Verdict verdict = tokens.verify(auth);
    if (verdict instanceof Verdict.Accepted accepted) {
      client.set(IDENTITY, accepted.identity());
      return AuthTokenResult.AuthTokenResultSuccess;
    }
    Verdict.Refused refused = (Verdict.Refused) verdict;
    Session session = sessions.session(client.getSessionId());
    if (session != null) {
      session.refused("refused connect (" + refused.message() + ")", refused.reason());
    }
    if (!conduct.get().endsRejected()) {
      client.set(IDENTITY, new Identity("", Role.ADMIN, null));
    }
    return new AuthTokenResult(false, Map.of("message", refused.message()));
  }

  private void connected(SocketIOClient client) {
    Session session = sessions.session(client.getSessionId());
    if (session == null) {
      return;
    }
    Identity identity = client.get(IDENTITY);
    ApiClient api = new ApiClient(session, identity, journal);
    client.set(CLIENT, api);
    session.identity(identity);
    subscriptions.connected(api);
  }

  private void disconnected(SocketIOClient client) {
    ApiClient api = client.get(CLIENT);
    if (api != null) {
      client.del(CLIENT);
      client.del(IDENTITY);
      subscriptions.disconnected(api);
    }
  }

  private static void acknowledge(AckRequest ack, @Nullable String refusal) {
    if (ack.isAckRequested()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("ok", refusal == null);
      if (refusal != null) {
        answer.put("message", refusal);
      }
      ack.sendAckData(answer);
    }
  }

  private static String shortened(String id) {
    return id.length() <= 64 ? id : id.substring(0, 64) + "…";
  }

  /** A client that has been let in. */
  private static final class ApiClient implements Client {
    private final Session session;
    private final Identity identity;
    private final Journal journal;
    private final FanOut.Seat seat;
    private final Turns turns = new Turns();

    private ApiClient(Session session, Identity identity, Journal journal) {
      this.session = session;
      this.identity = identity;
      this.journal = journal;
      this.seat = session.takeSeat();
    }

    @Override
    public Identity identity() {
      return identity;
    }

    @Override
    public FanOut.Seat seat() {
      return seat;
    }

    @Override
    public void error(String message) {
      Map<String, String> payload = Map.of("message", message);
      session.sendEvent("error", payload);
      try {
        journal.sent("error", null, 1, JSON.writeValueAsString(payload));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void inOrder(Supplier<CompletionStage<?>> step) {
      turns.inOrder(step);
    }

    @Override
    public void refused(String what, String reason) {
      session.refused(what, reason);
    }
  }
}
