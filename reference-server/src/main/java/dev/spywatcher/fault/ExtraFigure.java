package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;

/** The rows of analytics:update have one key more (ANA-1). */
final class ExtraFigure extends PayloadFault {

  ExtraFigure(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    if (payload.get("data") instanceof ObjectNode data) {
      data.path("channelDiversity")
          .forEach(
              row -> {
                if (row instanceof ObjectNode object) {
                  object.put("messageCount", 1);
                }
              });
      data.put("guildName", "Lab");
    }
  }
}
