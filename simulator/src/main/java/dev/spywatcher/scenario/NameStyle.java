package dev.spywatcher.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the people of a guild call themselves. */
public enum NameStyle {
  /** Some of everything: handles, names in several scripts, emoji, what looks like markup. */
  MIXED,
  /** Handles of ASCII letters, digits, dots and underscores. */
  PLAIN,
  /** Every name has an emoji, many of more than one code point. */
  EMOJI,
  /** Names in Arabic and Hebrew script, some with digits or Latin words inside. */
  RIGHT_TO_LEFT;

  /** As a scenario file has it: {@code right-to-left}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(NameStyle::word).toList();
  }

  static NameStyle of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
