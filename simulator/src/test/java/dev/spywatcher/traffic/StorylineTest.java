package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What entering a play at any position rests on, for every storyline of every scenario. */
class StorylineTest {

  private static Traffic traffic(String name) {
    Scenario scenario = Scenario.named(name);
    return Traffic.of(Population.of(scenario, 7), 7, new PlayTime(scenario.begins(), 1));
  }

  private static List<TimedEvent> told(Storyline storyline, long n) {
    List<TimedEvent> events = new ArrayList<>();
    Episode episode = new Episode(events::add);
    episode.begin(0, n, Long.MAX_VALUE);
    storyline.tell(n, episode);
    return events;
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void theEventsOfEpisodesAreCountedWithoutMakingThem(String name) {
    for (Storyline storyline : traffic(name).storylines()) {
      long events = 0;
      for (long n = 0; n < 2_100 && storyline.beginning(n) < Long.MAX_VALUE; n++) {
        assertThat(storyline.eventsBefore(n)).as("%s, episode %s", storyline, n).isEqualTo(events);
        events += told(storyline, n).size();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void episodesBeginInOrderAndKeepWithinTheirTime(String name) {
    int tooLong = 0;
    int all = 0;
    for (Storyline storyline : traffic(name).storylines()) {
      long before = 0;
      for (long n = 0; n < 1_500 && storyline.beginning(n) < Long.MAX_VALUE; n++) {
        long begins = storyline.beginning(n);
        assertThat(begins).as("%s, episode %s", storyline, n).isGreaterThanOrEqualTo(before);
        before = begins;
        for (TimedEvent event : told(storyline, n)) {
          assertThat(event.nanos()).isGreaterThanOrEqualTo(begins);
          tooLong += event.nanos() > begins + storyline.longest() ? 1 : 0;
          all++;
        }
      }
    }
    // What would be too late is brought forward; that must stay a curiosity.
    assertThat(tooLong).isLessThanOrEqualTo(all / 100_000);
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void theFirstEpisodeFromAnyMomentIsFound(String name) {
    Random random = new Random(1);
    for (Storyline storyline : traffic(name).storylines()) {
      for (int i = 0; i < 500; i++) {
        long nanos = (long) (random.nextDouble() * random.nextDouble() * 3 * 86_400e9);
        long n = storyline.firstFrom(nanos);
        assertThat(storyline.beginning(n)).isGreaterThanOrEqualTo(nanos);
        if (n > 0) {
          assertThat(storyline.beginning(n - 1)).as("%s at %s", storyline, nanos).isLessThan(nanos);
        }
      }
      for (long n = 0; n < 300 && storyline.beginning(n) < Long.MAX_VALUE; n++) {
        long found = storyline.firstFrom(storyline.beginning(n));
        assertThat(storyline.beginning(found)).isEqualTo(storyline.beginning(n));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void anyEventCanBeMadeAgainAloneFromItsPosition(String name) {
    Traffic traffic = traffic(name);
    List<TimedEvent> all = new ArrayList<>();
    Iterator<TimedEvent> events = traffic.events();
    while (all.size() < 20_000 && events.hasNext()) {
      all.add(events.next());
    }
    Random random = new Random(2);
    for (int i = 0; i < 40; i++) {
      int position = i < 3 ? i : random.nextInt(all.size());
      Iterator<TimedEvent> alone = traffic.events(position);
      for (int j = position; j < Math.min(position + 5, all.size()); j++) {
        TimedEvent again = alone.next();
        assertThat(again.nanos()).as("%s, position %s", name, j).isEqualTo(all.get(j).nanos());
        assertThat(again.act()).as("%s, position %s", name, j).isEqualTo(all.get(j).act());
      }
    }
  }
}
