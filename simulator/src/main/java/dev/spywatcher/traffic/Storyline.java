package dev.spywatcher.traffic;

import java.util.List;

/**
 * One kind of behaviour in one guild, as an endless row of episodes. Stateless: any episode can be
 * made again alone.
 */
interface Storyline {

  /** When episode {@code n} begins, in nanoseconds of play; never before the one before it. */
  long beginning(long n);

  /** What happens in episode {@code n}, in order of time, nothing before its beginning. */
  List<TimedEvent> episode(long n);
}
