package dev.spywatcher.load.run;

import dev.spywatcher.load.contender.Launch;
import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.service.RedisProcess;
import dev.spywatcher.load.service.RedisProgram;
import dev.spywatcher.load.service.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Packaged servers that share a Redis, which a run starts for itself and ends with itself. */
final class OwnService implements AutoCloseable {

  private final @Nullable RedisProcess redis;
  private final Servers servers;

  private OwnService(@Nullable RedisProcess redis, Servers servers) {
    this.redis = redis;
    this.servers = servers;
  }

  /**
   * Starts one.
   *
   * @param count of servers
   * @param redisUrl of a Redis that is there; {@code null} to start one as well
   * @param options of {@code serve}
   */
  static OwnService start(
      int count,
      @Nullable String redisUrl,
      Path jar,
      String secret,
      List<String> options,
      Scratch scratch)
      throws MeasurementException, IOException, InterruptedException {
    RedisProcess redis =
        redisUrl == null ? RedisProcess.start(RedisProgram.find(), scratch.directory()) : null;
    try {
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("--redis", redis == null ? redisUrl : redis.url().toString()));
      all.addAll(List.of("--shards", Integer.toString(count)));
      Launch launch = Launches.ours(jar, secret, Launches.JVM_OPTIONS, all, scratch);
      return new OwnService(redis, Servers.start(Collections.nCopies(count, launch)));
    } catch (MeasurementException | RuntimeException e) {
      if (redis != null) {
        redis.close();
      }
      throw e;
    }
  }

  /** Where clients connect, separated by commas. */
  String urls() {
    return joined(servers.urls());
  }

  /** Where events are injected, separated by commas. */
  String controls() {
    return joined(servers.controls());
  }

  URI control() {
    return servers.controls().get(0);
  }

  private static String joined(List<URI> urls) {
    return urls.stream().map(URI::toString).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    servers.close();
    if (redis != null) {
      redis.close();
    }
  }
}
