package dev.spywatcher.traffic;

import dev.spywatcher.population.Crowd;
import dev.spywatcher.scenario.Persona;
import java.util.List;

/** The members of a crowd who have one of some personas, numbered from 0. */
record Group(Crowd crowd, List<Persona> personas) {

  int size() {
    return personas.stream().mapToInt(crowd::count).sum();
  }

  String userId(int number) {
    Persona persona = persona(number);
    int before = 0;
    for (Persona earlier : personas.subList(0, personas.indexOf(persona))) {
      before += crowd.count(earlier);
    }
    return crowd.userId(persona, number - before);
  }

  Persona persona(int number) {
    int left = number;
    for (Persona persona : personas) {
      if (left < crowd.count(persona)) {
        return persona;
      }
      left -= crowd.count(persona);
    }
    throw new IndexOutOfBoundsException(number + " of " + size() + " members");
  }
}
