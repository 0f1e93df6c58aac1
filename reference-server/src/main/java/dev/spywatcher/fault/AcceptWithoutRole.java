package dev.spywatcher.fault;

/** A token without role is taken (AUTH-4). */
final class AcceptWithoutRole extends LenientTokens {

  AcceptWithoutRole(Setup setup) {
    super(setup, Claims.Flaw.NO_ROLE);
  }
}
