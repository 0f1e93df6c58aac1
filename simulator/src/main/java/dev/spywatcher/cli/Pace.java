package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.cli.Happening.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How fast things are to happen: so many a second. */
record Pace(double perSecond) {
  static final Pace AT_ONCE = new Pace(Double.POSITIVE_INFINITY);

  /** Keeps one request well below what a control API takes as a body. */
  private static final int MOST_IN_A_REQUEST = 500;

  /** Sends each occurrence when it is due; how many events the server took. */
  int send(ControlClient server, List<Occurrence> all) throws InterruptedException {
    long begun = System.nanoTime();
    int accepted = 0;
    int next = 0;
    while (next < all.size()) {
      TimeUnit.NANOSECONDS.sleep(dueNanos(next) - (System.nanoTime() - begun));
      List<ObjectNode> due = new ArrayList<>();
      long now = System.nanoTime() - begun;
      while (next < all.size() && dueNanos(next) <= now && due.size() < MOST_IN_A_REQUEST) {
        due.addAll(all.get(next++).events());
      }
      if (!due.isEmpty()) {
        accepted += server.post(due);
      }
    }
    return accepted;
  }

  private long dueNanos(int index) {
    return (long) (index * 1e9 / perSecond);
  }
}
