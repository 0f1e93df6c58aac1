package dev.spywatcher.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of a request. Not thread-safe. */
final class Query {

  private final Map<String, String> values = new LinkedHashMap<>();

  /** Asks for {@code value}; for nothing where that is {@code null}. */
  Query with(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value.toString());
    }
    return this;
  }

  /** As it stands in a URL, its question mark included; empty without anything. */
  @Override
  public String toString() {
    return values.isEmpty()
        ? ""
        : values.entrySet().stream()
            .map(one -> one.getKey() + "=" + ControlClient.segment(one.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }
}
