package dev.spywatcher.server;

import dev.spywatcher.bus.EmbeddedRedis;
import dev.spywatcher.bus.RedisAddress;
import dev.spywatcher.bus.RedissonLink;
import dev.spywatcher.bus.RoomRelay;
import dev.spywatcher.bus.Shards;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.fault.Publication;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.room.FanOut;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
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
  private final Shards shards = Shards.all();

  private Company(@Nullable EmbeddedRedis redis, @Nullable RedissonLink link) {
    this.redis = redis;
    this.link = link;
  }

  /**
   * Starts the Redis that is the server's own, if it is to have one, and opens the link. Sets
   * {@code clock} by Redis' time.
   *
   * @throws StartupException where Redis cannot be had; nothing is left running
   */
  static Company open(ServerOptions options, ServiceClock clock) throws StartupException {
    RedisAddress address = options.redis();
    if (address == null) {
      return new Company(null, null);
    }
    EmbeddedRedis redis = null;
    try {
      if (address.kind() == RedisAddress.Kind.EMBEDDED) {
        redis = EmbeddedRedis.start();
        address = redis.address();
      }
      return new Company(redis, RedissonLink.open(address, options.service(), clock));
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
    if (others == null) {
      return publication -> publish(publication, fanOut, journal);
    }
    RoomRelay relay =
        new RoomRelay(others, others::redisMillis, shards, id, clock, fanOut, journal);
    fanOut.supplyBy(relay);
    others.add(relay);
    return publication -> relay.publish(publication.room(), publication.event(), publication.at());
  }

  private static void publish(Publication publication, FanOut fanOut, Journal journal) {
    EncodedEvent encoded = publication.event();
    int recipients = fanOut.publish(publication.room(), encoded);
    journal.sent(encoded.name().wire(), encoded.guildId(), recipients, encoded.payload());
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
    if (redis != null) {
      redis.close();
    }
  }
}
