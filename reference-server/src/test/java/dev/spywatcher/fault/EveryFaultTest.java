package dev.spywatcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether each fault shows, and whether it is gone once it is off. */
@Timeout(60)
class EveryFaultTest {

  private static Stream<Symptom> symptoms() {
    return Symptoms.ALL.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("symptoms")
  void aClientNoticesItAndNoticesItsEnd(Symptom symptom) {
    try (World world = new World(symptom.options())) {
      world.reset();
      List<String> honest = symptom.probe().look(world);

      world.reset();
      world.fault(symptom.fault(), symptom.parameters());
      List<String> broken = symptom.probe().look(world);
      assertThat(broken).as("what is seen while " + symptom + " is on").isNotEqualTo(honest);

      world.noFault(symptom.fault());
      world.reset();
      assertThat(symptom.probe().look(world)).as("once it is off").isEqualTo(honest);
    }
  }

  private static Stream<Symptom> symptomsOfToxicity() throws BadFaultException {
    List<Symptom> symptoms = new ArrayList<>();
    for (Symptom symptom : Symptoms.ALL) {
      if (Catalogue.kind(symptom.fault()).parameters().containsKey(Settings.TOXICITY)) {
        symptoms.add(symptom);
      }
    }
    return symptoms.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("symptomsOfToxicity")
  void itDoesNotShowWhereItNeverStrikes(Symptom symptom) {
    try (World world = new World(symptom.options())) {
      world.reset();
      List<String> honest = symptom.probe().look(world);

      world.reset();
      world.fault(symptom.fault(), never(symptom.parameters().strip()));

      assertThat(symptom.probe().look(world)).isEqualTo(honest);
    }
  }

  /** The same parameters, but for a toxicity of 0. */
  private static String never(String parameters) {
    return parameters.isEmpty() || parameters.equals("{}")
        ? "{\"toxicity\":0}"
        : parameters.substring(0, parameters.length() - 1) + ",\"toxicity\":0}";
  }

  @Test
  void everyFaultHasASymptom() {
    List<String> seen = new ArrayList<>(Symptoms.ALL.stream().map(Symptom::fault).toList());
    // It would show after 45 s only: FaultsTest asks the conduct itself.
    seen.add("no-connect-timeout");
    // They show in a log, at an end, behind TLS, or where an authority is out of reach.
    seen.addAll(UnseenFaultsTest.NAMES);

    assertThat(Catalogue.KINDS.stream().map(Kind::name)).containsExactlyInAnyOrderElementsOf(seen);
  }
}
