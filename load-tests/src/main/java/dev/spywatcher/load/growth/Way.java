package dev.spywatcher.load.growth;

/** How events come to a service, and where its clients are. */
enum Way {
  /** Posted at the server that ingests them; clients at each server. */
  DIRECT("the same"),
  /** Posted at a server that does not ingest them; clients at each server. */
  FORWARDED("another"),
  /**
   * Redis stopped: the server that would ingest them goes on alone, and has all the clients that
   * get any.
   */
  CUT_OFF("cut off");

  private final String word;

  Way(String word) {
    this.word = word;
  }

  /** Where they are posted, for a table. */
  @Override
  public String toString() {
    return word;
  }
}
