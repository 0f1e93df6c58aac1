package dev.spywatcher.scenario;

import dev.spywatcher.scenario.FaultCatalogue.Mistake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the faults of a scenario file. */
final class FaultSection {

  private static final int MOST = 100;
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final FaultCatalogue catalogue;
  private final Duration length;
  private final List<PlannedFault> read = new ArrayList<>();

  private FaultSection(FaultCatalogue catalogue, Duration length) {
    this.catalogue = catalogue;
    this.length = length;
  }

  /**
   * The faults of a list.
   *
   * @param length of the play, within which they begin
   */
  static List<PlannedFault> read(Item list, FaultCatalogue catalogue, Duration length) {
    FaultSection section = new FaultSection(catalogue, length);
    list.items(0, MOST).forEach(section::add);
    return section.read;
  }

  private void add(Item item) {
    Section section = item.section("name", "at", "for", "every", "toxicity", "with");
    String name = section.required("name", this::name);
    Duration at = section.required("at", this::beginning);
    boolean lasting = catalogue.isLasting(name);
    Duration lasts =
        section.has("for") ? section.required("for", each -> lasting(each, name, lasting)) : null;
    Duration every =
        section.has("every")
            ? section.required("every", each -> each.duration(Duration.ofSeconds(1)))
            : null;
    Map<String, Item> given =
        section.optional("with", new LinkedHashMap<>(), each -> each.section().entries());
    if (section.has("toxicity")) {
      Item toxicity = section.required("toxicity", FaultSection::toxicity);
      if (given.put("toxicity", toxicity) != null) {
        throw toxicity.fault("stands in 'with' too; keep one");
      }
    }
    section.end();

    Map<String, String> parameters = new LinkedHashMap<>();
    given.forEach((key, value) -> parameters.put(key, value.text()));
    Mistake mistake = catalogue.inParameters(name, parameters);
    if (mistake != null) {
      Item wrong = given.get(mistake.parameter());
      throw (wrong == null ? item : wrong).fault(mistake.problem());
    }
    PlannedFault fault = new PlannedFault(name, at, lasts, every, parameters);
    requireApart(fault, lasting, item);
    read.add(fault);
  }

  private static Item toxicity(Item item) {
    item.number(0, 1);
    return item;
  }

  private String name(Item item) {
    Mistake mistake = catalogue.inName(item.text());
    if (mistake != null) {
      throw item.fault(mistake.problem());
    }
    return item.text();
  }

  private Duration beginning(Item item) {
    Duration at = item.duration(Duration.ZERO);
    if (at.compareTo(length) >= 0) {
      throw item.isNot("before the end of the play, which is " + Item.written(length) + " long");
    }
    return at;
  }

  private static Duration lasting(Item item, String name, boolean lasting) {
    if (!lasting) {
      throw item.fault(name + " happens in a moment and does not last; leave this out");
    }
    return item.duration(SHORTEST);
  }

  /** There is one of a name at a time, as there is by hand. */
  private void requireApart(PlannedFault fault, boolean lasting, Item item) {
    Duration own = fault.lasts();
    Duration every = fault.every();
    if (own != null && every != null && own.compareTo(every) > 0) {
      throw item.fault("for: it must be over before it begins again (every)");
    }
    for (int i = 0; i < read.size(); i++) {
      PlannedFault other = read.get(i);
      if (!other.name().equals(fault.name())) {
        continue;
      }
      String place = "faults[" + i + "]";
      if (every != null || other.every() != null) {
        throw item.fault(
            "name: "
                + fault.name()
                + " is that of "
                + place
                + " too; one that comes again"
                + " (every) must be the only one of its name");
      }
      if (lasting && begins(fault) < ends(other) && begins(other) < ends(fault)) {
        throw item.fault(
            "at: "
                + fault.name()
                + " would be on twice at a time, with "
                + place
                + "; let one be over ('for') before the other begins");
      }
    }
  }

  private static long begins(PlannedFault fault) {
    return fault.at().toNanos();
  }

  private static long ends(PlannedFault fault) {
    Duration lasts = fault.lasts();
    return lasts == null ? Long.MAX_VALUE : begins(fault) + lasts.toNanos();
  }
}
