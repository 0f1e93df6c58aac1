package dev.spywatcher.control;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.WireTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/** The call that moves the present. */
record ClockCalls(ServiceClock clock) {

  private static final Duration LONGEST_ADVANCE = Duration.ofDays(30);

  Reply advance(Call call) throws ControlError, IOException {
    Fields fields = Fields.of(call.body(), "");
    Duration by = Parameters.duration("by", fields.text("by"), LONGEST_ADVANCE);
    fields.end();
    try {
      Instant now = clock.advance(by).join();
      return Reply.ok(Answers.JSON.createObjectNode().put("now", WireTime.of(now)));
    } catch (CompletionException e) {
      throw ControlError.of(503, "shutting_down", "the server is shutting down");
    }
  }
}
