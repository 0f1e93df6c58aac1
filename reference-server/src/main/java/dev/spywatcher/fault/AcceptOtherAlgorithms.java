package dev.spywatcher.fault;

/** A token of another algorithm is taken (AUTH-3). */
final class AcceptOtherAlgorithms extends LenientTokens {

  AcceptOtherAlgorithms(Setup setup) {
    super(setup, Claims.Flaw.OTHER_ALGORITHM);
  }
}
