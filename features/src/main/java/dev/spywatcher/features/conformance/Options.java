package dev.spywatcher.features.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of a run, as it was written. */
final class Options {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The implementation to judge, such as http://localhost:3001.")
  @Nullable String url;

  @Option(
      names = "--stimulus",
      paramLabel = "http|discord",
      defaultValue = "http",
      description =
          "How Discord events are made to happen behind it: by the four HTTP calls of"
              + " --inject-url (default), or by a fake Discord that its bot logs in to.")
  String stimulus = "http";

  @Option(
      names = "--inject-url",
      paramLabel = "URL",
      description = "Where those calls go, such as http://localhost:3002/control.")
  @Nullable String injectUrl;

  @Option(
      names = "--inject-token",
      paramLabel = "TOKEN",
      description = "Bearer token that they ask for; none unless given.")
  @Nullable String injectToken;

  @Option(
      names = "--discord-port",
      paramLabel = "PORT",
      defaultValue = "4010",
      description = "Port of the fake Discord's REST API; 0 takes any free one (default: 4010).")
  int discordPort = 4010;

  @Option(
      names = "--discord-gateway-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Port of its gateway, for bots that do not ask for it; any free one by default.")
  int discordGatewayPort;

  @Option(
      names = "--discord-wait",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description = "How long to wait for the bot to log in (default: 60s).")
  String discordWait = "60s";

  @Option(
      names = "--other-url",
      paramLabel = "URL",
      description = "Another server of the same service (SCALE); not judged unless told.")
  @Nullable String otherUrl;

  @Option(
      names = "--other-inject-url",
      paramLabel = "URL",
      description = "Where the HTTP calls of that server go; --inject-url unless given.")
  @Nullable String otherInjectUrl;

  @Option(
      names = "--jwt-secret",
      paramLabel = "SECRET",
      description =
          "Key that the implementation checks tokens with (HS256), 32 characters or more; or"
              + " SPYWATCHER_JWT_SECRET.")
  @Nullable String jwtSecret;

  @Option(
      names = "--jwt-secret-file",
      paramLabel = "FILE",
      description = "File that holds it instead; line breaks at its end do not count.")
  @Nullable Path jwtSecretFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificate to trust where the URL is https, PEM; else the system's.")
  @Nullable Path ca;

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      description =
          "Judge the packaged reference server (spywatcher.jar) instead of a URL: it is started for"
              + " the run, and in whatever configuration a rule needs.")
  @Nullable Path serverJar;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description = "Only these areas or rules, such as AUTH,SUB-6.")
  List<String> rules = new ArrayList<>();

  @Option(names = "--skip", paramLabel = "RULES", description = "All but these.")
  List<String> skip = new ArrayList<>();

  @Option(names = "--strict", description = "Let implied rules count; otherwise they only warn.")
  boolean strict;

  @Option(
      names = "--quick",
      description =
          "Leave out what takes more than half a minute; its rules are skipped or say so.")
  boolean quick;

  @Option(
      names = "--known-failing",
      paramLabel = "FILE",
      description =
          "Rules, or 'RULE: scenario', one a line, that are known to fail. They are run, and a"
              + " surprise pass fails.")
  @Nullable Path knownFailing;

  @Option(
      names = "--capabilities",
      paramLabel = "FILE",
      description =
          "What the implementation says of itself, in JSON: {\"reference\": [rules that it claims],"
              + " \"without\": {rule: why it does not apply}}.")
  @Nullable Path capabilities;

  @Option(
      names = "--timeout-scale",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "How many times longer to wait for what should come, on a slow machine.")
  double timeoutScale = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "conformance-report",
      description = "Folder for the reports (default: ${DEFAULT-VALUE}).")
  Path out = Path.of("conformance-report");

  @Option(names = "--json", description = "Print the report as JSON, and nothing else.")
  boolean json;

  @Option(names = "--list", description = "List the rules, and end.")
  boolean list;

  @Option(names = "--dry-run", description = "List the scenarios that would be run, and end.")
  boolean dryRun;

  /** What may be done to the service, by the option without its dashes. */
  final Map<String, String> commands = new LinkedHashMap<>();

  /** What was told of the implementation's settings, by the option without its dashes. */
  final Map<String, String> settings = new LinkedHashMap<>();
}
