package dev.spywatcher.control;

import dev.spywatcher.bus.Peer;
import dev.spywatcher.bus.PeerAnswer;
import dev.spywatcher.bus.Peers;
import dev.spywatcher.bus.Shards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers that make up a service together, as the control API of one of them reaches the
 * others: it makes the calls to them that it serves itself.
 *
 * @param shards who takes in what; {@code null} where every server takes in everything
 * @param since since when Redis has been there, or away, by the service's time
 */
public record Fleet(Peers peers, @Nullable Shards shards, Supplier<Instant> since) {

  /** What a server answered. */
  record Told(Peer peer, Reply reply) {}

  /** What all answered, and the names and reasons of those that did not. */
  record Round(List<Told> told, List<PeerAnswer> failed) {

    Round {
      told = List.copyOf(told);
      failed = List.copyOf(failed);
    }

    List<String> servers() {
      return told.stream().map(one -> one.peer().name()).toList();
    }

    /** Why and by whom it was not done; empty where everyone did it. */
    String complaint() {
      String by = servers().isEmpty() ? "nobody has done it" : "done by " + names();
      return failed.isEmpty()
          ? ""
          : failed.stream()
                  .map(answer -> answer.peer().name() + ": " + answer.failure())
                  .collect(Collectors.joining("; "))
              + "; "
              + by;
    }

    private String names() {
      return String.join(", ", servers());
    }
  }

  /** Whether this server is with the others, and takes in nothing for its own clients alone. */
  boolean together() {
    return peers.joined() && (shards == null || !shards.isAlone());
  }

  /** Name of this server. */
  String own() {
    return peers.own().name();
  }

  /** Whether this server takes in what happens in a guild now. */
  boolean ingests(String guildId) {
    return shards == null || shards.ingests(guildId);
  }

  /** Another server, which does; {@code null} where none is known at the moment. */
  @Nullable Peer holder(String guildId) {
    String id = shards == null ? null : shards.holder(guildId);
    for (Peer peer : peers.live()) {
      if (peer.id().equals(id) && !peer.equals(peers.own())) {
        return peer;
      }
    }
    return null;
  }

  /** Asks every server that lives, this one among them; blocks until each has answered. */
  Round askAll(Asked asked) {
    List<Told> told = new ArrayList<>();
    List<PeerAnswer> failed = new ArrayList<>();
    for (PeerAnswer answer : waited(peers.callAll(asked.encoded()))) {
      if (answer.answered()) {
        told.add(new Told(answer.peer(), Reply.decoded(answer.body())));
      } else {
        failed.add(answer);
      }
    }
    return new Round(told, failed);
  }

  /** Asks one server; blocks until it has answered. */
  PeerAnswer ask(Peer peer, Asked asked) {
    return waited(peers.call(peer, asked.encoded()));
  }

  private static <T> T waited(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /**
   * Has every server do what the service was told to.
   *
   * @return their names
   * @throws NotEverywhereException where some did not
   */
  public List<String> catchUp() throws NotEverywhereException {
    Round round = askAll(Asked.of("POST", CallTable.CATCH_UP));
    List<Told> refused = round.told().stream().filter(one -> !one.reply().good()).toList();
    if (!round.failed().isEmpty() || !refused.isEmpty()) {
      throw new NotEverywhereException(
          refused.stream()
                  .map(one -> one.peer().name() + ": " + one.reply().message() + "; ")
                  .collect(Collectors.joining())
              + round.complaint());
    }
    return round.servers();
  }
}
