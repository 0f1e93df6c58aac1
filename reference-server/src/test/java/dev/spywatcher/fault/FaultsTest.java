package dev.spywatcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.socket.Conduct;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switches, and what they refuse. */
class FaultsTest {

  private final ServiceClock clock = new ServiceClock();
  private final Faults faults =
      new Faults(
          new Site(
              clock,
              new GuildDirectory(),
              new FanOut(),
              Limits.Profile.LOAD.limits(),
              ServerOptions.DEVELOPMENT_SECRET,
              List::of));

  @AfterEach
  void stopTheClock() {
    clock.close();
  }

  private List<String> on() {
    return faults.all().stream()
        .filter(status -> status.on() != null)
        .map(FaultStatus::name)
        .toList();
  }

  @Test
  void noneIsOnAtFirst() {
    assertThat(on()).isEmpty();
    assertThat(faults.conduct().get()).isSameAs(Conduct.PROPER);
  }

  @Test
  void severalAreOnAtOnceUntilTheyAreSwitchedOff() throws Exception {
    faults.add("latency", Map.of("delay", "3s", "toxicity", "0.25"));
    faults.add("ignore-nbf", Map.of());
    assertThat(on()).containsExactly("latency", "ignore-nbf");

    faults.remove("latency");
    assertThat(on()).containsExactly("ignore-nbf");

    faults.clear();
    assertThat(on()).isEmpty();
  }

