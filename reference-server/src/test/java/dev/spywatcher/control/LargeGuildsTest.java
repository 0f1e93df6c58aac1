package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.bus.RedisProgram;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.intake.Intake;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.StartupException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Guilds with more members than Redis takes in one call, on several servers. */
@Timeout(240)
@Execution(ExecutionMode.SAME_THREAD)
class LargeGuildsTest {

  private static final int MEMBERS = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final RedisProgram redis = opened(RedisProgram.embedded());

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private Tester server() throws StartupException {
    return opened(new Tester(ServerOptions.builder().redis(redis.address())));
  }

  private static GuildDefinition guild(String id, int members) {
    return new GuildDefinition(
        id,
        "guild " + id,
        List.of(new GuildDefinition.Channel("10", "general")),
        List.of(),
        IntStream.range(0, members)
            .mapToObj(
                i ->
                    new GuildDefinition.Member(
                        "user-" + i, "name of user " + i, Instant.EPOCH, false, List.of()))
            .toList());
  }

  /** How many members the guilds 1 and 2 have. */
  private static List<Integer> members(Tester server) {
    return Stream.of("1", "2")
        .map(server.server.service().directory()::guild)
        .map(guild -> guild == null ? 0 : guild.members().size())
        .toList();
  }

  private static String redis(Tester server) {
    return server.get("/health").body().get("redis").toString();
  }

  @Test
  void areKnownToAllAndNobodyGoesAlone() throws StartupException {
    Tester holder = server();
    Tester other = server();
    List<String> before = List.of(redis(holder), redis(other));
    assertThat(before).allMatch(redis -> redis.contains("\"up\""));

    Intake intake = holder.server.service().intake();
    intake.guild(guild("1", MEMBERS));
    intake.guild(guild("2", MEMBERS));
    await().atMost(PATIENCE).until(() -> members(other), List.of(MEMBERS, MEMBERS)::equals);
    intake.removeMember("1", "user-7");
    intake.guild(guild("2", MEMBERS / 2));
    await().atMost(PATIENCE).until(() -> members(other), List.of(MEMBERS - 1, MEMBERS / 2)::equals);

    assertThat(List.of(redis(holder), redis(other))).isEqualTo(before);
  }
}
