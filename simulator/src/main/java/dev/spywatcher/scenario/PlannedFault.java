package dev.spywatcher.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault that comes and goes while a scenario is played: one of the server, or one of the fake
 * Discord. Immutable.
 *
 * @param at time of play at which it begins
 * @param lasts how long it is on; {@code null} until the end of the play
 * @param every from one beginning to the next; {@code null} for a single one
 * @param parameters as an order by hand has them, toxicity included
 */
public record PlannedFault(
    String name,
    Duration at,
    @Nullable Duration lasts,
    @Nullable Duration every,
    Map<String, String> parameters) {

  public PlannedFault {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** {@code , with delay=400ms, toxicity=0.3}; empty where there are no parameters. */
  public String shownParameters() {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", ", ", with ", ""));
  }
}
