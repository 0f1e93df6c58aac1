package dev.spywatcher.cli;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.gateway.GatewaySource;
import dev.spywatcher.discord.replay.ReplayOptions;
import dev.spywatcher.discord.replay.ReplaySource;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.scenario.PlannedFault;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.timeline.SimulatorSource;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where Discord events come from, as the options say.
 *
 * @param source {@code null} for the control API alone
 * @param description what to say about it
 * @param faults what it has come and go
 * @param user who the demo token is for
 * @param role the role of that token
 */
record Feed(
    @Nullable DiscordSource source,
    String description,
    List<PlannedFault> faults,
    DemoUser user,
    String role) {

  private static final DemoUser ANYONE = new DemoUser("1", "demo");

  static Feed of(ServeSettings settings) {
    try {
      return switch (settings.source()) {
        case SIMULATOR -> simulator(settings);
        case DISCORD -> discord(settings);
        case REPLAY -> replay(settings);
        case NONE ->
            new Feed(
                null, "Fed by the control API alone (--source none).", List.of(), ANYONE, "ADMIN");
      };
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(settings.naming(String.valueOf(e.getMessage())));
    }
  }

  private static Feed simulator(ServeSettings settings) {
    Scenario scenario = settings.scenario();
    String sentence =
        "Fed by the simulator: scenario %s, seed %d, speed %s.\n%s"
            .formatted(
                scenario.name(),
                settings.seed(),
                shown(settings.speed()),
                Plain.wrapped(scenario.description(), Spywatcher.COLUMNS));
    return new Feed(
        new SimulatorSource(scenario, settings.seed(), settings.speed()),
        sentence,
        scenario.faults(),
        scenario.demoUser(),
        "USER");
  }

  private static Feed replay(ServeSettings settings) {
    ReplayOptions options = settings.replay();
    String sentence =
        "Fed by the replay of %s, speed %s%s."
            .formatted(
                options.file(), shown(options.speed()), options.loop() ? ", again and again" : "");
    return new Feed(new ReplaySource(options), sentence, List.of(), ANYONE, "ADMIN");
  }

  private static Feed discord(ServeSettings settings) {
    return new Feed(
        new GatewaySource(settings.discord()),
        "Fed by Discord at " + settings.discord().api() + ".",
        List.of(),
        ANYONE,
        "ADMIN");
  }

  /**
   * What to say about it once it has begun.
   *
   * @param known names of the faults that come and go here
   * @param other the command that plays the others
   */
  String sentence(Collection<String> known, String other) {
    StringBuilder text = new StringBuilder(description);
    String coming = KnownFaults.sentence(faults, known, other);
    if (!coming.isEmpty()) {
      text.append('\n').append(Plain.wrapped(coming, Spywatcher.COLUMNS));
    }
    if (source instanceof SimulatorSource simulator && simulator.beginning() != null) {
      text.append("\nThe play began at ").append(simulator.beginning());
      text.append(" ('simulate --begins' takes that time).");
    }
    return text.toString();
  }

  private static String shown(double speed) {
    return speed == Double.POSITIVE_INFINITY
        ? "max"
        : new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(speed);
  }
}