  @Test
  void itTellsItsParametersInForce() throws Exception {
    FaultStatus status = faults.add("latency", Map.of("delay", "3s"));

    assertThat(status.on())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("delay", "3s", "jitter", "0ms", "toxicity", "1", "seed", "1"));
    assertThat(status.parameters()).containsEntry("delay", "2s");
  }

  @Test
  void aTimeWithoutAUnitIsOneOfMillisecondsAndMsStandsForTheFirst() throws Exception {
    FaultStatus latency = faults.add("latency", Map.of("ms", "400", "jitter", "100"));
    FaultStatus times = faults.add("other-ping-times", Map.of("interval", "30000"));

    assertThat(latency.on()).containsEntry("delay", "400ms").containsEntry("jitter", "100ms");
    assertThat(times.on()).containsEntry("interval", "30000ms");
  }

  @Test
  void switchingOffWhatIsOffIsHarmless() throws Exception {
    faults.remove("latency");

    assertThat(on()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latncy | | fault: \"latncy\" is none; did you mean latency? GET /control/faults lists",
        "latency | delay=soon | delay: \"soon\" is not a duration such as 500ms or 3s",
        "latency | delay=-1s | delay: \"-1s\" is not a duration such as 500ms or 3s",
        "latency | toxicity=1.5 | toxicity: 1.5 is not between 0 and 1",
        "latency | toxicity=-1 | toxicity: \"-1\" is not a number such as 1",
        "latency | toxicity=high | toxicity: \"high\" is not a number such as 1",
        "latency | seed=x | seed: \"x\" is not a whole number",
        "latency | speed=2s | speed: is not a parameter of this fault; known are toxicity, seed,",
        "long-throttle | toxicity=0.5 | toxicity: this fault is on or off",
        "token-in-query | seed=2 | seed: this fault is on or off",
        "token-in-query | speed=2 | speed: is not a parameter of this fault; it has none",
        "latency | ms=soon | ms: \"soon\" is not a duration such as 500ms or 3s",
        "drop | ms=5 | ms: is not a parameter of this fault; known are toxicity, seed",
        "slow-drain | bytes=NaN | bytes: \"NaN\" is not a number such as 200",
      })
  void whatIsWrongIsRefusedInWordsAndChangesNothing(String name, String parameter, String message) {
    Map<String, String> parameters =
        parameter == null
            ? Map.of()
            : Map.of(parameter.split("=")[0].strip(), parameter.split("=")[1].strip());

    assertThatThrownBy(() -> faults.add(name, parameters))
        .isInstanceOf(BadFaultException.class)
        .hasMessageStartingWith(message);
    assertThat(on()).isEmpty();
  }

  @Test
  void aFaultOfToxicityZeroNeverStrikesAndOneOfOneAlways() throws Exception {
    Settings never = new Settings(Map.of("toxicity", "1"), Map.of("toxicity", "0"));
    Settings always = new Settings(Map.of(), Map.of());
    Settings halfTheTime = new Settings(Map.of("toxicity", "1"), Map.of("toxicity", "0.5"));
    Settings again = new Settings(Map.of("toxicity", "1"), Map.of("toxicity", "0.5"));

    assertThat(Stream.generate(never::strikes).limit(1_000)).containsOnly(false);
    assertThat(Stream.generate(always::strikes).limit(1_000)).containsOnly(true);
    List<Boolean> strikes = Stream.generate(halfTheTime::strikes).limit(1_000).toList();
    assertThat(strikes.stream().filter(strike -> strike).count()).isBetween(400L, 600L);
    assertThat(Stream.generate(again::strikes).limit(1_000)).isEqualTo(strikes);
  }

  @Test
  void whatIsListedAsAParameterIsTakenAndNothingElse() throws Exception {
    for (FaultStatus status : faults.all()) {
      faults.add(status.name(), status.parameters());
      Map<String, String> never = Map.of("toxicity", "0");
      if (status.parameters().containsKey("toxicity")) {
        faults.add(status.name(), never);
      } else {
        assertThatThrownBy(() -> faults.add(status.name(), never))
            .hasMessageContaining("on or off");
      }
      faults.clear();
    }
  }

  @Test
  void partsAreHonestAgainOnceAFaultIsOff() throws Exception {
    Tokens honest = new TokenVerifier(ServerOptions.DEVELOPMENT_SECRET, clock);
    Tokens tokens = faults.tokens(honest);
    Object refused = honest.verify(null);

    faults.add("no-token-needed", Map.of());
    assertThat(tokens.verify(null)).isNotEqualTo(refused);

    faults.clear();
    assertThat(tokens.verify(null)).isEqualTo(refused);
  }

  @Test
  void aSessionMayNeverConnectOnOrder() throws Exception {
    Duration due = Duration.ofSeconds(45);
    assertThat(faults.conduct().get().connectTimeout(due)).isEqualTo(due);

    faults.add("no-connect-timeout", Map.of());

    assertThat(faults.conduct().get().connectTimeout(due)).isGreaterThan(Duration.ofDays(1));
  }

  @Test
  void everyFaultOfThePackageIsInTheCatalogueAndNamesItsRules() {
    Set<String> classes = new HashSet<>();
    for (Kind kind : Catalogue.KINDS) {
      // An outage happens to servers that keep every rule.
      if (!OutageFaults.KINDS.contains(kind)) {
        assertThat(kind.rules()).as(kind.name()).isNotEmpty();
      }
      assertThat(kind.rules()).allMatch(rule -> rule.matches("[A-Z]{3,5}-\\d{1,2}"));
      assertThat(kind.what()).as(kind.name()).isNotBlank();
      classes.add(kind.name().replace("-", ""));
    }
    assertThat(classes).hasSameSizeAs(Catalogue.KINDS).hasSizeGreaterThan(60);
    assertThat(faultClasses()).hasSameElementsAs(classes);
  }

  private static List<String> faultClasses() {
    File folder =
        new File(Fault.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toPath()
            .resolve("dev/spywatcher/fault")
            .toFile();
    return Arrays.stream(Objects.requireNonNull(folder.list()))
        .map(name -> name.replace(".class", ""))
        .filter(name -> !name.contains("$") && isFault(name))
        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  private static boolean isFault(String name) {
    try {
      Class<?> type = Class.forName("dev.spywatcher.fault." + name);
      return Fault.class.isAssignableFrom(type)
          && !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
