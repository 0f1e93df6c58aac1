package dev.spywatcher.load.account;

/** What is counted of deliveries. */
public enum Column {
  EXPECTED("expected"),
  RECEIVED("received"),
  LOST("lost"),
  DOUBLED("doubled"),
  OUT_OF_ORDER("out of order"),
  LEAKED("leaked"),
  LATE("late");

  private final String label;

  Column(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  String key() {
    return label.replace(' ', '_');
  }
}
