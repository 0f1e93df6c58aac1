package dev.spywatcher.features.conformance;

import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.fakediscord.PortTakenException;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.rule.Rule;
import dev.spywatcher.features.schedule.RunOrder;
import dev.spywatcher.features.stimulus.DiscordStimulus;
import dev.spywatcher.features.target.Command;
import dev.spywatcher.features.target.Patience;
import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** One run, from the plan to the exit status. */
final class Run {
  private static final int COLUMNS = 100;

  private final Plan plan;
  private final PrintStream out;
  private final PrintStream err;

  Run(Plan plan, PrintStream out, PrintStream err) {
    this.plan = plan;
    this.out = out;
    this.err = err;
  }

  /** Does what was asked, and gives the exit status. */
  int execute() throws IOException {
    if (plan.options().list) {
      return list();
    }
    if (plan.options().dryRun) {
      return rehearse();
    }
    checkFolder();
    if (plan.options().serverJar != null) {
      return judgeServer(plan.options().serverJar);
    }
    URI url = URI.create(String.valueOf(plan.options().url));
    if (isBehindDiscord()) {
      return judgeBehindDiscord(url);
    }
    name(url, URI.create(String.valueOf(plan.options().injectUrl)), plan.jwtSecret());
    return judge(url.toString());
  }

  private int judgeBehindDiscord(URI url) throws IOException {
    try (FakeDiscord discord = startDiscord()) {
      err.println("Discord: REST " + discord.apiUrl() + "/v10, gateway " + discord.gatewayUrl());
      awaitBot(discord);
      name(url, DiscordStimulus.callsTo(discord), plan.jwtSecret());
      return judge(url.toString());
    }
  }

