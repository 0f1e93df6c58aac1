package dev.spywatcher.server;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.analytics.Permit;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.bus.EmbeddedRedis;
import dev.spywatcher.bus.Entrance;
import dev.spywatcher.bus.RedisAddress;
import dev.spywatcher.bus.RedissonLink;
import dev.spywatcher.bus.RoomRelay;
import dev.spywatcher.bus.Shards;
import dev.spywatcher.bus.SharedLimits;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.fault.Publication;
import dev.spywatcher.intake.DirectoryChanges;
import dev.spywatcher.intake.Intake;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Room;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server has in common with the others of its service (SCALE-1 to SCALE-4); nothing at all
 * where it is by itself, which then costs nothing either.
 */
final class Company implements AutoCloseable {

  /** Of this server alone: no other has, had or will have it. */
  private final String id = UUID.randomUUID().toString();

  private final @Nullable EmbeddedRedis redis;
  private final @Nullable RedissonLink link;
  private final @Nullable SharedGuilds guilds;
  private volatile Supplier<@Nullable Instant> beginning = () -> null;

  private Company() {
    redis = null;
    link = null;
    guilds = null;
  }

  private Company(
      @Nullable EmbeddedRedis redis,
      RedissonLink link,
      int shards,
      ServiceClock clock,
      GuildDirectory directory,
      FanOut fanOut) {
    this.redis = redis;
    this.link = link;
    this.guilds =
        new SharedGuilds(
            id,
            shards,
            link,
            clock,
            directory,
            this::era,
            guildId -> fanOut.subscribers(new Room(Room.Kind.ANALYTICS, guildId)) > 0);
  }

  private long era() {
    Instant began = beginning.get();
    return began == null ? 0 : began.toEpochMilli();
  }

  /**
   * Starts the Redis that is the server's own, if it is to have one, and opens the link. Sets
   * {@code clock} by Redis' time.
   *
   * @throws StartupException where Redis cannot be had; nothing is left running
   */
  static Company open(
      ServerOptions options, ServiceClock clock, GuildDirectory directory, FanOut fanOut)
      throws StartupException {
    RedisAddress address = options.redis();
    if (address == null) {
      return new Company();
    }
    EmbeddedRedis redis = null;
    try {
      if (address.kind() == RedisAddress.Kind.EMBEDDED) {
        redis = EmbeddedRedis.start();
        address = redis.address();
      }
      return new Company(
          redis,
          RedissonLink.open(address, options.service(), clock),
          options.shards(),
          clock,
          directory,
          fanOut);
    } catch (IOException | RuntimeException e) {
      if (redis != null) {
        redis.close();
      }
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What Redis and the others know this server by. */
  String id() {
    return id;
  }

  /** The link to the others; {@code null} where the server is by itself. */
  @Nullable RedissonLink link() {
    return link;
  }

  /** Where events go that are to reach their rooms: here, and on the other servers. */
  Consumer<Publication> publications(ServiceClock clock, FanOut fanOut, Journal journal) {
    RedissonLink others = link;
    if (others == null || guilds == null) {
      return publication -> publish(publication, fanOut, journal);
    }
    RoomRelay relay =
        new RoomRelay(
            others,
            others::redisMillis,
            guilds.leases(),
            id,
            clock,
            fanOut,
            journal,
            guilds::relayed);
    fanOut.supplyBy(relay);
    others.add(relay);
    return publication -> relay.publish(publication.room(), publication.event(), publication.at());
  }

  private static void publish(Publication publication, FanOut fanOut, Journal journal) {
    EncodedEvent encoded = publication.event();
    int recipients = fanOut.publish(publication.room(), encoded);
    journal.sent(encoded.name().wire(), encoded.guildId(), recipients, encoded.payload());
  }

  /** Who is let in: with others, what an address may do it may do on all servers together. */
  Gate gate(Limits limits, ServiceClock clock) {
    AddressLimits own = new AddressLimits(limits, clock);
    RedissonLink others = link;
    if (others == null) {
      return own;
    }
    SharedLimits shared = new SharedLimits(others, id, limits, own, clock);
    others.add(shared);
    return shared;
  }

  /** Who takes in what; {@code null} where the server is by itself. */
  @Nullable Shards shards() {
    return guilds == null ? null : guilds.leases();
  }

  /** Whether anyone is subscribed to a guild's analytics, as far as this server has to know. */
  Predicate<String> watched(FanOut fanOut) {
    return guilds == null
        ? guildId -> fanOut.subscribers(new Room(Room.Kind.ANALYTICS, guildId)) > 0
        // Elsewhere, too: whoever permits an update knows.
        : guildId -> true;
  }

  /** Leave to send updates; {@code null} where nobody else sends any. */
  @Nullable Permit permit() {
    return guilds == null ? null : guilds.permit();
  }

  /** Permissions that look further than this server, before they deny. */
  Permissions permissions(Permissions own) {
    return guilds == null ? own : guilds.over(own);
  }

  /** Told of changes of the directory. */
  DirectoryChanges changes() {
    return guilds == null ? DirectoryChanges.NONE : guilds.changes();
  }

  /** Everything is about to be forgotten: a guild that was announced before does not count. */
  void forgetAnnouncements() {
    if (guilds != null) {
      guilds.forgetAnnouncements();
    }
  }

  /** Everything was forgotten. */
  void forget() {
    if (guilds != null) {
      guilds.forget();
    }
  }

  /**
   * Takes in its part of the guilds from now on, where others take in theirs.
   *
   * @param beginning when the play of the service began
   * @throws StartupException where the others cannot be joined
   */
  void takeIn(
      Intake intake,
      Analytics analytics,
      @Nullable DiscordSource source,
      Supplier<@Nullable Instant> beginning)
      throws StartupException {
    this.beginning = beginning;
    if (guilds != null) {
      guilds.join(intake, analytics, source);
    }
  }

  /** What a source sees of the server. */
  SourceAttachment attachment(
      ServiceClock clock,
      Intake intake,
      DiscordSource source,
      BooleanSupplier congestion,
      FaultSwitches faults) {
    if (guilds == null) {
      return new SourceAttachment(
          clock,
          clock,
          intake::guild,
          intake::event,
          congestion,
          faults,
          false,
          () -> CompletableFuture.completedFuture(null));
    }
    Entrance entrance = guilds.entrance(source, intake);
    // A play that several servers play together began with the first of them.
    InstantSource beginnings = () -> Objects.requireNonNullElse(beginning.get(), clock.instant());
    return new SourceAttachment(
        clock,
        beginnings,
        entrance::guild,
        entrance::event,
        congestion,
        faults,
        true,
        guilds::loginTurn);
  }

  /** Hands over what this server takes in, as long as others are there for it. */
  void handOver() {
    if (guilds != null) {
      guilds.handOver();
    }
  }

  @Override
  public void close() {
    if (guilds != null) {
      guilds.close();
    }
    if (link != null) {
      link.close();
    }
    if (redis != null) {
      redis.close();
    }
  }
}
