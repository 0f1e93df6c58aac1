package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.schema.PayloadSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What received events are held against. Each fault is the matter of the rules that name it: a
 * payload with a key too many fails the scenarios about that payload, an event that comes twice
 * those about repetition, and one of a guild that no one here has heard of those about isolation,
 * but none of them fails a scenario about tokens, which asks of an event only whose it is.
 */
public final class Judgement {
  static final Duration ARRIVAL = Duration.ofSeconds(15);

  private static final String UPDATE = "analytics:update";
  private static final Map<String, String> RULE_OF =
      Map.of(
          "message:new",
          "@EVT-1",
          "alert:multiClient",
          "@EVT-2",
          "presence:update",
          "@EVT-3",
          "role:change",
          "@EVT-4",
          "user:join",
          "@EVT-5",
          UPDATE,
          "@ANA-1",
          "error",
          "@ERR-1");
  private static final String ABOUT_ALL_PAYLOADS = "@EVT-8";
  private static final Set<String> NAMES = Set.of("username", "channelName", "addedRoles");
  private static final Set<String> TOLD_WHOLE = Set.of(UPDATE, "error");
  private static final Set<String> ABOUT_REPETITION =
      Set.of("@EVT-7", "@SUB-8", "@CONN-2", "@SCALE-1");

  private static final Set<String> ABOUT_ISOLATION = Set.of("@SUB-3", "@ERR-2");

  private final Cast cast;
  private final Service service;
  private final Set<String> tags = new HashSet<>();
  private boolean aboutRepetition;
  private boolean aboutIsolation;
  private boolean aboutAnalytics;

  public Judgement(Cast cast, Service service) {
    this.cast = cast;
    this.service = service;
  }

  /** Says what the scenario is about. */
  void concern(Collection<String> scenarioTags) {
    tags.addAll(scenarioTags);
    aboutRepetition = !Collections.disjoint(tags, ABOUT_REPETITION);
    aboutIsolation = !Collections.disjoint(tags, ABOUT_ISOLATION);
    aboutAnalytics =
        tags.stream().anyMatch(tag -> tag.startsWith("@ANA-") || tag.equals("@SCALE-2"));
  }

  boolean isAboutAnalytics() {
    return aboutAnalytics;
  }

  /** Claims an event that is to come, later on a busy machine, and checks its payload. */
  Received receives(ApiClient client, Expectation expectation, Duration deadline) {
    Duration patience = deadline.plus(service.delay());
    Received received = client.events().await(concerning(expectation), patience);
    wellFormed(client, received);
    return received;
  }

  /** As much of what is expected as the scenario is about. */
  Expectation concerning(Expectation expectation) {
    if (TOLD_WHOLE.contains(expectation.name()) || isAbout(expectation.name())) {
      return expectation;
    }
    return expectation.only(tags.contains(ABOUT_ALL_PAYLOADS) ? NAMES : Set.of());
  }

  private boolean isAbout(String event) {
    return tags.contains(RULE_OF.getOrDefault(event, ""));
  }

  void wellFormed(ApiClient client, Received received) {
    if (!isAbout(received.name()) && !tags.contains(ABOUT_ALL_PAYLOADS)) {
      return;
    }
    List<String> faults = PayloadSchemas.faults(received.name(), received.arguments());
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s received what is not as documented: %s%n    %s"
              .formatted(client.name(), faults, received));
    }
  }

  /** Fails where a client received what no step of the scenario has claimed. */
  void nothingElse(Iterable<ApiClient> clients) {
    List<String> strays = new ArrayList<>();
    for (ApiClient client : clients) {
      List<Received> unclaimed = strays(client);
      if (!unclaimed.isEmpty()) {
        strays.add(
            "%s received what should not have come:%s%n  of all: %s"
                .formatted(client.name(), lines(unclaimed), client.events().report()));
      }
    }
    if (!strays.isEmpty()) {
      throw new AssertionError(String.join("\n", strays));
    }
  }

  private List<Received> strays(ApiClient client) {
    List<Received> strays =
        aboutRepetition ? client.events().unclaimed() : client.events().unclaimedButRepeated();
    return strays.stream()
        .filter(stray -> aboutIsolation || ofThisScenario(stray))
        .filter(stray -> !isJoinByPut(stray))
        .filter(stray -> aboutAnalytics || !isFurtherUpdate(stray, client))
        .toList();
  }

  /** One more update of a guild, sooner than it should be: how often they come is ANA-2. */
  private static boolean isFurtherUpdate(Received stray, ApiClient client) {
    return stray.name().equals(UPDATE)
        && client.events().claimed(UPDATE).stream()
            .anyMatch(
                one ->
                    one.payload().path("guildId").equals(stray.payload().path("guildId"))
                        && !one.arguments().equals(stray.arguments()));
  }

  private boolean isJoinByPut(Received stray) {
    return stray.name().equals("user:join")
        && service.mayHaveJoined(stray.payload().path("userId").asText());
  }

  /** Not what leaks from a scenario that runs beside this one. */
  private boolean ofThisScenario(Received stray) {
    String text = stray.toString();
    return stray.name().equals("error") || cast.ids().stream().anyMatch(text::contains);
  }

  /** Fails unless exactly what is expected was received, in this order. */
  void onceAndInOrder(ApiClient client, List<Expectation> expected, List<Received> all) {
    List<Received> received = all.stream().filter(one -> !isJoinByPut(one)).toList();
    for (int i = 0; i < Math.max(expected.size(), received.size()); i++) {
      String wanted = i < expected.size() ? expected.get(i).toString() : "nothing more";
      if (i >= received.size()) {
        throw new AssertionError(
            "%s received only %d of %d; the first that is missing: %s"
                .formatted(client.name(), received.size(), expected.size(), wanted));
      }
      wellFormed(client, received.get(i));
      if (i >= expected.size() || !concerning(expected.get(i)).matches(received.get(i))) {
        throw new AssertionError(
            "%s received %d events where %d were expected; number %d is%n    %s%n  instead of%n    %s%n  around it:%s"
                .formatted(
                    client.name(),
                    received.size(),
                    expected.size(),
                    i + 1,
                    received.get(i),
                    wanted,
                    lines(received.subList(Math.max(0, i - 3), Math.min(received.size(), i + 4)))));
      }
    }
  }

  private static String lines(List<Received> received) {
    return received.stream().limit(20).map(one -> "\n    " + one).collect(Collectors.joining());
  }
}
