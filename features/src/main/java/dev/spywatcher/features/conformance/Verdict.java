package dev.spywatcher.features.conformance;

/** What is found of a rule. */
enum Verdict {
  /** All of its scenarios that could be run passed. */
  HOLDS("holds"),
  /** A scenario that counts failed. */
  FALLS_SHORT("falls short"),
  /** A scenario failed that counts in a strict run alone. */
  WARNS("warns"),
  /** It failed, as was known. */
  KNOWN("known failing"),
  /** It was known to fail, and does not. */
  SURPRISE("holds by surprise"),
  /** No scenario of it could be run. */
  SKIPPED("skipped");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Whether a run that finds this has fallen short. */
  boolean isFailure() {
    return this == FALLS_SHORT || this == SURPRISE;
  }
}
