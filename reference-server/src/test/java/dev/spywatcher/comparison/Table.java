package dev.spywatcher.comparison;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The outcome: case by case, client by client, transport by transport. Thread-safe. */
final class Table {

  /** The two official clients. */
  enum ClientName {
    JAVASCRIPT("JS"),
    JAVA("Java");

    private final String text;

    ClientName(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Two transcripts.
   *
   * @param accepted the difference that is accepted here, if there is one
   */
  private record Outcome(
      List<String> theirs, List<String> ours, @Nullable AcceptedDifference accepted) {

    boolean same() {
      return theirs.equals(ours);
    }

    @Override
    public String toString() {
      return "node socket.io:\n  "
          + String.join("\n  ", shortened(theirs))
          + "\nours:\n  "
          + String.join("\n  ", shortened(ours))
          + "\n";
    }

    /** Around what differs; the lines before and after it are the same. */
    private List<String> shortened(List<String> lines) {
      int shorter = Math.min(theirs.size(), ours.size());
      int head = 0;
      while (head < shorter && theirs.get(head).equals(ours.get(head))) {
        head++;
      }
      int first = Math.max(0, head - 3);
      return lines.subList(first, Math.min(lines.size(), first + 12)).stream()
          .map(line -> line.length() <= 120 ? line : line.substring(0, 120) + "…")
          .toList();
    }
  }

  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

  /** Takes an outcome; what is wrong with it, or {@code null}. */
  @Nullable String add(NodeComparisonTest.View view, List<String> theirs, List<String> ours) {
    AcceptedDifference accepted =
        AcceptedDifference.ALL.stream()
            .filter(one -> one.covers(view.script().name(), view.client(), view.transport()))
            .findFirst()
            .orElse(null);
    Outcome outcome = new Outcome(theirs, ours, accepted);
    outcomes.put(view.toString(), outcome);
    if (outcome.same()) {
      if (!Transcript.isWhole(ours)) {
        return "the script does not come to its end with either server\n" + outcome;
      }
      return accepted == null ? null : "no difference any more: " + accepted.reason();
    }
    return accepted == null ? "the transcripts differ\n" + outcome : null;
  }

  /** The verdicts and the accepted differences, as Markdown. */
  String verdicts(List<Case> cases) {
    StringBuilder page = new StringBuilder("# Our server beside a plain Node socket.io server\n\n");
    page.append("| case |");
    StringBuilder rule = new StringBuilder("|---|");
    for (ClientName client : ClientName.values()) {
      for (Transport transport : Transport.values()) {
        page.append(" ").append(client).append(", ").append(transport).append(" |");
        rule.append("---|");
      }
    }
    page.append("\n").append(rule).append("\n");
    for (Case script : cases) {
      page.append("| ").append(script.name()).append(" |");
      for (ClientName client : ClientName.values()) {
        for (Transport transport : Transport.values()) {
          page.append(" ").append(verdict(script, client, transport)).append(" |");
        }
      }
      page.append("\n");
    }
    page.append("\nAccepted differences:\n\n");
    for (AcceptedDifference accepted : AcceptedDifference.ALL) {
      page.append("- *").append(accepted.script()).append("*: ").append(accepted.reason());
      page.append("\n");
    }
    return page.toString();
  }

  /** What differs, transcript beside transcript, as Markdown. */
  String differences() {
    StringBuilder page = new StringBuilder();
    new TreeMap<>(outcomes)
        .forEach(
            (view, outcome) -> {
              if (!outcome.same()) {
                page.append("\n## ").append(view).append("\n\n");
                page.append("```\n").append(outcome).append("```\n");
              }
            });
    return page.toString();
  }

  /** Every transcript in full: that of both servers where they are the same. */
  String transcripts() {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(outcomes)
        .forEach(
            (view, outcome) -> {
              all.append("== ").append(view).append("\n");
              outcome.ours().forEach(line -> all.append(line).append("\n"));
              if (!outcome.same()) {
                all.append("-- node socket.io:\n");
                outcome.theirs().forEach(line -> all.append(line).append("\n"));
              }
              all.append("\n");
            });
    return all.toString();
  }

  private String verdict(Case script, ClientName client, Transport transport) {
    Outcome outcome =
        outcomes.get(new NodeComparisonTest.View(script, client, transport).toString());
    if (outcome == null) {
      return "not run";
    } else if (outcome.same()) {
      return "same";
    }
    AcceptedDifference accepted = outcome.accepted();
    return accepted == null ? "**differs**" : "differs: " + accepted.summary();
  }
}
