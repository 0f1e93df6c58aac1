package dev.spywatcher.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The known word that a mistyped one is closest to. */
public final class Nearest {
  private Nearest() {}

  /** The member of {@code known} with the fewest edits between; known must not be empty. */
  public static String to(String word, Collection<String> known) {
    String sought = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(sought, candidate)))
        .orElseThrow();
  }

  /** Levenshtein distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
