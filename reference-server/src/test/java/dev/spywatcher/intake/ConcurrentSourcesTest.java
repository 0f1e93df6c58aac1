package dev.spywatcher.intake;

import static dev.spywatcher.intake.Newsroom.GUILD;
import static dev.spywatcher.intake.Newsroom.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.event.ServerEvent.MessageNew;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** EVT-7: events that threads deliver side by side leave once each and in the order of each. */
class ConcurrentSourcesTest {

  private static final int EVENTS = 500;

  @Test
  @Timeout(30)
  void eventsOfOneThreadKeepTheirOrder() throws Exception {
    try (Newsroom newsroom = new Newsroom()) {
      List<Thread> sources = new ArrayList<>();
      for (String user : List.of("ada", "bob")) {
        Thread source = new Thread(() -> deliver(newsroom, user));
        source.start();
        sources.add(source);
      }
      for (Thread source : sources) {
        source.join();
      }

      for (String user : List.of("ada", "bob")) {
        List<Instant> told =
            newsroom.guildEvents().stream()
                .map(MessageNew.class::cast)
                .filter(message -> message.userId().equals(user))
                .map(MessageNew::timestamp)
                .toList();
        assertThat(told)
            .containsExactlyElementsOf(
                IntStream.range(0, EVENTS).mapToObj(ConcurrentSourcesTest::time).toList());
      }
    }
  }

  private static void deliver(Newsroom newsroom, String user) {
    for (int i = 0; i < EVENTS; i++) {
      newsroom.intake.event(new DiscordEvent.Message(GUILD, user, time(i), "10", ""));
    }
  }

  private static Instant time(int index) {
    return NOON.minusSeconds(EVENTS - index);
  }
}