  private void awaitBot(FakeDiscord discord) {
    String wait = plan.options().discordWait;
    err.println("Waiting " + wait + " for the bot to log in");
    try {
      discord.awaitIdentify(Duration.ofSeconds(Long.parseLong(wait.replace("s", ""))));
    } catch (TimeoutException e) {
      throw new UsageException("--discord-wait: no bot has logged in within %s", wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("interrupted before a bot has logged in");
    }
  }

  private FakeDiscord startDiscord() {
    try {
      return FakeDiscord.start(
          FakeDiscordOptions.builder()
              .restPort(plan.options().discordPort)
              .gatewayPort(plan.options().discordGatewayPort)
              .build());
    } catch (PortTakenException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw new UsageException(
          message.startsWith("--port")
              ? message.replace("--port", "--discord-port")
              : message.replace("--gateway-port", "--discord-gateway-port"));
    }
  }

  private int judgeServer(Path jar) throws IOException {
    System.setProperty(ServerProcess.JAR, jar.toString());
    System.setProperty(ServerProcess.UNDER_JUDGEMENT, "true");
    String secret = UUID.randomUUID().toString();
    if (isBehindDiscord()) {
      return judgeServerBehindDiscord(secret);
    }
    try (ServerProcess server = ServerProcess.serve(List.of("--jwt-secret", secret))) {
      Target target = ready(server).target(secret);
      name(target.url(), target.injectUrl(), secret);
      return judge("the packaged server");
    }
  }

  private int judgeServerBehindDiscord(String secret) throws IOException {
    try (FakeDiscord discord = startDiscord();
        ServerProcess server =
            ServerProcess.serve(ServerProcess.behind(discord.apiUrl(), secret))) {
      URI url = ready(server).url();
      awaitBot(discord);
      name(url, DiscordStimulus.callsTo(discord), secret);
      return judge("the packaged server, behind a fake Discord");
    }
  }

  private boolean isBehindDiscord() {
    return plan.options().stimulus.equals("discord");
  }

  private static ServerProcess.Ready ready(ServerProcess server) {
    try {
      return server.awaitReady(ServerProcess.START);
    } catch (IllegalStateException e) {
      throw new UsageException("--server-jar: %s", String.valueOf(e.getMessage()));
    }
  }

  private int judge(String target) throws IOException {
    new Reach(Target.named()).check();
    Path folder = folder();
    Instant began = Instant.now();
    Performer performer = new Performer();
    List<Performance> performances;
    err.println("Judging " + target);
    try (Progress progress = new Progress(err, performer::total)) {
      performances = performer.perform(chosen(), folder, progress::ended);
    }
    List<Finding> findings = plan.judge().findings(withLeftOut(performances));
    Report report =
        new Report(
            target,
            began,
            Duration.between(began, Instant.now()),
            plan.options().strict,
            performances.size(),
            findings);
    Path json = folder.resolve("report.json");
    Files.writeString(json, ReportFile.written(report));
    Files.writeString(folder.resolve("index.html"), ReportPage.of(report));
    if (plan.options().json) {
      out.println(Files.readString(json));
    } else {
      out.print(Summary.of(report));
      out.println("Report: " + folder.resolve("index.html"));
    }
    return report.fallsShort() ? 1 : 0;
  }

  private String chosen() {
    return plan.options().quick
        ? "(%s) and not %s".formatted(plan.judge().tags(), RunOrder.SLOW)
        : plan.judge().tags();
  }

  /** With what a quick run has not tried, as skipped. */
  private List<Performance> withLeftOut(List<Performance> performances) {
    if (!plan.options().quick) {
      return performances;
    }
    String slow = "(%s) and %s".formatted(plan.judge().tags(), RunOrder.SLOW);
    List<Performance> all = new ArrayList<>(performances);
    new Performer()
        .rehearse(slow)
        .forEach(one -> all.add(one.skipped("it takes more than half a minute (--quick)")));
    return all;
  }

  private int list() {
    List<Performance> scenarios = new Performer().rehearse("not @none");
    for (Rule rule : plan.judge().catalogue()) {
      if (plan.judge().selection().runs(rule.id())) {
        long count = scenarios.stream().filter(one -> one.rules().contains(rule.id())).count();
        String head =
            "%-8s %-10s %3d  "
                .formatted(rule.id(), rule.standing().name().toLowerCase(Locale.ROOT), count);
        String text =
            rule.untested() == null ? rule.text() : rule.text() + " (" + rule.untested() + ")";
        out.println(head + wrapped(text, COLUMNS - head.length(), " ".repeat(head.length())));
      }
    }
    List<Rule> rules = plan.judge().catalogue();
    long untested = rules.stream().filter(rule -> rule.untested() != null).count();
    out.printf(
        "%d rules, %d of them without scenario; %d scenarios%n",
        rules.size(), untested, scenarios.size());
    return 0;
  }

  private static String wrapped(String text, int width, String indent) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ")) {
      if (length > 0 && length + 1 + word.length() > width) {
        lines.append('\n').append(indent);
        length = 0;
      } else if (length > 0) {
        lines.append(' ');
        length++;
      }
      lines.append(word);
      length += word.length();
    }
    return lines.toString();
  }

  private int rehearse() {
    List<Performance> scenarios = new Performer().rehearse(chosen());
    for (Performance scenario : scenarios) {
      out.printf("%-16s %s%n", String.join(" ", scenario.rules()), scenario.name());
    }
    for (Finding finding : plan.judge().findings(List.of())) {
      boolean tried = scenarios.stream().anyMatch(one -> one.rules().contains(finding.rule().id()));
      if (!tried) {
        out.printf("%-16s not tried: %s%n", finding.rule().id(), finding.reason());
      }
    }
    out.println(scenarios.size() + " scenarios");
    return 0;
  }

  /** The scenarios find what they judge in system properties. */
  private void name(URI url, URI injectUrl, String secret) {
    System.setProperty(Target.URL, url.toString().replaceFirst("/+$", ""));
    System.setProperty(Target.INJECT_URL, injectUrl.toString().replaceFirst("/+$", ""));
    System.setProperty(Target.JWT_SECRET, secret);
    if (plan.injectToken() != null) {
      System.setProperty(Target.INJECT_TOKEN, plan.injectToken());
    }
    if (plan.options().ca != null) {
      System.setProperty(Target.CA, plan.options().ca.toString());
    }
    if (plan.options().otherUrl != null) {
      System.setProperty(Target.OTHER_URL, plan.options().otherUrl.replaceFirst("/+$", ""));
    }
    if (plan.options().otherInjectUrl != null) {
      System.setProperty(
          Target.OTHER_INJECT_URL, plan.options().otherInjectUrl.replaceFirst("/+$", ""));
    }
    plan.options()
        .commands
        .forEach((option, value) -> System.setProperty(Command.of(option).property(), value));
    System.setProperty(Patience.PROPERTY, Double.toString(plan.options().timeoutScale));
    for (Setting setting : Setting.values()) {
      String told = plan.options().settings.get(setting.option());
      if (told != null) {
        System.setProperty(setting.property(), told);
      }
    }
  }

  /**
   * A run that cannot leave its reports says so at once, and one that cannot be done leaves none.
   */
  private void checkFolder() {
    Path there = plan.options().out.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      throw noFolder();
    }
  }

  private UsageException noFolder() {
    return new UsageException("--out: %s cannot be made a folder", plan.options().out);
  }

  private Path folder() {
    try {
      return Files.createDirectories(plan.options().out);
    } catch (IOException e) {
      throw noFolder();
    }
  }
}
