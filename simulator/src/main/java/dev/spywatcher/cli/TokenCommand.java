package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.auth.TokenFlaw;
import dev.spywatcher.scenario.DemoUser;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Mints a client token, right or wrong on purpose. */
@Command(
    name = "token",
    description = "Prints a client token: one that the server accepts or, with --broken, refuses.",
    customSynopsis = "spywatcher token [OPTION...]",
    sortOptions = false)
final class TokenCommand implements Callable<Integer> {
  private static final List<String> ROLES = List.of("USER", "MODERATOR", "ADMIN", "BANNED");

  @Option(
      names = "--discord-id",
      paramLabel = "ID",
      description = "Discord id of the user; that of the demo scenario's user unless given.")
  private @Nullable String discordId;

  @Option(names = "--username", paramLabel = "NAME", description = "Name of the user.")
  private @Nullable String username;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "USER (default), MODERATOR, ADMIN (may view every guild) or BANNED.")
  private String role = "USER";

  @Option(names = "--access", paramLabel = "BOOLEAN", description = "true (default) or false.")
  private String access = "true";

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      description = "Such as 30s, 5m or 1h (default); -5m has expired already; never.")
  private String expiresIn = "1h";

  @Option(
      names = "--claim",
      paramLabel = "NAME=VALUE",
      description = "Sets one more claim, to JSON or to text. Repeatable.")
  private List<String> setClaims = List.of();

  @Option(
      names = "--broken",
      paramLabel = "FLAW,...",
      description = "Makes a token that must be refused; the flaws are listed below.")
  private List<String> broken = List.of();

  @Option(
      names = "--jwt-secret",
      paramLabel = "SECRET",
      description =
          "The server's secret. Unless given: SPYWATCHER_JWT_SECRET, else the fixed one that a"
              + " server for development has.")
  private @Nullable String secret;

  @Option(
      names = "--jwt-secret-file",
      paramLabel = "FILE",
      description = "File that holds the secret instead; or SPYWATCHER_JWT_SECRET_FILE.")
  private @Nullable String secretFile;

  @Option(names = "--json", description = "Print {\"token\", \"claims\"} instead of the token.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private final Shell shell;

  private TokenCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new TokenCommand(shell));
    StringBuilder flaws = new StringBuilder("%nFlaws:%n");
    for (TokenFlaw flaw : TokenFlaw.values()) {
      flaws.append("  %-22s %s%%n".formatted(flaw.word(), flaw.meaning()));
    }
    flaws.append("%nExample: spywatcher token --role ADMIN --expires-in 5m --claim team=red");
    spec.usageMessage().footer(flaws.toString());
    return spec;
  }

  @Override
  public Integer call() {
    Instant now = shell.clock().instant();
    DemoUser demo = DemoUser.USUAL;
    String id = discordId == null ? demo.userId() : discordId;
    String name = username != null ? username : id.equals(demo.userId()) ? demo.username() : "user";
    Set<TokenFlaw> flaws = flaws(new Value(Origin.commandLine("--broken"), broken));

    ClientToken token = ClientToken.of(id, name, Value.ofOption("--role", role).oneOf(ROLES));
    if (!Value.ofOption("--access", access).truth()) {
      token.with("access", JsonNodeFactory.instance.booleanNode(false));
    }
    token.validFrom(now, validity()).broken(flaws, now);
    for (String text : setClaims) {
      Assignment claim = Assignment.parse(Value.ofOption("--claim", text));
      token.with(claim.path(), claim.value());
    }
    String signed = token.signed(JwtSecret.find(secret, secretFile, shell.environment()));
    shell.out().println(json ? asJson(signed, token.claims()) : signed);
    return CommandLine.ExitCode.OK;
  }

  private static Set<TokenFlaw> flaws(Value value) {
    Set<TokenFlaw> flaws = EnumSet.noneOf(TokenFlaw.class);
    for (String word : value.list()) {
      TokenFlaw flaw = TokenFlaw.named(word);
      if (flaw == null) {
        throw Value.of(value.origin(), word)
            .isNot("one of " + String.join(", ", TokenFlaw.words()));
      }
      for (TokenFlaw other : flaws) {
        if (other.excludes(flaw)) {
          throw CommandFailure.usage(
              "%s: %s and %s cannot both be true of one token; keep one of them"
                  .formatted(value.origin().label(), other.word(), word));
        }
      }
      flaws.add(flaw);
    }
    return flaws;
  }

  private @Nullable Duration validity() {
    if (expiresIn.equals("never")) {
      return null;
    }
    try {
      return Value.ofOption("--expires-in", expiresIn).duration();
    } catch (CommandFailure e) {
      throw CommandFailure.usage(e.getMessage() + ", nor never");
    }
  }

  private static String asJson(String token, ObjectNode claims) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("token", token)
        .<ObjectNode>set("claims", claims)
        .toString();
  }
}
