package dev.spywatcher.features.steps;

import java.util.List;

/** What is put into message content, and must not come out anywhere. */
final class Secrets {
  static final List<String> MARKERS =
      List.of("xyzzy-confidential", "ben.secret@example.org", "203.0.113.77", "sk-plugh-0451");

  static final String CONTENT = "the password is " + String.join(", mind ", MARKERS);

  private Secrets() {}
}
