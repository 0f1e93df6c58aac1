package dev.spywatcher.load.client;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Long polling: one GET waits at the server for what comes, POSTs take what goes. */
final class PollingTransport implements Transport {

  private static final String PATH = "/socket.io/?EIO=4&transport=polling";

  /** Between the packets of one body (Engine.IO 4, "Packet encoding"). */
  private static final String SEPARATOR = "\u001e";

  /** How long an answer may take that the server has nothing to wait for. */
  private static final Duration PROMPT = Duration.ofSeconds(20);

  private final HttpLane down;
  private final HttpLane up;
  private final Sink sink;
  private final Deque<String> waiting = new ArrayDeque<>();
  private String path = PATH;
  private boolean posting;
  private boolean leaving;
  private boolean ended;

  PollingTransport(EventLoop loop, ClientOptions options, Sink sink) {
    this.down = new HttpLane(loop, options);
    this.up = new HttpLane(loop, options);
    this.sink = sink;
  }

  @Override
  public void open() {
    poll();
  }

  private void poll() {
    down.request(
        HttpMethod.GET,
        path,
        "",
        // A poll waits until something comes: the heartbeat says how long that may take.
        path.equals(PATH) ? PROMPT : null,
        new HttpLane.Answer() {
          @Override
          public void answered(int status, String body) {
            polled(status, body);
          }

          @Override
          public void failed(String reason) {
            end(reason);
          }
        });
  }

  private void polled(int status, String body) {
    if (ended || leaving) {
      return;
    }
    if (status != 200) {
      end("HTTP " + status);
      return;
    }
    for (String packet : body.split(SEPARATOR)) {
      if (packet.startsWith("0{") && path.equals(PATH)) {
        try {
          path = PATH + "&sid=" + Packet.JSON.readTree(packet.substring(1)).path("sid").asText();
        } catch (IOException e) {
          end("the handshake's answer is no JSON");
          return;
        }
      }
      if (!ended && !leaving) {
        sink.packet(packet);
      }
    }
    if (!ended) {
      poll();
    }
  }

  @Override
  public void send(String packet) {
    waiting.add(packet);
    if (!posting) {
      post();
    }
  }

  private void post() {
    if (waiting.isEmpty() && leaving) {
      close();
    }
    if (ended || waiting.isEmpty()) {
      return;
    }
    posting = true;
    String body = String.join(SEPARATOR, waiting);
    waiting.clear();
    up.request(
        HttpMethod.POST,
        path,
        body,
        PROMPT,
        new HttpLane.Answer() {
          @Override
          public void answered(int status, String answer) {
            posting = false;
            if (status == 200) {
              post();
            } else {
              end("HTTP " + status);
            }
          }

          @Override
          public void failed(String reason) {
            end(reason);
          }
        });
  }

  @Override
  public void leave() {
    leaving = true;
    if (path.equals(PATH)) {
      close();
    } else {
      // Engine.IO 4, "Packet encoding": close. Without it the session lasts until it times out.
      send("1");
    }
  }

  @Override
  public void close() {
    ended = true;
    down.close();
    up.close();
  }

  private void end(String reason) {
    if (leaving) {
      close();
    } else if (!ended) {
      close();
      sink.ended(reason);
    }
  }
}
