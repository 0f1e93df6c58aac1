package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.always;
import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** Faults that break rules on tokens (AUTH). */
final class TokenFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "no-token-check",
              "everyone is let in, with a token or without",
              NoTokenCheck::new,
              Map.of(),
              "AUTH-2",
              "AUTH-3",
              "AUTH-4"),
          kind(
              "no-token-needed",
              "a client without a token is let in",
              NoTokenNeeded::new,
              Map.of(),
              "AUTH-2"),
          kind(
              "other-words-without-token",
              "a client without a token is refused in other words",
              OtherWordsWithoutToken::new,
              Map.of(),
              "AUTH-2"),
          kind(
              "other-words-for-bad-token",
              "a bad token is refused in other words",
              OtherWordsForBadToken::new,
              Map.of(),
              "AUTH-3",
              "AUTH-4"),
          kind(
              "refuse-without-expiry",
              "a token that never expires is refused",
              RefuseWithoutExpiry::new,
              Map.of(),
              "AUTH-1"),
          kind(
              "skip-signature",
              "a token is taken whatever key it is signed with",
              SkipSignature::new,
              Map.of(),
              "AUTH-3"),
          kind(
              "accept-unsigned",
              "a token of the algorithm none is taken",
              AcceptUnsigned::new,
              Map.of(),
              "AUTH-3"),
          kind(
              "accept-other-algorithms",
              "a token of another algorithm is taken",
              AcceptOtherAlgorithms::new,
              Map.of(),
              "AUTH-3"),
          kind("ignore-exp", "an expired token is taken", IgnoreExp::new, Map.of(), "AUTH-3"),
          kind(
              "ignore-nbf",
              "a token that is not valid yet is taken",
              IgnoreNbf::new,
              Map.of(),
              "AUTH-3"),
          kind(
              "accept-without-discord-id",
              "a token without discordId is taken",
              AcceptWithoutDiscordId::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-blank-discord-id",
              "a token with a blank discordId is taken",
              AcceptBlankDiscordId::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-without-access",
              "a token without access is taken",
              AcceptWithoutAccess::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-access-false",
              "a token with access false is taken",
              AcceptAccessFalse::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-without-role",
              "a token without role is taken",
              AcceptWithoutRole::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-any-role",
              "a token with an unknown role is taken",
              AcceptAnyRole::new,
              Map.of(),
              "AUTH-8"),
          kind("let-banned-in", "a banned user is let in", LetBannedIn::new, Map.of(), "AUTH-8"),
          kind(
              "slow-rejection",
              "rejections come late",
              SlowRejection::new,
              Map.of("delay", "3s"),
              "AUTH-5"),
          kind(
              "serve-rejected",
              "a rejected client is served all the same",
              ServeRejected::new,
              Map.of(),
              "AUTH-5"),
          always(
              "token-in-query",
              "a token in the query string is taken",
              TokenInQuery::new,
              Map.of(),
              "AUTH-6"),
          kind(
              "rejection-closes-others",
              "a rejection closes every other connection",
              RejectionClosesOthers::new,
              Map.of(),
              "AUTH-7"),
          kind(
              "rejection-bans",
              "after a rejection nobody is let in for a while",
              RejectionBans::new,
              Map.of("while", "10s"),
              "AUTH-7"),
          kind(
              "outlive-token",
              "a connection outlives its token",
              OutliveToken::new,
              Map.of(),
              "AUTH-9"),
          kind(
              "log-tokens",
              "what clients show to be let in is logged",
              LogTokens::new,
              Map.of(),
              "AUTH-10"));

  private TokenFaults() {}
}
