package dev.spywatcher.fakediscord;

/**
 * Something that Discord does on a bad day. A fault of the gateway strikes every connection that is
 * open at that moment; one of REST waits for the requests that it is aimed at.
 */
public sealed interface Fault permits GatewayFault, RestFault {

  /** What it is called on the command line and in URLs. */
  String name();
}
