package dev.spywatcher.features.target;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an implementation may have been configured with, in the words of the features. The suite is
 * told the values; a scenario of a setting that it is not told is skipped.
 */
public enum Setting {
  /** Handshakes of one address in a minute (LIM-1). */
  CONNECTION_RATE("limit of connection attempts"),
  /** Connections of one address at once (LIM-2). */
  MAX_CONNECTIONS_PER_IP("limit of connections at once"),
  /** Emissions of one client in a second (LIM-3). */
  EVENT_RATE("limit of emissions"),
  /** Emissions of one client at once (LIM-3); twice the rate unless told. */
  EVENT_BURST("limit of emissions at once"),
  /** Handshakes of one address in ten seconds, before it is blocked (LIM-4). */
  RECONNECT_LIMIT("limit of reconnections"),
  /** How long the first block lasts, such as 30s (LIM-4). */
  RECONNECT_BLOCK("length of a block"),
  /** Rooms of one client (LIM-7). */
  MAX_SUBSCRIPTIONS("limit of subscriptions"),
  /** What may wait for a client that reads too slowly, such as 1MiB (LIM-6). */
  MAX_QUEUED_BYTES("limit of waiting bytes"),
  /** A proxy that is believed (LIM-5). */
  TRUSTED_PROXY("trusted proxy"),
  /** Origins that browsers may connect from, separated by commas (CONN-8). */
  CORS_ORIGIN("list of origins");

  private static final String PREFIX = "spywatcher.setting.";

  private final String words;

  Setting(String words) {
    this.words = words;
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
