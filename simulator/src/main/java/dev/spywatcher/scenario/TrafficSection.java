package dev.spywatcher.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads how busy a guild is, and when. */
record TrafficSection(Tempo tempo, DailyCurve daily, List<Raid> raids) {

  /** Of all periods: what begins more often would fill the memory with what is under way. */
  private static final Duration MOMENT = Duration.ofMillis(1);

  static TrafficSection of(Item traffic) {
    Section section =
        traffic.section(
            "conversations",
            "messages",
            "decay",
            "ghostings",
            "presences",
            "second-clients",
            "promotions",
            "questions",
            "joins",
            "stay",
            "bot-trials",
            "daily",
            "quiet-hours",
            "raids");
    Tempo tempo =
        new Tempo(
            period(section, "conversations"),
            section.optional("messages", 4.0, item -> item.number(1, 50)),
            section.optional(
                "decay",
                Duration.ofSeconds(5),
                item -> {
                  Duration decay = item.duration(MOMENT);
                  if (decay.compareTo(Duration.ofHours(1)) > 0) {
                    throw item.isNot("a duration of at most 1h");
                  }
                  return decay;
                }),
            period(section, "ghostings"),
            period(section, "presences"),
            period(section, "second-clients"),
            period(section, "promotions"),
            period(section, "questions"),
            period(section, "joins"),
            section.optional(
                "stay",
                Duration.ofMinutes(10),
                item -> {
                  Duration stay = item.duration(Duration.ofSeconds(1));
                  if (stay.compareTo(Duration.ofDays(1)) > 0) {
                    throw item.isNot("a duration of at most 1d");
                  }
                  return stay;
                }),
            period(section, "bot-trials"));
    DailyCurve daily = section.optional("daily", DailyCurve.FLAT, TrafficSection::daily);
    daily = quieter(section, daily);
    List<Raid> raids = section.optional("raids", List.of(), TrafficSection::raids);
    section.end();
    return new TrafficSection(tempo, daily, raids);
  }

  private static Duration period(Section section, String key) {
    return section.optional(key, Tempo.NEVER, item -> item.duration(MOMENT));
  }

  private static DailyCurve daily(Item item) {
    List<Double> weights = new ArrayList<>();
    for (Item hour : item.items(24, 24)) {
      weights.add(hour.number(0, 1000));
    }
    if (weights.stream().allMatch(weight -> weight == 0)) {
      throw item.fault("is zero all day; at least one hour needs some life");
    }
    return DailyCurve.weighted(weights);
  }

  private static DailyCurve quieter(Section traffic, DailyCurve daily) {
    if (!traffic.has("quiet-hours")) {
      return daily;
    }
    return traffic.required(
        "quiet-hours",
        item -> {
          Section quiet = item.section("from", "to", "share");
          int from = quiet.required("from", hour -> (int) hour.whole(0, 23));
          int to = quiet.required("to", hour -> (int) hour.whole(0, 23));
          double share = quiet.required("share", number -> number.number(0, 1));
          quiet.end();
          try {
            return daily.quieter(from, to, share);
          } catch (IllegalArgumentException e) {
            throw item.fault("leaves no hour of the day with any life");
          }
        });
  }

  private static List<Raid> raids(Item item) {
    List<Raid> raids = new ArrayList<>();
    for (Item each : item.items(0, 100)) {
      Section raid = each.section("at", "every", "members", "within", "messages", "stay");
      Duration at = raid.required("at", time -> time.duration(Duration.ZERO));
      Duration every = raid.optional("every", Tempo.NEVER, time -> time.duration(MOMENT));
      int members = raid.required("members", number -> (int) number.whole(1, 100_000));
      Duration within = raid.required("within", time -> time.duration(MOMENT));
      int messages = raid.optional("messages", 3, number -> (int) number.whole(0, 100));
      Duration stay =
          raid.optional(
              "stay", Duration.ofSeconds(60), time -> time.duration(Duration.ofSeconds(1)));
      raid.end();
      try {
        raids.add(new Raid(at, every, members, within, messages, stay));
      } catch (IllegalArgumentException e) {
        throw each.fault(String.valueOf(e.getMessage()));
      }
    }
    return raids;
  }
}
