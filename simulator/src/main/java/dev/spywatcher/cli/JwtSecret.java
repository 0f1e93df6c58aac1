package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The key that client tokens are signed with, from wherever it was given. */
final class JwtSecret {
  private static final int LEAST_BITS = 256;

  private JwtSecret() {}

  /** The content of the file that {@code file} names, without line breaks at its end. */
  static String read(Value file) {
    try {
      return Files.readString(Path.of(file.text())).replaceFirst("[\\r\\n]+$", "");
    } catch (NoSuchFileException e) {
      throw file.isNot("a file that exists");
    } catch (IOException | RuntimeException e) {
      throw file.isNot("a text file that can be read");
    }
  }

  /** The secret by option, else by environment variable, else the one for development. */
  static String find(
      @Nullable String secret, @Nullable String file, Map<String, String> environment) {
    if (secret != null && file != null) {
      throw bothGiven("--jwt-secret", "--jwt-secret-file");
    }
    if (secret != null) {
      return checked("--jwt-secret", secret);
    }
    if (file != null) {
      return checked("--jwt-secret-file", read(Value.ofOption("--jwt-secret-file", file)));
    }
    String variable = ServeOption.JWT_SECRET.variable();
    String fileVariable = ServeOption.JWT_SECRET_FILE.variable();
    String named = environment.getOrDefault(variable, "");
    String namedFile = environment.getOrDefault(fileVariable, "");
    if (!named.isEmpty() && !namedFile.isEmpty()) {
      throw bothGiven(variable, fileVariable);
    }
    if (!named.isEmpty()) {
      return checked(variable, named);
    }
    return namedFile.isEmpty()
        ? ServerOptions.DEVELOPMENT_SECRET
        : checked(fileVariable, read(Value.of(Origin.environment(fileVariable), namedFile)));
  }

  static CommandFailure bothGiven(String secret, String file) {
    return CommandFailure.usage(secret + ": given together with " + file + "; keep one of them");
  }

  private static String checked(String label, String secret) {
    int bits = secret.getBytes(UTF_8).length * 8;
    if (bits < LEAST_BITS) {
      throw CommandFailure.usage(
          label
              + ": has "
              + bits
              + " bits, HS256 needs "
              + LEAST_BITS
              + " or more (32 characters)");
    }
    return secret;
  }
}
