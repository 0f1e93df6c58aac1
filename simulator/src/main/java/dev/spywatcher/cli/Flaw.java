package dev.spywatcher.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A way to make a token that a server must refuse (AUTH-3, AUTH-4, AUTH-8). */
enum Flaw {
  EXPIRED(Part.EXPIRY, "expired an hour ago"),
  NOT_YET_VALID(Part.START, "valid from an hour from now (nbf)"),
  UNSIGNED(Part.SIGNATURE, "alg none, no signature"),
  WRONG_KEY(Part.SIGNATURE, "signed with another secret"),
  WRONG_ALGORITHM(Part.SIGNATURE, "signed with the right secret, but HS512"),
  WRONG_ALGORITHM_RS256(Part.SIGNATURE, "signed with a fresh RSA key"),
  MALFORMED(Part.SIGNATURE, "cut in the middle"),
  NO_DISCORD_ID(Part.DISCORD_ID, "without discordId"),
  BLANK_DISCORD_ID(Part.DISCORD_ID, "discordId a space"),
  NO_ACCESS(Part.ACCESS, "without access"),
  ACCESS_FALSE(Part.ACCESS, "access false"),
  NO_ROLE(Part.ROLE, "without role"),
  BLANK_ROLE(Part.ROLE, "role a space"),
  UNKNOWN_ROLE(Part.ROLE, "a role that there is not"),
  BANNED(Part.ROLE, "role BANNED");

  /** What a flaw spoils; a token has room for one flaw in each. */
  private enum Part {
    EXPIRY,
    START,
    SIGNATURE,
    DISCORD_ID,
    ACCESS,
    ROLE
  }

  private final Part part;
  private final String meaning;

  Flaw(Part part, String meaning) {
    this.part = part;
    this.meaning = meaning;
  }

  /** As the user writes it: {@code no-discord-id}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String meaning() {
    return meaning;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Flaw::word).toList();
  }

  /** The flaws that {@code value} lists. */
  static Set<Flaw> among(Value value) {
    Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    for (String word : value.list()) {
      Flaw flaw =
          Arrays.stream(values())
              .filter(known -> known.word().equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      Value.of(value.origin(), word).isNot("one of " + String.join(", ", words())));
      for (Flaw other : flaws) {
        if (other.part == flaw.part && other != flaw) {
          throw CommandFailure.usage(
              "%s: %s and %s cannot both be true of one token; keep one of them"
                  .formatted(value.origin().label(), other.word(), word));
        }
      }
      flaws.add(flaw);
    }
    return flaws;
  }
}
