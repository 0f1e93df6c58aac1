package dev.spywatcher.timeline;

import dev.spywatcher.discord.FaultKinds;
import dev.spywatcher.fakediscord.Fault;
import dev.spywatcher.scenario.FaultCatalogue;
import dev.spywatcher.scenario.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The faults that a scenario can have: those of a server, and those of the fake Discord, which a
 * server leaves out. No name is that of one of either.
 *
 * @param server those of the server
 */
public record PlayableFaults(FaultKinds server) implements FaultCatalogue {

  private static final int SHOWN = 60;

  /** The names of all, those of the server first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(server.names());
    names.addAll(Fault.names());
    return names;
  }

  @Override
  public @Nullable Mistake inName(String name) {
    List<String> names = names();
    if (names.contains(name)) {
      return null;
    }
    String shown =
        name.codePointCount(0, name.length()) <= SHOWN
            ? name
            : name.substring(0, name.offsetByCodePoints(0, SHOWN - 1)) + "…";
    return new Mistake(
        "",
        "'%s' is no fault; nearest: %s; 'scenarios --faults' lists them all"
            .formatted(shown, Nearest.to(shown, names)));
  }

  @Override
  public boolean isLasting(String name) {
    return !Fault.names().contains(name) || Fault.isLasting(name);
  }

  @Override
  public @Nullable Mistake inParameters(String name, Map<String, String> parameters) {
    try {
      if (Fault.names().contains(name)) {
        Fault.of(name, parameters);
      } else {
        server.check(name, parameters);
      }
      return null;
    } catch (IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage());
      int end = problem.indexOf(": ");
      return end < 0 || !parameters.containsKey(problem.substring(0, end))
          ? new Mistake("", problem)
          : new Mistake(problem.substring(0, end), problem.substring(end + 2));
    }
  }
}
