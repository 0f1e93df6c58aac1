package dev.spywatcher.control;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.WireTime;
import java.io.IOException;
import java.time.Duration;

/** The call that moves the present. */
record ClockCalls(ServiceClock clock, Commands commands) {

  private static final Duration LONGEST_ADVANCE = Duration.ofDays(30);

  Reply advance(Call call) throws ControlError, NotEverywhereException, IOException {
    Fields fields = Fields.of(call.body(), "");
    Duration by = Parameters.duration("by", fields.text("by"), LONGEST_ADVANCE);
    fields.end();
    try {
      Commands.Done done = commands.advance(by);
      return Reply.ok(
          Answers.servers(
              Answers.JSON.createObjectNode().put("now", WireTime.of(clock.instant())),
              done.servers()));
    } catch (IllegalStateException e) {
      throw ControlError.of(503, "shutting_down", "the server is shutting down");
    }
  }
}
