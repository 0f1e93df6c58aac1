package dev.spywatcher.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is true after so many events of a play. Figures are those of the past seven days, counted
 * from the full hour.
 */
public final class Truth {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private static final long WINDOW_HOURS = 7 * 24;

  private final Scenario scenario;
  private final Instant begins;
  private final long seed;
  private final long events;
  private final Duration last;
  private final List<Tally> tallies;

  private Truth(
      Scenario scenario,
      Instant begins,
      long seed,
      long events,
      Duration last,
      List<Tally> tallies) {
    this.scenario = scenario;
    this.begins = begins;
    this.seed = seed;
    this.events = events;
    this.last = last;
    this.tallies = List.copyOf(tallies);
  }

  /**
   * The truth after the first {@code events} events.
   *
   * @param begins what time it is at the first moment; finer parts than milliseconds are dropped
   */
  public static Truth of(Scenario scenario, long seed, Instant begins, long events) {
    Instant beginning = begins.truncatedTo(ChronoUnit.MILLIS);
    Population population = Population.of(scenario, seed);
    Traffic traffic = Traffic.of(population, seed, new PlayTime(beginning, 1));
    Duration last = events == 0 ? Duration.ZERO : traffic.events(events - 1).next().offset();
    long oldest = hour(beginning, last.toNanos()) - WINDOW_HOURS;

    List<Tally> tallies = new ArrayList<>();
    Map<String, Tally> byGuild = new HashMap<>();
    for (Crowd crowd : population.crowds()) {
      Tally tally = new Tally(crowd);
      tallies.add(tally);
      byGuild.put(crowd.guild().id(), tally);
    }
    Iterator<TimedEvent> all = traffic.events();
    for (long i = 0; i < events; i++) {
      TimedEvent event = all.next();
      boolean counts = hour(beginning, event.nanos()) >= oldest;
      Objects.requireNonNull(byGuild.get(event.act().guild().id())).take(event.act(), counts);
    }
    return new Truth(scenario, beginning, seed, events, last, tallies);
  }

  private static long hour(Instant begins, long nanos) {
    return Math.floorDiv(begins.plusNanos(nanos).getEpochSecond(), 3_600);
  }

  /** Writes it as JSON. Does not close {@code out}. */
  public void write(OutputStream out) throws IOException {
    JsonGenerator json = JSON.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    json.writeStartObject();
    json.writeStringField("format", "spywatcher-truth");
    json.writeNumberField("version", 1);
    json.writeStringField("scenario", scenario.name());
    json.writeNumberField("seed", seed);
    json.writeNumberField("events", events);
    Instant until = begins.plusMillis(last.toMillis());
    json.writeStringField("from", begins.toString());
    json.writeStringField("until", until.toString());
    json.writeArrayFieldStart("guilds");
    for (Tally tally : tallies) {
      guild(tally, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private static void guild(Tally tally, JsonGenerator json) throws IOException {
    Crowd crowd = tally.crowd();
    json.writeStartObject();
    json.writeStringField("id", crowd.guild().id());
    json.writeStringField("name", crowd.guild().name());
    json.writeObjectFieldStart("personas");
    for (Persona persona : Persona.values()) {
      json.writeArrayFieldStart(persona.word());
      for (int number = 0; number < crowd.count(persona); number++) {
        json.writeString(crowd.userId(persona, number));
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    users("joined", tally.joined().keySet(), json);
    users("onSeveralClients", tally.onSeveralClients(), json);
    Lists lists = Lists.of(tally);
    int channels = crowd.guild().channels().size();
    json.writeObjectFieldStart("analytics");
    json.writeArrayFieldStart("ghosts");
    for (Lists.Row row : lists.ghosts()) {
      user(row, json);
      json.writeNumberField("ghostScore", row.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("lurkers");
    for (Lists.Row row : lists.lurkers()) {
      user(row, json);
      json.writeNumberField("lurkerScore", row.score());
      json.writeNumberField("channelCount", channels);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("channelDiversity");
    for (Lists.Row row : lists.channelDiversity()) {
      user(row, json);
      json.writeNumberField("channelCount", (int) row.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void users(String field, Iterable<Long> users, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Long user : users) {
      json.writeString(Long.toString(user));
    }
    json.writeEndArray();
  }

  private static void user(Lists.Row row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("userId", row.userId());
    json.writeStringField("username", row.username());
  }
}
