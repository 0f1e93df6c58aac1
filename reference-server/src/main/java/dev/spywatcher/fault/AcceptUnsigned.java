package dev.spywatcher.fault;

/** A token of the algorithm none is taken (AUTH-3). */
final class AcceptUnsigned extends LenientTokens {

  AcceptUnsigned(Setup setup) {
    super(setup, Claims.Flaw.UNSIGNED);
  }
}
