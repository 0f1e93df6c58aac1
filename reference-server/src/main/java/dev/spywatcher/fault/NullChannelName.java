package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;

/** Message:new has no name of its channel (EVT-1). */
final class NullChannelName extends PayloadFault {

  NullChannelName(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    if (event.name() == EventName.MESSAGE_NEW) {
      payload.putNull("channelName");
    }
  }
}
