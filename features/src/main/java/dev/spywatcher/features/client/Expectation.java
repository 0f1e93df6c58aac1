package dev.spywatcher.features.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An event that is to be received, by its name and by what its payload must hold. */
public record Expectation(String name, Map<String, FieldMatcher> fields) {

  public static Expectation of(String name) {
    return new Expectation(name, Map.of());
  }

  /** The same expectation, of one field more. */
  public Expectation with(String field, FieldMatcher matcher) {
    Map<String, FieldMatcher> more = new LinkedHashMap<>(fields);
    more.put(field, matcher);
    return new Expectation(name, more);
  }

  /** The same expectation of the ids by which events are told apart, and of the fields named. */
  public Expectation only(Set<String> names) {
    Map<String, FieldMatcher> fewer = new LinkedHashMap<>();
    fields.forEach(
        (field, matcher) -> {
          if (names.contains(field)) {
            fewer.put(field, matcher);
          } else if (matcher.identity() != null) {
            fewer.put(field, matcher.sameId());
          }
        });
    return new Expectation(name, fewer);
  }

  /** Whether what was received is this. */
  public boolean matches(Received received) {
    return received.name().equals(name) && differences(received).isEmpty();
  }

  /** The fields in which what was received differs. */
  List<String> differences(Received received) {
    List<String> differences = new ArrayList<>();
    fields.forEach(
        (field, matcher) -> {
          if (!matcher.holds().test(received.payload().path(field), received.at())) {
            differences.add(
                "%s is %s and should be %s"
                    .formatted(field, received.payload().path(field), matcher.description()));
          }
        });
    return differences;
  }

  /** How near what was received comes: the higher, the nearer. */
  int likeness(Received received) {
    int sameName = received.name().equals(name) ? 1000 : 0;
    return sameName - differences(received).size();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    fields.forEach(
        (field, matcher) ->
            text.append(' ').append(field).append('=').append(matcher.description()));
    return text.toString();
  }
}
