package dev.spywatcher.features.engineio;

import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Target;
import org.jspecify.annotations.Nullable;

/** A session on polling alone: packets are joined by the record separator. */
final class RawPolling extends RawSession {
  private static final String SEPARATOR = "\u001e";

  private final Requests requests;
  private final String session;

  RawPolling(Target target, Place place) {
    String query = "EIO=4&transport=polling";
    this.requests = new Requests(target, place);
    Reply opened = requests.get(query);
    if (opened.status() != 200 || !opened.body().startsWith("0{")) {
      requests.close();
      throw new AssertionError("GET %s was answered %s".formatted(query, opened));
    }
    this.session = query + "&sid=" + Handshake.of(opened.body()).sid();
    receiveAll(opened.body());
    poll();
  }

  @Override
  int write(String packet) {
    return requests.post(session, packet).status();
  }

  @Override
  public void close() {
    ended("by this side");
    requests.close();
  }

  private void poll() {
    sent();
    requests.poll(session).whenComplete(this::polled);
  }

  private void polled(@Nullable Reply answer, @Nullable Throwable failure) {
    if (failure != null || answer == null || answer.status() != 200) {
      ended("without a word: " + answer);
      return;
    }
    receiveAll(answer.body());
    if (!isClosed() && !isSilent()) {
      poll();
    }
  }

  private void receiveAll(String payload) {
    for (String packet : payload.split(SEPARATOR)) {
      receive(packet);
      if (packet.equals("1")) {
        ended("by a close packet");
      }
    }
  }
}
