package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.scenario.Persona;
import java.util.List;

/** The members of a crowd who have one of some personas, numbered from 0. Immutable. */
final class Group {

  private final Crowd crowd;
  private final Persona[] personas;
  private final int[] ends;

  Group(Crowd crowd, List<Persona> personas) {
    this.crowd = crowd;
    this.personas = personas.toArray(Persona[]::new);
    this.ends = new int[this.personas.length];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += crowd.count(this.personas[i]);
      ends[i] = end;
    }
  }

  int size() {
    return ends[ends.length - 1];
  }

  long user(int number) {
    int part = part(number);
    return crowd.snowflake(personas[part], part == 0 ? number : number - ends[part - 1]);
  }

  Persona persona(int number) {
    return personas[part(number)];
  }

  private int part(int number) {
    int part = 0;
    while (number >= ends[part]) {
      part++;
    }
    return part;
  }

  /** Steps that lead through everybody before they come back, some of each length. */
  static int[] strides(int size, int count, Chance chance) {
    int[] strides = new int[count];
    for (int i = 0; i < count; i++) {
      int stride = 1 + chance.at(i).below(size);
      while (greatestCommonDivisor(stride, size) != 1) {
        stride++;
      }
      strides[i] = stride;
    }
    return strides;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
