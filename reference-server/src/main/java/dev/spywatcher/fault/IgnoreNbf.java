package dev.spywatcher.fault;

/** A token that is not valid yet is taken (AUTH-3). */
final class IgnoreNbf extends LenientTokens {

  IgnoreNbf(Setup setup) {
    super(setup, Claims.Flaw.NOT_YET_VALID);
  }
}
