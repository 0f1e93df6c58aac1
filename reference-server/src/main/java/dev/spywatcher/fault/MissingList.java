package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;

/** Analytics:update has no list of lurkers (ANA-1). */
final class MissingList extends PayloadFault {

  MissingList(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    if (payload.get("data") instanceof ObjectNode data) {
      data.remove("lurkers");
    }
  }
}
