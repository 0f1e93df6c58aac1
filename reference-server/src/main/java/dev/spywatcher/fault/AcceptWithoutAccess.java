package dev.spywatcher.fault;

/** A token without access is taken (AUTH-4). */
final class AcceptWithoutAccess extends LenientTokens {

  AcceptWithoutAccess(Setup setup) {
    super(setup, Claims.Flaw.NO_ACCESS);
  }
}
