package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP half, a WireMock: the built-in answers come last, so that the user's own mappings win.
 * Thread-safe.
 */
final class RestServer implements AutoCloseable {

  private static final int THREADS = 30;
  private static final int JOURNAL = 200;

  private final WireMockServer server;

  private RestServer(WireMockServer server) {
    this.server = server;
  }

  /**
   * Begins to listen.
   *
   * @throws PortTakenException where the port is not free
   * @throws IllegalArgumentException where the user's mappings cannot be read
   */
  static RestServer start(FakeDiscordOptions options, Extension... extensions) {
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .port(options.restPort())
            .usingFilesUnderDirectory(root(options.mappings()).toString())
            .containerThreads(THREADS)
            .jettyAcceptors(1)
            .maxRequestJournalEntries(JOURNAL)
            .jettyStopTimeout(1000L)
            .extensionScanningEnabled(false)
            .stubRequestLoggingDisabled(true)
            .notifier(new QuietNotifier())
            .extensions(new BuiltInMapping())
            .extensions(extensions);
    WireMockServer server = withMappings(configuration, options.mappings());
    try {
      server.start();
    } catch (FatalStartupException e) {
      throw new PortTakenException("--port", options.restPort());
    }
    return new RestServer(server);
  }

  private static WireMockServer withMappings(
      WireMockConfiguration configuration, @Nullable Path mappings) {
    try {
      return new WireMockServer(configuration);
    } catch (RuntimeException e) {
      if (mappings == null) {
        throw e;
      }
      String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw new IllegalArgumentException("--mappings: " + mappings + ": " + message, e);
    }
  }

  /** The folder that holds {@code mappings}; without one, a folder that is not there. */
  private static Path root(@Nullable Path mappings) {
    if (mappings == null) {
      return Path.of(System.getProperty("java.io.tmpdir"), "spywatcher-" + UUID.randomUUID());
    }
    Path folder = mappings.toAbsolutePath().normalize();
    if (Files.isDirectory(folder.resolve("mappings"))) {
      return folder;
    }
    if (folder.endsWith("mappings")) {
      return Objects.requireNonNull(folder.getParent());
    }
    throw new IllegalArgumentException(
        "--mappings: "
            + mappings
            + " is not a folder named mappings, nor one that has such a folder");
  }

  /** {@code http://127.0.0.1:port}. */
  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
