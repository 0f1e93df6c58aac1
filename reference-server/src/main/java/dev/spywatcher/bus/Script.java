package dev.spywatcher.bus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A Lua script that Redis runs atomically. Immutable.
 *
 * @param name what to call it in messages
 * @param text the script; returns an array
 */
public record Script(String name, String text) {

  /** The script in the resource {@code name.lua} beside this class. */
  public static Script named(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name + ".lua");
      }
      return new Script(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
