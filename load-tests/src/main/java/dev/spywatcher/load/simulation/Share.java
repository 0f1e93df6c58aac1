package dev.spywatcher.load.simulation;

/**
 * A share of the clients that is to be back after all were dropped.
 *
 * @param clients how many were dropped
 * @param percent of them
 */
record Share(int clients, int percent) {

  /** How many that are, rounded up. */
  int count() {
    return (int) (((long) clients * percent + 99) / 100);
  }

  /**
   * Whether they are back: so many have come, and so many are there. Either alone says too little:
   * one client may come twice while another stays away, and before the drop is seen all are there.
   *
   * @param begun subscriptions that have begun since the drop
   * @param subscribed clients that are subscribed now
   */
  boolean back(long begun, int subscribed) {
    return begun >= count() && (percent == 100 ? subscribed == clients : subscribed >= count());
  }
}
