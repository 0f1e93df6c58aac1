package dev.spywatcher.load.crowd;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Clients of one server that come, go and count together. Thread-safe. */
public final class Crowd implements AutoCloseable {

  /** A standard client waits so long before it tries again. */
  private static final long RETRY_MILLIS = 1_000;

  private static final int CONNECT_TIMEOUT_MILLIS = 20_000;

  private final InetSocketAddress server;
  private final @Nullable String guildId;
  private final List<Row> rows = new ArrayList<>();
  private final List<Seat> seats = new ArrayList<>();
  private volatile boolean closing;

  /**
   * A crowd that has not come yet.
   *
   * @param guildId whose events it subscribes to; {@code null} for none
   * @param secret what the server's tokens are signed with
   * @param first the first of the spectators; another crowd may hold those before
   */
  public Crowd(Loops loops, URI url, @Nullable String guildId, String secret, int first, int size) {
    this.server = new InetSocketAddress(url.getHost(), url.getPort());
    this.guildId = guildId;
    loops.all().forEach(loop -> rows.add(new Row(loop)));
    List<InetSocketAddress> addresses = Spectators.freshAddresses(size);
    for (int i = 0; i < size; i++) {
      Row row = rows.get(i % rows.size());
      String token = Token.of(Spectators.discordId(first + i), secret);
      Seat seat = new Seat(row, addresses.get(i), token);
      seats.add(seat);
      row.seats().add(seat);
    }
    rows.removeIf(row -> row.seats().isEmpty());
  }

  /** How many there are. */
  public int size() {
    return seats.size();
  }

  /** Between how many event loops the crowd is divided. */
  public int rows() {
    return rows.size();
  }

  /**
   * Lets all connect and subscribe.
   *
   * @param atOnce how many may be under way at the same time
   * @return how long it took until all were subscribed
   */
  public Duration connect(int atOnce, Duration deadline) throws MeasurementException {
    Arrival arrival = new Arrival(seats.size(), seats, this::open);
    long begin = System.nanoTime();
    arrival.begin(atOnce);
    return arrival.await(begin, deadline);
  }

  /**
   * Drops all connections abruptly, and lets all come back at once.
   *
   * @param percent how many must be back and subscribed
   * @return how long it took from the first drop
   */
  public Duration dropAndReturn(int percent, Duration deadline) throws MeasurementException {
    Arrival arrival = new Arrival((seats.size() * percent + 99) / 100, seats, this::open);
    long begin = System.nanoTime();
    for (Row row : rows) {
      row.loop()
          .execute(
              () -> {
                row.seats().forEach(seat -> leave(seat, true));
                row.seats().forEach(seat -> open(seat, arrival));
              });
    }
    Duration taken = arrival.await(begin, deadline);
    arrival.awaitAll(deadline);
    return taken;
  }

  private static void leave(Seat seat, boolean abruptly) {
    Channel channel = seat.channel();
    if (channel == null) {
      return;
    }
    if (channel.pipeline().last() instanceof Connection connection) {
      connection.leave();
    }
    if (abruptly) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    channel.close();
  }

  private void open(Seat seat, Arrival arrival) {
    EventLoop loop = seat.row().loop();
    Connection connection =
        new Connection(
            seat,
            guildId,
            new Connection.Outcome() {
              @Override
              public void arrived(Seat arrived) {
                arrival.arrived();
              }

              @Override
              public void failed(Seat failed, String reason) {
                retry(seat, arrival, reason);
              }
            });
    new Bootstrap()
        .group(loop)
        .channel(Loops.socketType())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 1024, 65536))
        .handler(connection)
        .connect(server, seat.address())
        .addListener(
            (ChannelFuture done) -> {
              if (done.isSuccess()) {
                seat.channel(done.channel());
              } else {
                connection.leave();
                retry(seat, arrival, String.valueOf(done.cause().getMessage()));
              }
            });
  }

  private void retry(Seat seat, Arrival arrival, String reason) {
    arrival.failed(reason);
    if (!closing) {
      seat.row()
          .loop()
          .schedule(
              () -> {
                if (!closing) {
                  open(seat, arrival);
                }
              },
              RETRY_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  /** Deliveries so far, as of now. */
  public long receivedSoFar() {
    long sum = 0;
    for (Row row : rows) {
      sum += row.receivedSoFar();
    }
    return sum;
  }

  /**
   * Tells when every client of a row has received a batch of a writer's events.
   *
   * @param delivered told the writer, once for each row
   */
  public void tellWhenDelivered(int events, IntConsumer delivered) throws MeasurementException {
    onEachRow(
        row -> {
          row.tellWhenDelivered(events, delivered);
          return row;
        });
  }

  /** The account of all that was received. */
  public Tally tally() throws MeasurementException {
    return onEachRow(Row::tally).stream().reduce(Tally.NOTHING, Tally::plus);
  }

  private <T> List<T> onEachRow(Function<Row, T> task) throws MeasurementException {
    List<T> results = new ArrayList<>();
    for (Row row : rows) {
      try {
        results.add(row.loop().submit(() -> task.apply(row)).get(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MeasurementException("interrupted", e);
      } catch (ExecutionException | TimeoutException e) {
        throw new MeasurementException("an event loop of the benchmark failed", e);
      }
    }
    return results;
  }

  /** Closes all connections. */
  @Override
  public void close() {
    closing = true;
    for (Row row : rows) {
      row.loop()
          .submit(() -> row.seats().forEach(seat -> leave(seat, false)))
          .awaitUninterruptibly(30, TimeUnit.SECONDS);
    }
  }
}
