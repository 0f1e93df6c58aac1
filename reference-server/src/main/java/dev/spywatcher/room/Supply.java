package dev.spywatcher.room;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Brings events of other servers to the rooms that have subscribers here. Thread-safe. */
public interface Supply {

  /**
   * A room has got its first subscriber, or lost its last. Called in order for each room, under a
   * lock of the rooms: must neither block nor publish.
   */
  void occupied(Room room, boolean occupied);

  /**
   * Completes once what happens in a room elsewhere arrives here, or where nothing can; never
   * fails. The room has a subscriber.
   */
  CompletionStage<?> flowing(Room room);

  /** What it has done since its start: how often, by a word for what. The words never change. */
  Map<String, Long> counts();
}
