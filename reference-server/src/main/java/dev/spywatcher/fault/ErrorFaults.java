package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** Faults that break rules on errors (ERR). */
final class ErrorFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "error-as-string", "errors are plain strings", ErrorAsString::new, Map.of(), "ERR-1"),
          kind(
              "error-with-code",
              "errors have a code beside their message",
              ErrorWithCode::new,
              Map.of(),
              "ERR-1"),
          kind(
              "error-with-stack",
              "errors tell where in the server they come from",
              ErrorWithStack::new,
              Map.of(),
              "ERR-1"),
          kind(
              "unknown-event-disconnects",
              "an unknown event disconnects the client",
              UnknownEventDisconnects::new,
              Map.of(),
              "ERR-2"),
          kind(
              "unknown-event-errors",
              "an unknown event is an error",
              UnknownEventErrors::new,
              Map.of(),
              "ERR-2"));

  private ErrorFaults() {}
}
