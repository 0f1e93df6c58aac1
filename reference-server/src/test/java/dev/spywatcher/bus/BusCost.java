package dev.spywatcher.bus;

import com.sun.management.OperatingSystemMXBean;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what the bus costs: CPU time of this process for each event that reaches the rooms of
 * two servers, by the bus and without it (each server is then given the event directly), round by
 * round in turn, once the compiler has nothing left to do. Redis is a process of its own, and not
 * counted. At a low rate nearly all of it is the waking of threads, each of which then finds one
 * event; hence what waking one costs on this machine is told too. To be run by itself:
 *
 * <pre>
 * mvn -q -pl reference-server test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.spywatcher.bus.BusCost -Dexec.args="200 2000 20000"
 * </pre>
 *
 * Arguments: events per second, one or more.
 */
public final class BusCost {

  private static final int ROOMS = 20;
  private static final int SUBSCRIBERS = 5;
  private static final int ROUNDS = 5;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int WARM_UP_RATE = 20_000;
  private static final int WAKES = 20_000;
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private BusCost() {}

  /** A server as far as rooms are concerned. */
  private static final class Rooms implements AutoCloseable {
    final ServiceClock clock = new ServiceClock();
    final FanOut fanOut = new FanOut();
    final Journal journal = new Journal(clock);
    final DefaultEventExecutorGroup loops = new DefaultEventExecutorGroup(1);
    final LongAdder delivered = new LongAdder();

    void fill() {
      for (int i = 0; i < ROOMS * SUBSCRIBERS; i++) {
        fanOut
            .seat(new Ear(), loops.next())
            .join(new Room(Room.Kind.GUILD, String.valueOf(900 + i % ROOMS)), () -> {});
      }
    }

    private final class Ear implements Subscriber {
      @Override
      public void deliver(ByteBuf frames, List<EncodedEvent> events) {
        delivered.add(events.size());
      }

      @Override
      public void flush() {}
    }

    @Override
    public void close() {
      clock.close();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  /** Takes an event to the rooms of both servers. */
  private interface Way {
    void publish(Room room, EncodedEvent event, ServerEvent what);
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    int[] rates =
        arguments.length == 0
            ? new int[] {200, 2_000, 20_000}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    out.println(machine());
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        Rooms aloneA = new Rooms();
        Rooms aloneB = new Rooms();
        Rooms a = new Rooms();
        Rooms b = new Rooms();
        RedissonLink linkA = RedissonLink.open(redis.address(), "cost", a.clock);
        RedissonLink linkB = RedissonLink.open(redis.address(), "cost", b.clock)) {
      RoomRelay relay = relay(linkA, "a", a);
      relay(linkB, "b", b);
      List.of(aloneA, aloneB, a, b).forEach(Rooms::fill);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      Way directly =
          (room, event, what) -> {
            deliver(aloneA, room, event);
            deliver(aloneB, room, event);
          };
      Way byBus = (room, event, what) -> relay.publish(room, event, what.timestamp());
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        measure(directly, WARM_UP_RATE, aloneB);
        measure(byBus, WARM_UP_RATE, b);
      }
      out.printf("waking a thread costs %.1f \u00b5s%n", waking());
      out.printf(
          "%10s %14s %14s %14s%n", "events/s", "without, \u00b5s", "bus, \u00b5s", "more, \u00b5s");
      for (int rate : rates) {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          without.add(measure(directly, rate, aloneB));
          with.add(measure(byBus, rate, b));
        }
        double base = median(without);
        double bus = median(with);
        out.printf("%10d %14.1f %14.1f %14.1f%n", rate, base, bus, bus - base);
      }
      out.println("dropped " + linkA.dropped() + ", " + relay.counts());
    }
  }

  private static RoomRelay relay(RedissonLink link, String name, Rooms rooms) {
    OneShard everybodys = new OneShard();
    everybodys.fence = 1;
    RoomRelay relay =
        new RoomRelay(
            link,
            link::redisMillis,
            everybodys,
            name,
            rooms.clock,
            rooms.fanOut,
            rooms.journal,
            (guildId, at) -> {});
    rooms.fanOut.supplyBy(relay);
    link.add(relay);
    return relay;
  }

  private static void deliver(Rooms rooms, Room room, EncodedEvent event) {
    int recipients = rooms.fanOut.publish(room, event);
    rooms.journal.sent(event.name().wire(), event.guildId(), recipients, event.payload());
  }

  /** CPU time of one event, \u00b5s, at an even rate; fails unless all arrive. */
  private static double measure(Way way, int rate, Rooms last) {
    long before = last.delivered.sum();
    long gap = TimeUnit.SECONDS.toNanos(1) / rate;
    // Of fine pacing the pacing itself would be the cost.
    int burst = Math.max(1, rate / 1_000);
    long events = 0;
    long cpu = SYSTEM.getProcessCpuTime();
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < ROUND_NANOS) {
      for (int i = 0; i < burst; i++) {
        String guildId = String.valueOf(900 + events % ROOMS);
        ServerEvent.MessageNew what =
            new ServerEvent.MessageNew(
                guildId, "1" + events, "somebody", "42", "general", last.clock.instant());
        way.publish(new Room(Room.Kind.GUILD, guildId), EncodedEvent.of(what), what);
        events++;
      }
      long due = begun + events * gap;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (last.delivered.sum() - before < events * SUBSCRIBERS) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            last.delivered.sum() - before + " of " + events * SUBSCRIBERS + " deliveries");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / events;
  }

  /** CPU time of having another thread go on, \u00b5s. */
  private static double waking() throws InterruptedException {
    SynchronousQueue<Integer> there = new SynchronousQueue<>();
    SynchronousQueue<Integer> back = new SynchronousQueue<>();
    Thread other =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < WAKES / 2; i++) {
                  back.put(there.take());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();
    long cpu = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < WAKES / 2; i++) {
      there.put(i);
      back.take();
    }
    double micros = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / WAKES;
    other.join();
    return micros;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String machine() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    String model =
        Files.isReadable(cpus)
            ? Files.readAllLines(cpus).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("?")
            : "?";
    return "%s, %d cores, %s %s, Java %s, load %.1f"
        .formatted(
            model,
            SYSTEM.getAvailableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            SYSTEM.getSystemLoadAverage());
  }
}
