package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.discord.SourceContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From what the gateway dispatches to guilds and events. Reads the raw dispatches: JDA's own events
 * say nothing of the clients of a presence, nor of members that it does not know. What comes for a
 * guild before its members are all there is left out, since JDA dispatches it again afterwards.
 * Thread-safe.
 */
final class Translation {

  private static final Logger log = LoggerFactory.getLogger(Translation.class);

  /** Discord tells all presences of a guild up to this many members. */
  private static final int MOST_WITH_ALL_PRESENCES = 75_000;

  private static final int MOST_NAMED = 3;

  /** Dispatches after which channels, roles or the name of a guild may be others. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "GUILD_UPDATE",
          "GUILD_ROLE_CREATE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE",
          "CHANNEL_CREATE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE",
          "THREAD_CREATE",
          "THREAD_UPDATE",
          "THREAD_DELETE",
          "THREAD_LIST_SYNC");

  /** How a guild stands with the bot. */
  enum Standing {
    THERE,
    /** The bot is in it, but it is in an outage or has still to come. */
    AWAY,
    /** The bot is not in it, as far as is known. */
    NONE
  }

  private final SourceContext context;
  private final CachedMemberships memberships;
  private final Map<String, GuildMirror> mirrors = new LinkedHashMap<>();

  /** Of the bot's guilds; read without a lock, since a delivery may take its time. */
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();

  /** The presences of guilds whose members are still to come. */
  private final Map<String, List<Dispatch>> begun = new HashMap<>();

  /** By guild; kept when a session ends. */
  private final Map<String, Presences> presences = new HashMap<>();

  Translation(SourceContext context, CachedMemberships memberships) {
    this.context = context;
    this.memberships = memberships;
  }

  /** A guild is there with all its members. */
  synchronized void ready(Guild guild) {
    GuildMirror mirror = new GuildMirror(guild);
    mirrors.put(guild.getId(), mirror);
    standings.put(guild.getId(), Standing.THERE);
    context.guild(mirror.definition());
    List<Dispatch> presences = begun.remove(guild.getId());
    if (presences != null) {
      begin(guild.getId(), presences);
    }
  }

  /**
   * Tells the presences that a guild begins with, as far as they are not known already: so a member
   * who is there from the start counts as seen, and what changed while a session had to begin anew
   * is made up for.
   */
  private void begin(String guildId, List<Dispatch> presences) {
    Presences known = presencesOf(guildId);
    Set<String> there = new HashSet<>();
    for (Dispatch dispatch : presences) {
      there.add(dispatch.userId());
      if (known.begins(dispatch.presence(), dispatch.activities())) {
        context.event(dispatch.presence());
      }
    }
    GuildMirror mirror = mirrors.get(guildId);
    if (mirror == null || mirror.size() > MOST_WITH_ALL_PRESENCES) {
      return;
    }
    for (String userId : known.goneBut(there)) {
      DiscordEvent.Presence gone =
          new DiscordEvent.Presence(
              guildId, userId, context.now(), PresenceStatus.OFFLINE, Set.of());
      known.begins(gone, 0);
      context.event(gone);
    }
  }

  private Presences presencesOf(String guildId) {
    return presences.computeIfAbsent(guildId, id -> new Presences());
  }

  /** A guild is out of reach for now; what it was stays as it is. */
  synchronized void unavailable(String guildId) {
    standings.put(guildId, Standing.AWAY);
  }

  /** The bot is no longer in a guild. */
  synchronized void left(String guildId) {
    GuildMirror mirror = mirrors.remove(guildId);
    standings.remove(guildId);
    if (mirror != null) {
      memberships.changed(guildId);
      presences.remove(guildId);
      context.guild(mirror.empty());
    }
  }

  /** A session has ended: its guilds come anew. */
  synchronized void sessionOver() {
    mirrors.clear();
    standings.clear();
    begun.clear();
  }

  /** Announces all guilds again. */
  synchronized void announceAgain() {
    mirrors.values().forEach(mirror -> context.guild(mirror.definition()));
  }

  /** How a guild stands; never waits, also not for a delivery that is under way. */
  Standing standing(String guildId) {
    return standings.getOrDefault(guildId, Standing.NONE);
  }

