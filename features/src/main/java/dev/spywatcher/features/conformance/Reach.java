package dev.spywatcher.features.conformance;

import dev.spywatcher.features.engineio.RawWebSocket;
import dev.spywatcher.features.engineio.Reply;
import dev.spywatcher.features.engineio.Requests;
import dev.spywatcher.features.engineio.Visit;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.stimulus.HttpStimulus;
import dev.spywatcher.features.stimulus.Snowflake;
import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.token.TokenMint;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes sure, in seconds, that there is something to judge: else the run cannot be done. */
final class Reach {
  private static final String HANDSHAKE = "EIO=4&transport=polling";

  private final Target target;

  Reach(Target target) {
    this.target = target;
  }

  /** Fails with one line that says what is missing. */
  void check() {
    try (Requests requests = new Requests(target, Place.fresh(target.url()))) {
      checkHandshake(requests.get(HANDSHAKE));
    }
    checkToken();
    checkStimulus();
  }

  private void checkHandshake(Reply reply) {
    if (reply.status() == 0) {
      throw new UsageException("--url %s: %s", target.url(), why(reply.body()));
    }
    if (!reply.body().startsWith("0{") && !speaksWebSocket()) {
      throw new UsageException(
          "--url %s: speaks HTTP, but no Socket.IO: GET /socket.io/?%s was answered %d %s",
          target.url(), HANDSHAKE, reply.status(), brief(reply.body()));
    }
  }

  private boolean speaksWebSocket() {
    Place place = Place.fresh(target.url());
    try (RawWebSocket socket = RawWebSocket.attempt(target, place, "EIO=4&transport=websocket")) {
      return socket.awaitOpened().status() == 101;
    } catch (AssertionError noAnswer) {
      return false;
    }
  }

  private void checkToken() {
    String token = new TokenMint(target.jwtSecret()).token(Snowflake.any(), "USER");
    Visit visit = Visit.pay(target, Place.fresh(target.url()), token, Map.of());
    Reply reply = visit.reply();
    if (!visit.letIn() && reply.body().contains("44{")) {
      throw new UsageException(
          "--jwt-secret: %s refuses a token that is signed with it: %s",
          target.url(), brief(reply.body().replaceFirst("^.*?44\\{", "{")));
    }
    if (!visit.letIn() && reply.status() == 0) {
      throw new UsageException(
          "--url %s: the handshake is answered, and then nothing: %s",
          target.url(), why(reply.body()));
    }
  }

  private void checkStimulus() {
    try {
      new HttpStimulus(target)
          .put(
              new Guild(
                  Snowflake.any(),
                  "Rehearsal",
                  List.of(new Guild.Channel(Snowflake.any(), "general")),
                  List.of(),
                  List.of()));
    } catch (RuntimeException e) {
      String detail =
          e.getCause() == null ? String.valueOf(e.getMessage()) : why(e.toString() + e.getCause());
      throw new UsageException(
          "--inject-url %s: %s%s",
          target.injectUrl(),
          brief(detail),
          String.valueOf(target.injectUrl()).matches("https?://[^/]+/?")
              ? "; the reference server has these calls under /control"
              : "");
    }
  }

  private static String why(String failure) {
    if (failure.contains("ConnectException") || failure.contains("Failed to connect")) {
      return "nothing listens there";
    }
    if (failure.contains("UnknownHost")) {
      return "there is no such host";
    }
    if (failure.contains("SSL")) {
      return "no trusted TLS: " + brief(failure) + "; --ca names a certificate to trust";
    }
    if (failure.toLowerCase(Locale.ROOT).contains("timeout")) {
      return "no answer in time";
    }
    return brief(failure);
  }

  private static String brief(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }
}
