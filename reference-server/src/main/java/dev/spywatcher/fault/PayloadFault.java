package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;
import java.util.function.Consumer;

/** Changes the payload of events. */
abstract class PayloadFault extends Fault {

  PayloadFault(Setup setup) {
    super(setup);
  }

  /** Changes a payload in place. */
  abstract void edit(EncodedEvent event, ObjectNode payload);

  @Override
  final Consumer<Publication> publications(Consumer<Publication> honest) {
    return publication -> honest.accept(strikes() ? changed(publication) : publication);
  }

  private Publication changed(Publication publication) {
    EncodedEvent event = publication.event();
    return publication.with(Payloads.changed(event, payload -> edit(event, payload)));
  }
}
