package dev.spywatcher.fault;

/** An expired token is taken (AUTH-3). */
final class IgnoreExp extends LenientTokens {

  IgnoreExp(Setup setup) {
    super(setup, Claims.Flaw.EXPIRED);
  }
}
