package dev.spywatcher.control;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of a request. */
final class Parameters {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private final Map<String, String> values = new LinkedHashMap<>();

  private Parameters() {}

  /** Reads a query; a parameter that is none of {@code known} is refused. */
  static Parameters of(URI uri, String... known) throws ControlError {
    Parameters parameters = new Parameters();
    String query = uri.getRawQuery();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!java.util.List.of(known).contains(name)) {
        throw ControlError.invalid(
            "?" + name + ": is not a parameter here; known are " + String.join(", ", known));
      }
      try {
        parameters.values.put(
            name,
            URLDecoder.decode(
                equals < 0 ? "" : pair.substring(equals + 1), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw ControlError.invalid("?" + name + ": is not URL-encoded");
      }
    }
    return parameters;
  }

  @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  long number(String name, long otherwise, long most) throws ControlError {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message below.
    }
    throw ControlError.invalid(
        "?" + name + ": \"" + value + "\" is not a number between 0 and " + most);
  }

  Duration duration(String name, Duration otherwise, Duration most) throws ControlError {
    String value = text(name);
    return value == null ? otherwise : duration("?" + name, value, most);
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}. */
  static Duration duration(String field, String value, Duration most) throws ControlError {
    Matcher matcher = DURATION.matcher(value);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          };
      if (duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    throw ControlError.invalid(
        field
            + ": \""
            + (value.length() > 64 ? value.substring(0, 64) + "…" : value)
            + "\" is not a duration such as 500ms, 30s or 5m, of at most "
            + most.toSeconds()
            + "s");
  }
}
