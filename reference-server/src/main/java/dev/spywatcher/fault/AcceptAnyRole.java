package dev.spywatcher.fault;

/** A token with an unknown role is taken (AUTH-8). */
final class AcceptAnyRole extends LenientTokens {

  AcceptAnyRole(Setup setup) {
    super(setup, Claims.Flaw.OTHER_ROLE);
  }
}
