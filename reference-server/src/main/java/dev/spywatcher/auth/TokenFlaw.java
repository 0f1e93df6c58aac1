package dev.spywatcher.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way to make a token that a server must refuse (AUTH-3, AUTH-4, AUTH-8). */
public enum TokenFlaw {
  EXPIRED(Part.EXPIRY, "expired an hour ago"),
  NOT_YET_VALID(Part.START, "valid from an hour from now (nbf)"),
  UNSIGNED(Part.SIGNATURE, "alg none, no signature"),
  WRONG_KEY(Part.SIGNATURE, "signed with another secret"),
  WRONG_ALGORITHM(Part.SIGNATURE, "signed with the right secret, but HS512"),
  WRONG_ALGORITHM_RS256(Part.SIGNATURE, "signed with an RSA key"),
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

  TokenFlaw(Part part, String meaning) {
    this.part = part;
    this.meaning = meaning;
  }

  /** As the user writes it: {@code no-discord-id}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong with such a token. */
  public String meaning() {
    return meaning;
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(TokenFlaw::word).toList();
  }

  /** The flaw of that word, or {@code null}. */
  public static @Nullable TokenFlaw named(String word) {
    return Arrays.stream(values())
        .filter(known -> known.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  /** Whether both cannot be true of one token. */
  public boolean excludes(TokenFlaw other) {
    return part == other.part && this != other;
  }
}
