package dev.spywatcher.fault;

import java.util.function.Consumer;

/** Events of one name are not sent (SUB-2). */
final class WithholdEvent extends Fault {

  WithholdEvent(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<Publication> publications(Consumer<Publication> honest) {
    return publication -> {
      if (!publication.event().name().wire().equals(settings.text("event")) || !strikes()) {
        honest.accept(publication);
      }
    };
  }
}
