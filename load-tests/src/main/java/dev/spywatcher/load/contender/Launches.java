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

  /**
   * Options of the JVM that suit a server with thousands of clients on two cores: the serial
   * collector leaves most to the server and keeps the least memory.
   */
  public static final List<String> JVM_OPTIONS =
      List.of("-Xms64m", "-Xmx512m", "-Xmn32m", "-XX:+UseSerialGC");

  private Launches() {}

  /**
   * The packaged server, as any user would start it.
   *
   * @param options of {@code serve}, beside those that keep it by itself; no {@code --source} means
   *     that of the control API alone
   */
  public static Launch ours(
      Path jar, String secret, List<String> jvmOptions, List<String> options, Scratch scratch)
      throws MeasurementException {
    return ours(jar, secret, jvmOptions, 0, 0, options, scratch);
  }

  /** The same on given ports; 0 means any free one. */
  public static Launch ours(
      Path jar,
      String secret,
      List<String> jvmOptions,
      int port,
      int controlPort,
      List<String> options,
      Scratch scratch)
      throws MeasurementException {
    if (!Files.isRegularFile(jar)) {
      throw new MeasurementException(
          "--server-jar: " + jar + " is not there; build it with: mvn -q -DskipTests package");
    }
    List<String> command = java(jvmOptions);
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "serve"));
    if (!options.contains("--source")) {
      command.addAll(List.of("--source", "none"));
    }
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--control-port", Integer.toString(controlPort)));
    command.addAll(options);
    return new Launch(
        Contender.OURS, command, scratch.directory(), Map.of("SPYWATCHER_JWT_SECRET", secret));
  }

  /** The bare server, out of our own jar. */
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

  /** The command that runs a simulation and leaves its report in a directory. */
  public static List<String> simulation(String name, Path directory) {
    List<String> command = java(List.of("-Xmx600m", "-XX:+UseSerialGC"));
    command.addAll(
        List.of(
            "-jar", ownJar().toString(), "run", name, "--no-page", "--out", directory.toString()));
    return command;
  }

  private static List<String> java(List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(JAVA.toString());
    command.addAll(jvmOptions);
    return command;
  }

  /** The packaged server of this source tree. */
  public static Path packagedServer() {
    return ownJar()
        .resolveSibling("../../simulator/target/spywatcher.jar")
        .toAbsolutePath()
        .normalize();
  }

  /** The jar that this runs from. */
  private static Path ownJar() {
    try {
      return Path.of(Launches.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
