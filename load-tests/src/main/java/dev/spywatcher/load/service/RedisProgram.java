package dev.spywatcher.load.service;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** Where the program {@code redis-server} is. */
public final class RedisProgram {

  private static final String NAME = "redis-server";

  private RedisProgram() {}

  /** The one installed, or else the one that embedded-redis brings. */
  public static Path find() throws IOException {
    String path = System.getenv("PATH");
    Optional<Path> installed =
        Stream.of((path == null ? "" : path).split(File.pathSeparator))
            .map(directory -> Path.of(directory, NAME))
            .filter(Files::isExecutable)
            .findFirst();
    return installed.isPresent() ? installed.get() : embedded();
  }

  /** The one that embedded-redis brings, which is Redis 6.2. */
  public static Path embedded() throws IOException {
    return ExecutableProvider.newJarResourceProvider().get().toPath();
  }
}
