package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;

/** Payloads have one key more (EVT-1, EVT-2, EVT-3, EVT-4, EVT-5). */
final class ExtraField extends PayloadFault {

  ExtraField(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    payload.put(settings.text("field"), true);
  }
}