  /** {@code 2 guilds: Harbor (349226271420449824), Café (693173550076395523)}. */
  synchronized String guildsInALine() {
    String some =
        mirrors.values().stream()
            .limit(MOST_NAMED)
            .map(GuildMirror::definition)
            .map(guild -> guild.name().replaceAll("\\p{Cc}", "") + " (" + guild.id() + ")")
            .collect(Collectors.joining(", "));
    int more = mirrors.size() - MOST_NAMED;
    return mirrors.size()
        + (mirrors.size() == 1 ? " guild" : " guilds")
        + (some.isEmpty() ? "" : ": " + some)
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** Takes a dispatch; one that cannot be read is left out. */
  synchronized void dispatched(RawGatewayEvent raw) {
    String type = raw.getType();
    try {
      Dispatch dispatch = new Dispatch(raw.getPayload(), context.now());
      switch (type) {
        case "READY" -> begun(raw.getPayload());
        case "GUILD_CREATE" -> created(raw.getPayload().getString("id"), dispatch.presences());
        case "GUILD_DELETE" -> deleted(raw.getPayload());
        default -> happened(raw, type, dispatch);
      }
    } catch (ParsingException | IllegalArgumentException e) {
      log.debug("left out a dispatch of type {} that cannot be read", type);
    }
  }

  /** A session has begun: these are the bot's guilds, and come one by one. */
  private void begun(DataObject ready) {
    for (DataObject guild : ready.getArray("guilds").stream(DataArray::getObject).toList()) {
      standings.putIfAbsent(guild.getString("id"), Standing.AWAY);
    }
  }

  /** JDA says nothing of guilds that it does not have. */
  private void deleted(DataObject guild) {
    if (guild.getBoolean("unavailable")) {
      unavailable(guild.getString("id"));
    } else {
      left(guild.getString("id"));
    }
  }

  private void happened(RawGatewayEvent raw, String type, Dispatch dispatch) {
    String guildId =
        type.equals("GUILD_UPDATE") ? raw.getPayload().getString("id") : dispatch.guildId();
    GuildMirror mirror = mirrors.get(guildId);
    if (mirror == null
        || standing(guildId) != Standing.THERE
        || !mirror.takes(raw.getPackage().getLong("s", Long.MAX_VALUE))) {
      return;
    }
    if (STRUCTURE.contains(type)) {
      restructured(mirror, raw.getJDA().getGuildById(guildId));
      return;
    }
    switch (type) {
      case "MESSAGE_CREATE" -> context.event(dispatch.message());
      case "TYPING_START" -> context.event(dispatch.typing());
      case "PRESENCE_UPDATE" -> appeared(dispatch);
      case "GUILD_MEMBER_UPDATE" -> updated(mirror, dispatch);
      case "GUILD_MEMBER_ADD" -> joined(mirror, dispatch);
      case "GUILD_MEMBER_REMOVE" -> left(mirror, dispatch);
      default -> {
        // Of no interest here.
      }
    }
  }

  private void created(String guildId, List<Dispatch> presencesThen) {
    if (standing(guildId) == Standing.THERE) {
      begin(guildId, presencesThen);
    } else {
      begun.put(guildId, presencesThen);
    }
  }

  private void appeared(Dispatch dispatch) {
    DiscordEvent.Presence presence = dispatch.presence();
    if (presencesOf(dispatch.guildId()).takes(presence, dispatch.activities())) {
      context.event(presence);
    }
  }

  private void restructured(GuildMirror mirror, @Nullable Guild guild) {
    if (guild != null && mirror.restructure(guild)) {
      context.guild(mirror.definition());
    }
  }

  private void updated(GuildMirror mirror, Dispatch dispatch) {
    GuildDefinition.Member before = mirror.member(dispatch.userId());
    GuildDefinition.Member after = dispatch.member();
    if (before == null || !before.username().equals(after.username())) {
      mirror.put(
          new GuildDefinition.Member(
              after.userId(),
              after.username(),
              after.createdAt(),
              after.bot(),
              before == null ? after.roleIds() : before.roleIds()));
      context.guild(mirror.definition());
    }
    List<String> roleIds = mirror.known(after.roleIds());
    List<String> had = Objects.requireNonNull(mirror.member(after.userId())).roleIds();
    mirror.put(after);
    if (!new HashSet<>(had).equals(new HashSet<>(roleIds))) {
      context.event(
          new DiscordEvent.Roles(dispatch.guildId(), after.userId(), dispatch.now(), roleIds));
    }
  }

  private void joined(GuildMirror mirror, Dispatch dispatch) {
    GuildDefinition.Member member = dispatch.member();
    mirror.put(member);
    memberships.changed(dispatch.guildId(), member.userId());
    context.event(dispatch.join());
    List<String> roleIds = mirror.known(member.roleIds());
    if (!roleIds.isEmpty()) {
      context.event(
          new DiscordEvent.Roles(dispatch.guildId(), member.userId(), dispatch.now(), roleIds));
    }
  }

  private void left(GuildMirror mirror, Dispatch dispatch) {
    mirror.remove(dispatch.userId());
    presencesOf(dispatch.guildId()).remove(dispatch.userId());
    memberships.changed(dispatch.guildId(), dispatch.userId());
    context.event(dispatch.leave());
  }
}
