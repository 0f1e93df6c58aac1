package dev.spywatcher.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** How this program was started and which version it is, for hints that can be pasted. */
final class Program {
  private Program() {}

  /** {@code java -jar simulator/target/spywatcher.jar}, as seen from the working directory. */
  static String command() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      if (jar.toString().endsWith(".jar")) {
        Path here = Path.of("").toAbsolutePath();
        return "java -jar " + quoted(jar.startsWith(here) ? here.relativize(jar) : jar);
      }
    } catch (URISyntaxException | RuntimeException e) {
      // Only a hint: the name will do.
    }
    return "spywatcher";
  }

  static String version() {
    String version = Program.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static String quoted(Path path) {
    return path.toString().contains(" ") ? "'" + path + "'" : path.toString();
  }
}
