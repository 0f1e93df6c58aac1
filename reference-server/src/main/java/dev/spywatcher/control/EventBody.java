package dev.spywatcher.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.form.EventForm;
import dev.spywatcher.discord.form.FormException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of {@code POST /control/events}: one event, or a list of events. */
final class EventBody {

  private EventBody() {}

  /**
   * The events of a body.
   *
   * @param now the time of an event that names none
   */
  static List<DiscordEvent> parse(JsonNode body, Instant now) throws ControlError, IOException {
    int count = body.isArray() ? body.size() : 1;
    List<DiscordEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try (JsonParser tokens = Answers.JSON.treeAsTokens(body.isArray() ? body.get(i) : body)) {
        tokens.nextToken();
        events.add(EventForm.read(tokens, now));
      } catch (FormException e) {
        throw ControlError.invalidAt(i, String.valueOf(e.getMessage()));
      }
    }
    return events;
  }
}
