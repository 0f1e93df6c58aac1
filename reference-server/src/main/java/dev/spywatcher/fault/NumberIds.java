package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;
import java.math.BigInteger;

/** User ids are numbers (EVT-1, EVT-2, EVT-3, EVT-4, EVT-5). */
final class NumberIds extends PayloadFault {

  NumberIds(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    String id = payload.path("userId").asText();
    if (id.matches("\\d+")) {
      payload.put("userId", new BigInteger(id));
    }
  }
}
