package dev.spywatcher.load.crowd;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One subscriber, through all its connections. Belongs to its row's loop. */
final class Seat {

  private final Row row;
  private final InetSocketAddress address;
  private final String token;
  private final Account account = new Account();
  private @Nullable Channel channel;

  Seat(Row row, InetSocketAddress address, String token) {
    this.row = row;
    this.address = address;
    this.token = token;
  }

  Row row() {
    return row;
  }

  /** Where its connections come from. */
  InetSocketAddress address() {
    return address;
  }

  String token() {
    return token;
  }

  Account account() {
    return account;
  }

  @Nullable Channel channel() {
    return channel;
  }

  void channel(@Nullable Channel current) {
    channel = current;
  }
}
