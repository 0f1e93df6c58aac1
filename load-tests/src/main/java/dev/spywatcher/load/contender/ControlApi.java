package dev.spywatcher.load.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.feed.Guild;
import dev.spywatcher.load.machine.LiveHeap;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The few calls to a contender's control API that are not part of a measure. */
public final class ControlApi {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  private ControlApi() {}

  /** Defines a guild. */
  public static void define(ServerProcess server, Guild guild) throws MeasurementException {
    call(
        server,
        "/control/guilds/" + guild.id(),
        HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(guild.definition())));
  }

  /** Bytes of heap that are in use after a full garbage collection. */
  public static long liveHeap(ServerProcess server) throws MeasurementException {
    if (server.contender() != Contender.NODE) {
      return LiveHeap.of(server.pid());
    }
    String memory = call(server, "/control/memory", HttpRequest.newBuilder().GET());
    try {
      return new ObjectMapper().readTree(memory).get("heapUsed").longValue();
    } catch (IOException e) {
      throw new MeasurementException("/control/memory: is not JSON", e);
    }
  }

  private static String call(ServerProcess server, String path, HttpRequest.Builder call)
      throws MeasurementException {
    HttpRequest request = call.uri(server.control().resolve(path)).timeout(DEADLINE).build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new MeasurementException(
            request.method() + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new MeasurementException(request.method() + " " + path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    }
  }
}
