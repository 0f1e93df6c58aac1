package dev.spywatcher.features.conformance;

import dev.spywatcher.features.rule.Rule;
import dev.spywatcher.features.rule.RuleCatalogue;
import dev.spywatcher.features.target.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it will be, checked.
 *
 * @param jwtSecret empty where the packaged server is judged, which is given one
 */
record Plan(Options options, Judge judge, String jwtSecret, @Nullable String injectToken) {
  private static final int LEAST_BYTES = 32;

  static Plan of(Options options, Map<String, String> environment) {
    List<Rule> catalogue = RuleCatalogue.rules();
    Selection.Names names = Selection.Names.of(catalogue);
    Selection selection = Selection.of(options.rules, options.skip, names);
    Capabilities capabilities =
        options.serverJar != null
            ? Capabilities.ofReferenceServer(catalogue)
            : options.capabilities == null
                ? Capabilities.none()
                : Capabilities.read(options.capabilities, names);
    KnownFailures known =
        options.knownFailing == null
            ? KnownFailures.none()
            : KnownFailures.read(options.knownFailing, names.rules());
    Judge judge = new Judge(catalogue, selection, capabilities, known, options.strict);
    if (options.timeoutScale < 1 || !(options.timeoutScale <= 100)) {
      throw new UsageException(
          "--timeout-scale: %s is not a factor between 1 and 100", options.timeoutScale);
    }
    boolean offline = options.list || options.dryRun;
    if (!offline) {
      checkTarget(options);
    }
    options.settings.forEach(Plan::checkSetting);
    String token =
        options.injectToken != null
            ? options.injectToken
            : environment.get("SPYWATCHER_INJECT_TOKEN");
    boolean needsSecret = !offline && options.serverJar == null;
    return new Plan(options, judge, needsSecret ? secret(options, environment) : "", token);
  }

  private static void checkTarget(Options options) {
    boolean discord = options.stimulus.equals("discord");
    if (!discord && !options.stimulus.equals("http")) {
      throw new UsageException("--stimulus: '%s' is neither http nor discord", options.stimulus);
    }
    if (discord && options.injectUrl != null) {
      throw new UsageException(
          "--stimulus: discord is given together with --inject-url; keep one of them");
    }
    if (!options.discordWait.matches("[1-9]\\d{0,4}s")) {
      throw new UsageException(
          "--discord-wait: %s is not a number of seconds such as 60s", options.discordWait);
    }
    if (options.serverJar != null) {
      if (options.url != null || options.injectUrl != null) {
        throw new UsageException("--server-jar: given together with a URL; keep one of them");
      }
      if (!Files.isRegularFile(options.serverJar)) {
        throw new UsageException(
            "--server-jar: %s is no file; mvn -DskipTests package leaves"
                + " simulator/target/spywatcher.jar",
            options.serverJar);
      }
      return;
    }
    checkUrl("--url", "http://localhost:3001", options.url);
    if (options.otherUrl != null) {
      checkUrl("--other-url", "http://localhost:3101", options.otherUrl);
    }
    if (options.otherInjectUrl != null) {
      checkOtherInjectUrl(options);
    }
    if (options.otherUrl == null && options.commands.containsKey("kill-server")) {
      throw new UsageException("--kill-server: kills the server of --other-url, which is missing");
    }
    if (!discord) {
      checkUrl("--inject-url", "http://localhost:3002/control", options.injectUrl);
    }
  }

  private static void checkOtherInjectUrl(Options options) {
    if (options.otherUrl == null || options.injectUrl == null) {
      throw new UsageException(
          "--other-inject-url: is given without %s",
          options.otherUrl == null ? "--other-url" : "--inject-url");
    }
    checkUrl("--other-inject-url", "http://localhost:3102/control", options.otherInjectUrl);
  }

  private static void checkUrl(String option, String example, @Nullable String text) {
    if (text == null) {
      throw new UsageException("%s: is missing; give one such as %s", option, example);
    }
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null && url.getQuery() == null && url.getPort() <= 65_535) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new UsageException("%s: %s is no URL such as %s", option, text, example);
    }
    throw new UsageException("%s: %s is no http or https URL such as %s", option, text, example);
  }

  private static void checkSetting(String option, String value) {
    for (Setting setting : Setting.values()) {
      if (setting.option().equals(option) && !setting.isPossible(value)) {
        throw new UsageException("--%s: %s is not %s", option, value, setting.example());
      }
    }
  }

  private static String secret(Options options, Map<String, String> environment) {
    if (options.jwtSecret != null && options.jwtSecretFile != null) {
      throw new UsageException(
          "--jwt-secret: given together with --jwt-secret-file; keep one of them");
    }
    if (options.jwtSecretFile != null) {
      return checked("--jwt-secret-file", content(options.jwtSecretFile));
    }
    if (options.jwtSecret != null) {
      return checked("--jwt-secret", options.jwtSecret);
    }
    String named = environment.getOrDefault("SPYWATCHER_JWT_SECRET", "");
    if (named.isEmpty()) {
      throw new UsageException(
          "--jwt-secret: is missing; tokens for the implementation are signed with it");
    }
    return checked("SPYWATCHER_JWT_SECRET", named);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).replaceFirst("[\\r\\n]+$", "");
    } catch (IOException e) {
      throw new UsageException("--jwt-secret-file: %s cannot be read as text", file);
    }
  }

  private static String checked(String label, String secret) {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < LEAST_BYTES) {
      throw new UsageException(
          "%s: has %d bits, HS256 needs 256 or more (32 characters)", label, bytes * 8);
    }
    return secret;
  }
}
