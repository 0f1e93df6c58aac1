package dev.spywatcher.control;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.intake.RejectedEventException;
import java.io.IOException;
import java.util.List;

/** The calls that make things happen in Discord, or as if nothing had happened. */
record EventCalls(Service service) {

  Reply happen(Call call) throws ControlError, IOException {
    List<DiscordEvent> events = EventBody.parse(call.body(), service.clock().instant());
    try {
      service.intake().events(events);
    } catch (RejectedEventException e) {
      throw ControlError.invalidAt(e.index(), String.valueOf(e.getMessage()));
    }
    return Reply.json(202, Answers.JSON.createObjectNode().put("accepted", events.size()));
  }

  Reply reset() {
    service.reset().run();
    return Reply.DONE;
  }
}
