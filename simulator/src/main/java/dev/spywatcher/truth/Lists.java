package dev.spywatcher.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The lists of an {@code analytics:update}: by score, then by user id, and cut to size (ANA-6).
 * Immutable.
 */
record Lists(List<Row> ghosts, List<Row> lurkers, List<Row> channelDiversity) {

  private static final int GHOSTS = 10;
  private static final int LURKERS = 10;
  private static final int CHANNEL_DIVERSE = 20;
  private static final int PRESENCES_FOR_FULL_SCORE = 5;

  /**
   * A user of a list.
   *
   * @param score what the list is sorted by
   */
  record Row(String userId, String username, double score) {
    static final Comparator<Row> ORDER =
        Comparator.comparingDouble(Row::score).reversed().thenComparing(Row::userId);
  }

  static Lists of(Tally tally) {
    TreeSet<Row> ghosts = new TreeSet<>(Row.ORDER);
    TreeSet<Row> lurkers = new TreeSet<>(Row.ORDER);
    TreeSet<Row> diverse = new TreeSet<>(Row.ORDER);
    tally
        .seen()
        .forEach(
            (user, seen) -> {
              if (seen.typingStarts > 0) {
                double score = seen.typingStarts / (seen.messages + 1.0);
                keep(ghosts, GHOSTS, user, score);
              }
              if (seen.lurks()) {
                double score = Math.min(1, seen.presences / (double) PRESENCES_FOR_FULL_SCORE);
                keep(lurkers, LURKERS, user, score);
              }
              if (!seen.channels.isEmpty()) {
                keep(diverse, CHANNEL_DIVERSE, user, seen.channels.size());
              }
            });
    Map<String, String> names = names(tally, List.of(ghosts, lurkers, diverse));
    return new Lists(named(ghosts, names), named(lurkers, names), named(diverse, names));
  }

  private static void keep(TreeSet<Row> rows, int most, long user, double score) {
    rows.add(new Row(Long.toString(user), "", score));
    if (rows.size() > most) {
      rows.pollLast();
    }
  }

  private static Map<String, String> names(Tally tally, List<TreeSet<Row>> lists) {
    Map<String, String> names = new HashMap<>();
    lists.forEach(rows -> rows.forEach(row -> names.put(row.userId(), "")));
    tally
        .crowd()
        .forEachMember(
            member -> names.computeIfPresent(member.userId(), (id, none) -> member.username()));
    tally
        .joined()
        .forEach((user, name) -> names.computeIfPresent(Long.toString(user), (id, none) -> name));
    return names;
  }

  private static List<Row> named(TreeSet<Row> rows, Map<String, String> names) {
    List<Row> named = new ArrayList<>();
    for (Row row : rows) {
      named.add(
          new Row(row.userId(), Objects.requireNonNull(names.get(row.userId())), row.score()));
    }
    return named;
  }
}
