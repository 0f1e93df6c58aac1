package dev.spywatcher.comparison;

/** One thing that both servers must do alike. */
record Case(String name, Setup setup, Script script) {

  /** What a client does, and what befalls it. */
  interface Script {
    void play(Stage stage);
  }

  Case(String name, Script script) {
    this(name, Setup.PATIENT, script);
  }

  @Override
  public String toString() {
    return name;
  }
}
