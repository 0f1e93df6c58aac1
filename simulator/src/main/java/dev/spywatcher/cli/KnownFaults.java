package dev.spywatcher.cli;

import dev.spywatcher.fakediscord.Fault;
import dev.spywatcher.fault.FaultStatus;
import dev.spywatcher.fault.Faults;
import dev.spywatcher.scenario.PlannedFault;
import dev.spywatcher.timeline.PlayableFaults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The faults that a scenario can have: those of the server, which {@code serve} plays, and those of
 * the fake Discord, which {@code discord} plays. No name is that of one of either.
 */
final class KnownFaults {

  /** Says which they are, and with which parameters. */
  static final PlayableFaults CATALOGUE = new PlayableFaults(Faults.kinds());

  private KnownFaults() {}

  /** The names of all, those of the server first. */
  static List<String> names() {
    return CATALOGUE.names();
  }

  /** A line or more for each of them: its name, and what it does with which parameters. */
  static String listed() {
    StringBuilder text = new StringBuilder("Faults of the server, which 'serve' plays:\n");
    for (FaultStatus fault : Faults.catalogue()) {
      String parameters =
          fault.parameters().entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(" "));
      list(text, fault.name(), fault.what() + (parameters.isEmpty() ? "" : "; " + parameters));
    }
    text.append("\nFaults of the fake Discord, which 'discord' plays:\n");
    for (String name : Fault.names()) {
      list(text, name, Fault.meaning(name));
    }
    return text.toString();
  }

  private static void list(StringBuilder text, String name, String what) {
    text.append(
        "  %-29s %s%n"
            .formatted(
                name,
                Plain.wrapped(what, Spywatcher.COLUMNS - 32).replace("\n", "\n" + " ".repeat(32))));
  }

  /** What {@code faults} come and go in a play, as a sentence; empty where there are none. */
  static String sentence(List<PlannedFault> faults, Collection<String> played, String other) {
    List<String> here = new ArrayList<>();
    int elsewhere = 0;
    for (PlannedFault fault : faults) {
      if (played.contains(fault.name())) {
        here.add(shown(fault));
      } else {
        elsewhere++;
      }
    }
    if (faults.isEmpty()) {
      return "";
    }
    return (here.isEmpty() ? "No faults come" : "Faults that come: " + String.join(", ", here))
        + (elsewhere == 0 ? "." : " (" + elsewhere + " for '" + other + "').");
  }

  private static String shown(PlannedFault fault) {
    String text = fault.name() + " at " + Plain.shortest(fault.at());
    if (fault.lasts() != null) {
      text += " for " + Plain.shortest(fault.lasts());
    }
    return fault.every() == null ? text : text + " every " + Plain.shortest(fault.every());
  }
}
