package dev.spywatcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client that stays connected notices once a fault of delivery is off again. */
@Timeout(60)
class DeliveryFaultEndTest {

  private static final Pattern NUMBER = Pattern.compile("\"username\":\"(\\d+)\"");

  private static void join(World world, int from, int to) {
    for (int i = from; i <= to; i++) {
      world.event(
          "join",
          "7",
          String.valueOf(1_000 + i),
          "\"username\":\"" + i + "\",\"createdAt\":\"2020-01-01T00:00:00Z\"");
    }
  }

  private static List<Integer> numbers(List<String> packets) {
    List<Integer> numbers = new ArrayList<>();
    for (String packet : packets) {
      Matcher matcher = NUMBER.matcher(packet);
      if (matcher.find()) {
        numbers.add(Integer.valueOf(matcher.group(1)));
      }
    }
    return numbers;
  }

  private static List<Integer> upTo(int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency | {\"delay\":\"60m\"}",
        "jitter | {\"most\":\"999999999m\"}",
        "slow-drain | {\"bytes\":\"1\"}",
      })
  void whatItHeldBackComesAtOnceAndBeforeWhatFollows(String fault, String parameters) {
    try (World world = new World(UnaryOperator.identity())) {
      world.reset();
      Ear ada = world.connect("1").subscribe("guild", "7");
      world.fault(fault, parameters);
      join(world, 1, 20);
      assertThat(numbers(ada.hears())).as("while it is on").hasSizeLessThan(20);

      world.noFault(fault);
      join(world, 21, 30);

      List<Integer> heard = numbers(ada.hears(Duration.ofMillis(500)));
      assertThat(heard).as("once it is off").isEqualTo(upTo(30));
    }
  }

  @Test
  void whatWasOvertakenFollowsAtOnceAndNothingElseIsOutOfOrder() {
    try (World world = new World(UnaryOperator.identity())) {
      world.reset();
      Ear ada = world.connect("1").subscribe("guild", "7");
      world.fault("reorder", "{\"by\":\"60m\"}");
      join(world, 1, 20);
      List<Integer> early = numbers(ada.hears());
      assertThat(early).isSorted().hasSizeBetween(1, 19);

      world.noFault("reorder");
      join(world, 21, 30);

      List<Integer> late = upTo(30);
      late.removeAll(early);
      assertThat(numbers(ada.hears(Duration.ofMillis(500)))).isEqualTo(late);
    }
  }

  @ParameterizedTest
  @CsvSource({"drop", "duplicate", "lose-one-in-fifty", "swap-one-in-fifty", "double-one-in-fifty"})
  void everythingComesOnceAndInOrderAfterwards(String fault) {
    try (World world = new World(UnaryOperator.identity())) {
      world.reset();
      Ear ada = world.connect("1").subscribe("guild", "7");
      world.fault(fault, "{}");
      join(world, 1, 60);
      world.noFault(fault);
      ada.hears();

      join(world, 61, 90);

      List<Integer> expected = upTo(90);
      expected.removeAll(upTo(60));
      assertThat(numbers(ada.hears(Duration.ofMillis(500)))).isEqualTo(expected);
    }
  }

  @Test
  void faultsTogetherKeepTheOrderThatNeitherBreaks() {
    try (World world = new World(UnaryOperator.identity())) {
      world.reset();
      Ear ada = world.connect("1").subscribe("guild", "7");
      world.fault("jitter", "{\"most\":\"40ms\"}");
      world.fault("slow-drain", "{\"bytes\":\"20000\"}");
      world.fault("latency", "{\"delay\":\"50ms\",\"toxicity\":0.5}");
      join(world, 1, 40);

      assertThat(numbers(ada.hears(Duration.ofSeconds(2)))).isEqualTo(upTo(40));
    }
  }

  @Test
  void anotherFaultLeavesWhatIsHeldBackWhereItIs() {
    try (World world = new World(UnaryOperator.identity())) {
      world.reset();
      Ear ada = world.connect("1").subscribe("guild", "7");
      world.fault("latency", "{\"delay\":\"60m\"}");
      join(world, 1, 3);
      world.fault("mute-pings", "{}");
      world.noFault("mute-pings");

      assertThat(numbers(ada.hears(Duration.ofMillis(500)))).isEmpty();
    }
  }

  @Test
  void nothingOfARoomArrivesAfterItWasLeft() {
    try (World world = new World(UnaryOperator.identity())) {
      world.reset();
      Ear ada = world.connect("1").subscribe("guild", "7");
      world.fault("latency", "{\"delay\":\"400ms\"}");
      join(world, 1, 3);
      ada.unsubscribe("guild", "7").hears();

      assertThat(numbers(ada.hears(Duration.ofSeconds(1)))).isEmpty();
    }
  }

  @Test
  void whoHasMoreHeldBackThanMayBeQueuedIsDisconnected() {
    try (World world = new World(options -> options.maxQueuedBytes(65_536))) {
      world.reset();
      Ear ada = world.connect("1").subscribe("guild", "7");
      world.fault("latency", "{\"delay\":\"60m\"}");
      world.messages("7", 400).messages("7", 400);

      assertThat(ada.hears(Duration.ofSeconds(2))).containsExactly("closed");
      world.awaitNoSession();
    }
  }
}
