package dev.spywatcher.room;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Role;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may be in which room (SUB-1 to SUB-15): checks the guild id, then the permission, then lets
 * the client in; a client's requests take effect in the order in which it made them. Thread-safe.
 */
public final class Subscriptions implements Requests {

  /** What a client is told of a bad guild id (SUB-7). */
  public static final String INVALID_GUILD = "Invalid guild ID";

  /** What a client is told of a guild that it may not view or that is not there (SUB-10). */
  public static final String FORBIDDEN = "Not authorized for this guild";

  /** What a client is told while permissions cannot be checked (SUB-13). */
  public static final String UNAVAILABLE = "Authorization temporarily unavailable";

  /** What a client is told that holds as many rooms as it may (LIM-7). */
  public static final String TOO_MANY = "Too many subscriptions";

  private static final int LONGEST_GUILD_ID = 64;

  /** After this the authority counts as out of reach. */
  private static final long PATIENCE_SECONDS = 5;

  private final Permissions permissions;
  private final int most;
  private final Map<String, Set<Client>> byUser = new ConcurrentHashMap<>();

  /**
   * Subscriptions.
   *
   * @param most how many rooms a client may hold
   */
  public Subscriptions(Permissions permissions, int most) {
    this.permissions = permissions;
    this.most = most;
  }

  @Override
  public void connected(Client client) {
    byUser.compute(
        client.identity().discordId(),
        (key, clients) -> {
          Set<Client> all = clients == null ? ConcurrentHashMap.newKeySet() : clients;
          all.add(client);
          return all;
        });
  }

  @Override
  public void disconnected(Client client) {
    client.seat().close();
    byUser.computeIfPresent(
        client.identity().discordId(),
        (key, clients) -> {
          clients.remove(client);
          return clients.isEmpty() ? null : clients;
        });
  }

  @Override
  public void subscribe(
      Client client, Room.Kind kind, @Nullable Object guildId, Consumer<@Nullable String> answer) {
    client.inOrder(
        () -> {
          String id = guildId(guildId);
          if (id == null) {
            return refuse(
                client, kind, INVALID_GUILD, "not a guild id: a string is needed", answer);
          }
          return CompletableFuture.completedFuture(id)
              .thenCompose(guild -> permissions.mayView(client.identity(), guild))
              .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .handle((decision, failure) -> decision == null ? Decision.UNAVAILABLE : decision)
              .thenCompose(decision -> decided(client, new Room(kind, id), decision, answer));
        });
  }

  @Override
  public void unsubscribe(
      Client client, Room.Kind kind, @Nullable Object guildId, Consumer<@Nullable String> answer) {
    client.inOrder(
        () -> {
          CompletableFuture<Void> done = new CompletableFuture<>();
          String id = guildId(guildId);
          Runnable out =
              () -> {
                answer.accept(null);
                done.complete(null);
              };
          if (id == null) {
            out.run();
          } else {
            client.seat().leave(new Room(kind, id), out);
          }
          return done;
        });
  }

  /** A user may no longer view a guild: its events stop reaching that user (SUB-11). */
  public void revoke(String guildId, String userId) {
    for (Client client : byUser.getOrDefault(userId, Set.of())) {
      if (client.identity().role() == Role.ADMIN) {
        continue;
      }
      leave(client, guildId);
      // Once more for a subscription whose permission is being checked.
      client.inOrder(
          () -> {
            leave(client, guildId);
            return CompletableFuture.completedFuture(null);
          });
    }
  }

  private static void leave(Client client, String guildId) {
    for (Room.Kind kind : Room.Kind.values()) {
      client.seat().leave(new Room(kind, guildId), () -> {});
    }
  }

  /** Ends every subscription; connections stay. */
  public void reset() {
    for (Set<Client> clients : byUser.values()) {
      for (Client client : clients) {
        client.seat().leaveAll();
        // Once more for a subscription whose permission is being checked.
        client.inOrder(
            () -> {
              client.seat().leaveAll();
              return CompletableFuture.completedFuture(null);
            });
      }
    }
  }

  private CompletionStage<?> decided(
      Client client, Room room, Decision decision, Consumer<@Nullable String> answer) {
    return switch (decision) {
      case ALLOWED -> {
        Set<Room> rooms = client.seat().rooms();
        if (rooms.size() >= most && !rooms.contains(room)) {
          yield refuse(
              client,
              room.kind(),
              TOO_MANY,
              "the client holds " + most + " rooms already (--max-subscriptions); leave some",
              answer);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        client
            .seat()
            .join(
                room,
                () -> {
                  answer.accept(null);
                  done.complete(null);
                });
        yield done;
      }
      case DENIED ->
          refuse(
              client,
              room.kind(),
              FORBIDDEN,
              "the token's user is not a member of that guild, or there is no such guild",
              answer);
      case UNAVAILABLE ->
          refuse(
              client, room.kind(), UNAVAILABLE, "permissions cannot be checked right now", answer);
    };
  }

  private static CompletionStage<?> refuse(
      Client client,
      Room.Kind kind,
      String message,
      String reason,
      Consumer<@Nullable String> answer) {
    client.refused(
        kind == Room.Kind.GUILD ? "refused subscribe:guild" : "refused subscribe:analytics",
        reason);
    client.error(message);
    answer.accept(message);
    return CompletableFuture.completedFuture(null);
  }

  private static @Nullable String guildId(@Nullable Object raw) {
    return raw instanceof String id && !id.isBlank() && id.length() <= LONGEST_GUILD_ID ? id : null;
  }
}
