package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the servers of a service have in common beside guilds and events: how far its clock was
 * advanced, what is played, and the faults that were switched by hand. Each part has the version in
 * which it was last commanded, so that a server does what it has not done yet, and that once.
 *
 * @param version rises with each change; 0 where nothing was ever shared
 * @param advanced by how much the clock was advanced, in all
 * @param epoch when the play began, by the service's time; {@code null} while none has
 * @param renewed the version in which everything was last forgotten and a play began
 * @param play what is played; {@code null} where the sources play nothing
 * @param paced the version in which the speed was last set
 * @param pacedAt from when on, by the service's time, where it has been
 * @param cleared the version in which all faults were last switched off
 * @param faults by name
 */
public record ServiceState(
    long version,
    Duration advanced,
    @Nullable Instant epoch,
    long renewed,
    @Nullable Play play,
    long paced,
    @Nullable Instant pacedAt,
    long cleared,
    Map<String, Switched> faults) {

  static final String KEY = "state";

  private static final String FAULT = "fault:";

  /** Nothing was commanded yet. */
  public static final ServiceState INITIAL =
      new ServiceState(0, Duration.ZERO, null, 0, null, 0, null, 0, Map.of());

  public ServiceState {
    faults = Map.copyOf(faults);
  }

  /**
   * What is played.
   *
   * @param speed a factor on time; 0 while it pauses, infinity as fast as it is taken
   */
  public record Play(String scenario, long seed, double speed) {}

  /**
   * A fault that was switched by hand.
   *
   * @param version the one in which it was
   * @param on its parameters; {@code null} where it was switched off
   */
  public record Switched(long version, @Nullable Map<String, String> on) {}

  /** The state with another play, as that of a server that has commanded nothing. */
  public ServiceState playing(@Nullable Play own) {
    return new ServiceState(
        version, advanced, epoch, renewed, own, paced, pacedAt, cleared, faults);
  }

  /** Fields and values, as Redis keeps them; without the version. */
  List<Object> fields() {
    List<Object> fields = new ArrayList<>();
    if (epoch != null) {
      field(fields, "epoch", String.valueOf(epoch.toEpochMilli()));
    }
    if (pacedAt != null) {
      field(fields, "pacedAt", String.valueOf(pacedAt.toEpochMilli()));
    }
    field(fields, "renewed", String.valueOf(renewed));
    field(fields, "paced", String.valueOf(paced));
    field(fields, "cleared", String.valueOf(cleared));
    if (play != null) {
      field(fields, "scenario", play.scenario());
      field(fields, "seed", String.valueOf(play.seed()));
      field(fields, "speed", String.valueOf(play.speed()));
    }
    faults.forEach(
        (name, fault) -> {
          fields.add(FAULT + name);
          fields.add(concatenated((fault.version() + "\n").getBytes(UTF_8), written(fault.on())));
        });
    return fields;
  }

  private static void field(List<Object> fields, String name, String value) {
    fields.add(name);
    fields.add(value);
  }

  /** Reads what {@code HGETALL} gives. */
  static ServiceState of(List<Object> hash) {
    Map<String, byte[]> fields = new TreeMap<>();
    for (int i = 0; i + 1 < hash.size(); i += 2) {
      fields.put(new String((byte[]) hash.get(i), UTF_8), (byte[]) hash.get(i + 1));
    }
    Map<String, Switched> faults = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(FAULT)) {
            faults.put(name.substring(FAULT.length()), switched(value));
          }
        });
    byte[] scenario = fields.get("scenario");
    return new ServiceState(
        number(fields, "version"),
        Duration.ofMillis(number(fields, "advanced")),
        instant(fields, "epoch"),
        number(fields, "renewed"),
        scenario == null
            ? null
            : new Play(
                new String(scenario, UTF_8),
                number(fields, "seed"),
                Double.parseDouble(text(fields, "speed", "1"))),
        number(fields, "paced"),
        instant(fields, "pacedAt"),
        number(fields, "cleared"),
        faults);
  }

  private static String text(Map<String, byte[]> fields, String name, String otherwise) {
    byte[] value = fields.get(name);
    return value == null ? otherwise : new String(value, UTF_8);
  }

  private static long number(Map<String, byte[]> fields, String name) {
    return Long.parseLong(text(fields, name, "0"));
  }

  private static @Nullable Instant instant(Map<String, byte[]> fields, String name) {
    return fields.containsKey(name) ? Instant.ofEpochMilli(number(fields, name)) : null;
  }

  private static Switched switched(byte[] value) {
    int line = 0;
    while (value[line] != '\n') {
      line++;
    }
    long version = Long.parseLong(new String(value, 0, line, UTF_8));
    return new Switched(version, read(value, line + 1));
  }

  private static byte[] concatenated(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }

  /** Parameters of a fault; nothing at all where it is off. */
  static byte[] written(@Nullable Map<String, String> parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (parameters == null) {
      return bytes.toByteArray();
    }
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(parameters.size());
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        out.writeUTF(parameter.getKey());
        out.writeUTF(parameter.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static @Nullable Map<String, String> read(byte[] value, int from) {
    if (from == value.length) {
      return null;
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(value, from, value.length - from))) {
      int count = in.readInt();
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        parameters.put(in.readUTF(), in.readUTF());
      }
      return parameters;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
