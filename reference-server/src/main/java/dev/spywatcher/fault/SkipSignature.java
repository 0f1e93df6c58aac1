package dev.spywatcher.fault;

/** A token is taken whatever key it is signed with (AUTH-3). */
final class SkipSignature extends LenientTokens {

  SkipSignature(Setup setup) {
    super(setup, Claims.Flaw.WRONGLY_SIGNED);
  }
}
