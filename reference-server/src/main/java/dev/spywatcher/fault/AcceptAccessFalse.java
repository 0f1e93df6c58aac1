package dev.spywatcher.fault;

/** A token with access false is taken (AUTH-4). */
final class AcceptAccessFalse extends LenientTokens {

  AcceptAccessFalse(Setup setup) {
    super(setup, Claims.Flaw.ACCESS_DENIED);
  }
}
