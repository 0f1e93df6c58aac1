package dev.spywatcher.load.growth;

/**
 * How a service is made up.
 *
 * @param servers how many
 * @param redis whether they share a Redis; one server can do without
 */
record Form(int servers, boolean redis) {

  @Override
  public String toString() {
    return servers == 1 ? redis ? "1 server, Redis" : "1 server alone" : servers + " servers";
  }
}
