package dev.spywatcher.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A kind of source, as {@code --source} names it. */
enum SourceKind {
  SIMULATOR,
  DISCORD,
  REPLAY,
  NONE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SourceKind::word).toList();
  }

  static SourceKind of(Value value) {
    return valueOf(value.oneOf(words()).toUpperCase(Locale.ROOT));
  }
}
