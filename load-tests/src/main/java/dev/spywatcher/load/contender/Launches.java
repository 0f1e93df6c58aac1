package dev.spywatcher.load.contender;

import dev.spywatcher.load.bare.BareServer;
import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How each of the contenders is started here. */
public final class Launches {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private Launches() {}

  /**
   * The packaged server, as any user would start it.
   *
   * @param options of {@code serve}, beside those that keep it by itself
   */
  public static Launch ours(
      Path jar, String secret, List<String> jvmOptions, List<String> options, Scratch scratch)
      throws MeasurementException {
    if (!Files.isRegularFile(jar)) {
      throw new MeasurementException(
          "--server-jar: " + jar + " is not there; build it with: mvn -q -DskipTests package");
    }
    List<String> command = java(jvmOptions);
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "serve"));
    command.addAll(List.of("--source", "none", "--port", "0", "--control-port", "0"));
    command.addAll(options);
    return new Launch(
        Contender.OURS, command, scratch.directory(), Map.of("SPYWATCHER_JWT_SECRET", secret));
  }

  /** The bare server, out of the benchmark's own jar. */
  public static Launch bare(List<String> jvmOptions, Scratch scratch) {
    List<String> command = java(jvmOptions);
    command.addAll(List.of("-cp", ownJar().toString(), BareServer.class.getName()));
    return new Launch(Contender.BARE, command, scratch.directory(), Map.of());
  }

  /** The plain socket.io server. */
  public static Launch node(String secret, Scratch scratch) throws MeasurementException {
    try {
      Path directory = Files.createDirectory(scratch.directory().resolve("socketio-node"));
      return NodeServer.install(directory, secret);
    } catch (IOException e) {
      throw new MeasurementException("its directory cannot be made: " + e.getMessage(), e);
    }
  }

  private static List<String> java(List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(JAVA.toString());
    command.addAll(jvmOptions);
    return command;
  }

  /** The jar that this runs from. */
  public static Path ownJar() {
    try {
      return Path.of(Launches.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
