package dev.spywatcher.features.steps;

import static dev.spywatcher.features.client.FieldMatcher.anyOrder;
import static dev.spywatcher.features.client.FieldMatcher.id;
import static dev.spywatcher.features.client.FieldMatcher.near;
import static dev.spywatcher.features.client.FieldMatcher.nearOrOnArrival;
import static dev.spywatcher.features.client.FieldMatcher.number;
import static dev.spywatcher.features.client.FieldMatcher.text;

import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.FieldMatcher;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each Discord event is to be told as, by the suite's own reading of the rules. */
public final class Announcements {
  private static final Duration TIMESTAMP_TOLERANCE = Duration.ofSeconds(2);

  private final Cast cast;
  private final Service service;
  private final Map<String, Set<String>> platforms = new HashMap<>();

  public Announcements(Cast cast, Service service) {
    this.cast = cast;
    this.service = service;
  }

  /** The expectations that an event raises, which it leaves as the last word on its member. */
  List<Expectation> of(DiscordEvent event) {
    Guild guild =
        cast.guilds().stream()
            .filter(one -> one.id().equals(event.guildId()))
            .findFirst()
            .orElseThrow();
    if (event instanceof DiscordEvent.Join join) {
      return join.bot() ? List.of() : List.of(joined(join));
    }
    Guild.Member member = cast.member(guild, event.userId());
    if (member.bot()) {
      return List.of();
    }
    Expectation base =
        Expectation.of("").with("userId", id(member.userId())).with("username", name(member));
    if (event instanceof DiscordEvent.Message message) {
      return List.of(written(guild, message, base));
    }
    if (event instanceof DiscordEvent.Presence presence) {
      return present(presence, base);
    }
    if (event instanceof DiscordEvent.Roles roles) {
      return promoted(guild, member, roles, base);
    }
    if (event instanceof DiscordEvent.Leave) {
      cast.without(guild.name(), member.userId());
    }
    return List.of();
  }

  private Expectation written(Guild guild, DiscordEvent.Message message, Expectation base) {
    String channelName =
        guild.channels().stream()
            .filter(channel -> channel.id().equals(message.channelId()))
            .map(Guild.Channel::name)
            .findFirst()
            .orElseThrow();
    return told("message:new", base, message)
        .with("channelId", id(message.channelId()))
        .with("channelName", text(clean(channelName)));
  }

  private List<Expectation> present(DiscordEvent.Presence presence, Expectation base) {
    List<Expectation> expectations = new ArrayList<>();
    expectations.add(
        told("presence:update", base, presence).with("status", text(presence.status())));
    Set<String> now = Set.copyOf(presence.platforms());
    Set<String> before = platforms.getOrDefault(presence.guildId() + presence.userId(), Set.of());
    platforms.put(presence.guildId() + presence.userId(), now);
    if (now.size() > 1 && !now.equals(before)) {
      expectations.add(told("alert:multiClient", base, presence).with("platforms", anyOrder(now)));
    }
    return expectations;
  }

  private List<Expectation> promoted(
      Guild guild, Guild.Member member, DiscordEvent.Roles roles, Expectation base) {
    List<String> added =
        guild.roles().stream()
            .filter(role -> roles.roles().contains(role.id()))
            .filter(role -> !member.roles().contains(role.id()))
            .map(role -> clean(role.name()))
            .toList();
    cast.withRolesOf(guild.name(), member.userId(), roles.roles());
    return added.isEmpty()
        ? List.of()
        : List.of(told("role:change", base, roles).with("addedRoles", anyOrder(added)));
  }

  private Expectation joined(DiscordEvent.Join join) {
    long age = Math.max(0, Duration.between(join.createdAt(), join.timestamp()).toDays());
    Expectation base =
        Expectation.of("")
            .with("userId", id(join.userId()))
            .with("username", text(clean(join.username())));
    return told("user:join", base, join).with("accountAgeDays", number(age));
  }

  /** Discord stamps some of what it tells; the rest a bot stamps as it arrives. */
  private Expectation told(String name, Expectation base, DiscordEvent event) {
    FieldMatcher timestamp =
        service.isBehindDiscord()
            ? nearOrOnArrival(event.timestamp(), TIMESTAMP_TOLERANCE)
            : near(event.timestamp(), TIMESTAMP_TOLERANCE);
    return new Expectation(name, base.fields()).with("timestamp", timestamp);
  }

  private static FieldMatcher name(Guild.Member member) {
    return text(clean(member.username()));
  }

  /** A name without its control characters (Unicode Cc). */
  static String clean(String name) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .filter(character -> Character.getType(character) != Character.CONTROL)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
