package dev.spywatcher.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Names of users and guilds as a terminal can show them. */
final class Plain {
  private static final List<Map.Entry<String, Long>> UNITS =
      List.of(
          Map.entry("ms", 1_000_000L),
          Map.entry("s", 1_000_000_000L),
          Map.entry("m", 60_000_000_000L),
          Map.entry("h", 3_600_000_000_000L),
          Map.entry("d", 86_400_000_000_000L));

  private Plain() {}

  /** {@code text} without control characters, cut to {@code most} characters. */
  static String name(String text, int most) {
    String clean = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "");
    int length = clean.codePointCount(0, clean.length());
    return length <= most ? clean : clean.substring(0, clean.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** {@code ada}, {@code ada and ben}, {@code ada, ben and 3 more}. */
  static String names(List<String> names) {
    List<String> shown = names.stream().limit(2).map(name -> name(name, 20)).toList();
    return switch (names.size()) {
      case 0 -> "nobody";
      case 1 -> shown.get(0);
      case 2 -> shown.get(0) + " and " + shown.get(1);
      default -> String.join(", ", shown) + " and " + (names.size() - 2) + " more";
    };
  }

  /** {@code 1d 2h 3m 4.5s}. */
  static String duration(Duration duration) {
    StringBuilder text = new StringBuilder();
    if (duration.toDays() > 0) {
      text.append(duration.toDays()).append("d ");
    }
    if (duration.toHours() > 0) {
      text.append(duration.toHoursPart()).append("h ");
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append("m ");
    }
    long tenths = duration.toSecondsPart() * 10L + duration.toMillisPart() / 100;
    return text.append(tenths / 10).append('.').append(tenths % 10).append('s').toString();
  }

  /** {@code 400ms}, {@code 30s}, {@code 2m}: in the largest unit that leaves no rest. */
  static String shortest(Duration duration) {
    long nanos = duration.toNanos();
    long unit = 1_000;
    String name = "us";
    for (Map.Entry<String, Long> larger : UNITS) {
      if (nanos > 0 && nanos % larger.getValue() == 0) {
        unit = larger.getValue();
        name = larger.getKey();
      }
    }
    return nanos == 0 ? "0s" : nanos / unit + name;
  }

  /** {@code text} with line breaks between words, so that no line is longer than {@code most}. */
  static String wrapped(String text, int most) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > most) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }
}
