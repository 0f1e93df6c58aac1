package dev.spywatcher.load.feed;

import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.crowd.MeasurementException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A guild's writers, each with a connection of its own. */
public final class Feed implements AutoCloseable {

  /** How many writers there are: enough to keep a server busy, too few to batch for it. */
  public static final int WRITERS = 4;

  private final List<Feeder> feeders = new ArrayList<>();

  /**
   * Connects the writers.
   *
   * @param control where the server's control API is
   */
  public static Feed open(Loops loops, URI control, Guild guild) throws MeasurementException {
    Feed feed = new Feed();
    for (int writer = 0; writer < WRITERS; writer++) {
      Feeder feeder = new Feeder(writer, guild, control.getAuthority());
      feed.feeders.add(feeder);
      EventLoop loop = loops.all().get(writer % loops.all().size());
      ChannelFuture connecting =
          new Bootstrap()
              .group(loop)
              .channel(Loops.socketType())
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel.pipeline().addLast(new HttpResponseDecoder(), feeder);
                    }
                  })
              .connect(new InetSocketAddress(control.getHost(), control.getPort()));
      if (!connecting.awaitUninterruptibly(10, TimeUnit.SECONDS) || !connecting.isSuccess()) {
        feed.close();
        throw new MeasurementException(
            "cannot connect to the control API at " + control, connecting.cause());
      }
    }
    return feed;
  }

  List<Feeder> feeders() {
    return feeders;
  }

  /** Events posted so far. */
  public long posted() {
    return feeders.stream().mapToLong(Feeder::posted).sum();
  }

  /** Fails where a writer cannot go on. */
  public void check() throws MeasurementException {
    for (Feeder feeder : feeders) {
      if (!feeder.fault().isEmpty()) {
        throw new MeasurementException(feeder.fault());
      }
    }
  }

  @Override
  public void close() {
    feeders.forEach(Feeder::close);
  }
}
