package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.TokenFlaw;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The call that mints client tokens, right or wrong on purpose, with the server's own secret. */
final class TokenCalls {

  private static final String NEVER = "never";
  private static final Duration LONGEST = Duration.ofDays(3_650);
  private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::name).toList();

  private final String secret;
  private final InstantSource clock;

  TokenCalls(String secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  Reply mint(Call call) throws ControlError, IOException {
    Fields fields = Fields.of(call.body(), "");
    String discordId = fields.text("discordId");
    String username = fields.text("username", discordId);
    String role = fields.text("role", Role.USER.name());
    if (!ROLES.contains(role)) {
      throw ControlError.invalid(
          "role: \"" + Fields.cut(role) + "\" is not one of " + String.join(", ", ROLES));
    }
    @Nullable Duration length = length(fields.text("expiresIn", "1h"));
    Set<TokenFlaw> flaws = flaws(fields.list("broken"));
    @Nullable JsonNode claims = fields.object("claims");
    fields.end();

    Instant now = clock.instant();
    ClientToken token =
        ClientToken.of(discordId, username, role).validFrom(now, length).broken(flaws, now);
    if (claims != null) {
      claims.properties().forEach(claim -> token.with(claim.getKey(), claim.getValue()));
    }
    return Reply.ok(
        Answers.JSON
            .createObjectNode()
            .put("token", token.signed(secret))
            .<ObjectNode>set("claims", token.claims()));
  }

  private static @Nullable Duration length(String expiresIn) throws ControlError {
    return expiresIn.equals(NEVER) ? null : Parameters.duration("expiresIn", expiresIn, LONGEST);
  }

  private static Set<TokenFlaw> flaws(List<String> words) throws ControlError {
    Set<TokenFlaw> flaws = EnumSet.noneOf(TokenFlaw.class);
    for (String word : words) {
      TokenFlaw flaw = TokenFlaw.named(word);
      if (flaw == null) {
        throw ControlError.invalid(
            "broken: \""
                + Fields.cut(word)
                + "\" is not one of "
                + String.join(", ", TokenFlaw.words()));
      }
      for (TokenFlaw other : flaws) {
        if (other.excludes(flaw)) {
          throw ControlError.invalid(
              "broken: " + other.word() + " and " + word + " cannot both be true of one token");
        }
      }
      flaws.add(flaw);
    }
    return flaws;
  }
}
