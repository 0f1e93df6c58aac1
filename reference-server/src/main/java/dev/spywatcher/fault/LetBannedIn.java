package dev.spywatcher.fault;

/** A banned user is let in (AUTH-8). */
final class LetBannedIn extends LenientTokens {

  LetBannedIn(Setup setup) {
    super(setup, Claims.Flaw.BANNED);
  }
}
