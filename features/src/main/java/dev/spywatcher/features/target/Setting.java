package dev.spywatcher.features.target;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an implementation may have been configured with, in the words of the features. The suite is
 * told the values; a scenario of a setting that it is not told is skipped.
 */
public enum Setting {
  CONNECTION_RATE(
      "limit of connection attempts", "NUMBER", "Handshakes of one address in a minute."),
  MAX_CONNECTIONS_PER_IP(
      "limit of connections at once", "NUMBER", "Connections of one address at once."),
  EVENT_RATE("limit of emissions", "NUMBER", "Emissions of one client in a second."),
  EVENT_BURST(
      "limit of emissions at once",
      "NUMBER",
      "Emissions of one client at once; twice the rate unless told."),
  RECONNECT_LIMIT(
      "limit of reconnections",
      "NUMBER",
      "Handshakes of one address in 10 s before it is blocked."),
  RECONNECT_BLOCK("length of a block", "DURATION", "How long the first block lasts, such as 2s."),
  MAX_SUBSCRIPTIONS("limit of subscriptions", "NUMBER", "Rooms of one client."),
  MAX_QUEUED_BYTES(
      "limit of waiting bytes",
      "SIZE",
      "What may wait for a client that reads too slowly, such as 1MiB."),
  TRUSTED_PROXY(
      "trusted proxy",
      "ADDRESS",
      "Loopback address of a proxy that is believed, such as 127.0.0.99."),
  CORS_ORIGIN(
      "list of origins", "ORIGINS", "Origins that browsers may connect from, separated by commas.");

  private static final String PREFIX = "spywatcher.setting.";

  private static final Map<String, String> FORMS =
      Map.of(
          "NUMBER", "[1-9]\\d{0,8}",
          "DURATION", "[1-9]\\d{0,5}(s|m)",
          "SIZE", "[1-9]\\d{0,11}(KiB|MiB)?",
          "ADDRESS", "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}",
          "ORIGINS", "(\\*|https?://[^,/\\s]+)(,\\s*https?://[^,/\\s]+)*");
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "NUMBER", "a positive number such as 60",
          "DURATION", "a duration such as 30s",
          "SIZE", "a size such as 65536, 64KiB or 1MiB",
          "ADDRESS", "an address such as 127.0.0.99",
          "ORIGINS", "a list of origins such as http://localhost:5173");

  private final String words;
  private final String label;
  private final String description;

  Setting(String words, String label, String description) {
    this.words = words;
    this.label = label;
    this.description = description;
  }

  /** What its value is, in a word of help texts. */
  public String label() {
    return label;
  }

  public String description() {
    return description;
  }

  /** Whether a value is of the form that it takes. */
  public boolean isPossible(String value) {
    return value.matches(FORMS.getOrDefault(label, ""));
  }

  /** The form that a value takes, with an example. */
  public String example() {
    return EXAMPLES.getOrDefault(label, "");
  }

  /** The setting that the words describe. */
  public static Setting of(String words) {
    return Arrays.stream(values())
        .filter(setting -> setting.words.equals(words))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no setting '%s', only: %s"
                        .formatted(
                            words,
                            Arrays.stream(values())
                                .map(setting -> setting.words)
                                .collect(Collectors.joining(", ")))));
  }

  /** The option that it is told by, without dashes in front. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The system property that carries what was told. */
  public String property() {
    return PREFIX + option();
  }

  /** What was told of the implementation under judgement, or null. */
  public @Nullable String told() {
    String value = System.getProperty(property(), "");
    return value.isBlank() ? null : value;
  }
}
