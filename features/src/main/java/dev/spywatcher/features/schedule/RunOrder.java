package dev.spywatcher.features.schedule;

import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.order.PickleOrder;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestCaseFinished;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order in which scenarios are begun. Is told of those that end, so that others may begin. */
public final class RunOrder implements PickleOrder, ConcurrentEventListener {
  static final String ALONE = "@alone";

  /** What may not happen while others are served. */
  static final String LAST = "@last";

  /** What takes more than half a minute, since a rule of the document does. */
  public static final String SLOW = "@slow";

  private volatile int count;

  /** How many scenarios were ordered. */
  public int count() {
    return count;
  }

  @Override
  public List<Pickle> orderPickles(List<Pickle> pickles) {
    count = pickles.size();
    int alone = (int) pickles.stream().filter(pickle -> has(pickle, ALONE)).count();
    int last = (int) pickles.stream().filter(pickle -> has(pickle, LAST)).count();
    Turn.expect(alone, pickles.size() - last);
    List<Pickle> ordered = new ArrayList<>(pickles);
    ordered.sort(Comparator.comparingInt(RunOrder::rank));
    return ordered;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestCaseFinished.class, this::ended);
  }

  private void ended(TestCaseFinished event) {
    Turn.over(event.getTestCase().getTags());
  }

  private static boolean has(Pickle pickle, String tag) {
    return pickle.getTags().contains(tag);
  }

  private static int rank(Pickle pickle) {
    if (has(pickle, ALONE)) {
      return 0;
    }
    if (has(pickle, LAST)) {
      return 3;
    }
    return has(pickle, SLOW) ? 1 : 2;
  }
}
