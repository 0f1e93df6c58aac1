package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;

/** Payloads lack a key (EVT-1, EVT-2, EVT-3, EVT-4, EVT-5). */
final class MissingField extends PayloadFault {

  MissingField(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    payload.remove(settings.text("field"));
  }
}
