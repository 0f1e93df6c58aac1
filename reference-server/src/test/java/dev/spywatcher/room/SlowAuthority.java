package dev.spywatcher.room;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Permissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** An authority on permissions that answers when it is told to. */
final class SlowAuthority implements Permissions {

  private final Map<String, CompletableFuture<Decision>> asked = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Decision> mayView(Identity user, String guildId) {
    return asked.computeIfAbsent(guildId, id -> new CompletableFuture<>());
  }

  void answer(String guildId, Decision decision) {
    asked.computeIfAbsent(guildId, id -> new CompletableFuture<>()).complete(decision);
  }

  void fail(String guildId) {
    asked
        .computeIfAbsent(guildId, id -> new CompletableFuture<>())
        .completeExceptionally(new IllegalStateException("out of reach, on purpose"));
  }
}
