package dev.spywatcher.features.engineio;

import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Target;
import java.time.Duration;
import java.util.Map;
import org.json.JSONObject;

/**
 * One attempt to connect by polling, which ends at once where it succeeds.
 *
 * @param letIn whether the token was taken
 * @param reply the answer that decided it
 * @param began when, by the monotonic clock
 * @param ended when, by the monotonic clock
 */
public record Visit(boolean letIn, Reply reply, long began, long ended) {
  private static final String QUERY = "EIO=4&transport=polling";
  private static final int POLLS = 4;

  /** Tries to connect with a token, and leaves again. */
  public static Visit pay(Target target, Place place, Object token, Map<String, String> headers) {
    long began = System.nanoTime();
    try (Requests requests = new Requests(target, place)) {
      Reply opened = requests.get(QUERY, headers);
      if (opened.status() != 200 || !opened.body().startsWith("0{")) {
        return new Visit(false, opened, began, System.nanoTime());
      }
      String session = QUERY + "&sid=" + Handshake.of(opened.body()).sid();
      Reply answer = present(requests, session, token, headers);
      Visit visit = new Visit(isAcceptance(answer), answer, began, System.nanoTime());
      if (answer.status() != 0) {
        requests.post(session, "1", headers);
      }
      return visit;
    }
  }

  private static Reply present(
      Requests requests, String session, Object token, Map<String, String> headers) {
    Reply taken = requests.post(session, "40" + new JSONObject(Map.of("token", token)), headers);
    if (taken.status() != 200) {
      return taken;
    }
    Reply answer = requests.get(session, headers);
    for (int i = 1; i < POLLS && answer.status() == 200 && !answer.body().contains("4"); i++) {
      answer = requests.get(session, headers);
    }
    return answer;
  }

  private static boolean isAcceptance(Reply answer) {
    return answer.status() == 200 && answer.body().contains("40{");
  }

  /** How long after the moment given, of the monotonic clock, it ended. */
  public Duration endedAfter(long nanos) {
    return Duration.ofNanos(ended - nanos);
  }

  @Override
  public String toString() {
    return (letIn ? "let in: " : "refused: ") + reply;
  }
}
