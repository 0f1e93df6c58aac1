package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;

/** Message:new holds what was written (EVT-1, EVT-8). */
final class LeakContent extends PayloadFault {

  LeakContent(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    if (event.name() == EventName.MESSAGE_NEW) {
      payload.put("content", "the content of the message");
    }
  }
}
