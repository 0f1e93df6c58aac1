package dev.spywatcher.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every fault there is: first what a network or a server under strain does, then rule by rule. */
final class Catalogue {

  static final List<Kind> KINDS =
      Stream.of(
              NetworkFaults.KINDS,
              OutageFaults.KINDS,
              ConnectionFaults.KINDS,
              TokenFaults.KINDS,
              SubscriptionFaults.KINDS,
              EventFaults.KINDS,
              AnalyticsFaults.KINDS,
              ErrorFaults.KINDS,
              LimitFaults.KINDS)
          .flatMap(Collection::stream)
          .toList();

  private Catalogue() {}

  /** The fault of that name. */
  static Kind kind(String name) throws BadFaultException {
    return KINDS.stream()
        .filter(kind -> kind.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new BadFaultException(
                    "fault: \""
                        + (name.length() > 64 ? name.substring(0, 64) + "…" : name)
                        + "\" is none; did you mean "
                        + nearest(name)
                        + "? GET /control/faults lists them all"));
  }

  private static String nearest(String name) {
    return KINDS.stream()
        .map(Kind::name)
        .max(Comparator.comparingLong(known -> alike(known, name)))
        .orElseThrow();
  }

  /** How many pairs of letters of one name are in the other, too. */
  private static long alike(String known, String name) {
    return Stream.iterate(0, i -> i + 2 <= Math.min(name.length(), 64), i -> i + 1)
        .filter(i -> known.contains(name.substring(i, i + 2)))
        .count();
  }
}
