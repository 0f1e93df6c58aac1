package dev.spywatcher.load.crowd;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The users who connect: members of the guild, each with an address of its own. */
public final class Spectators {

  /** How many there are. */
  public static final int COUNT = 10_000;

  private static final AtomicInteger NEXT_ADDRESS = new AtomicInteger();

  private Spectators() {}

  /** The Discord id of one of them. */
  static String discordId(int index) {
    return "5000000000000" + (10_000 + index);
  }

  /** The Discord ids of all. */
  public static List<String> discordIds() {
    return IntStream.range(0, COUNT).mapToObj(Spectators::discordId).toList();
  }

  /**
   * Addresses that no connection has come from yet, so that a limit on one address plays no part:
   * every address of 127.0.0.0/8 is this machine on Linux.
   */
  static List<InetSocketAddress> freshAddresses(int count) {
    List<InetSocketAddress> addresses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      // 127.16.0.0 to 127.239.255.255, then again.
      int address = NEXT_ADDRESS.getAndIncrement() % (224 << 16);
      String host =
          "127.%d.%d.%d".formatted(16 + (address >> 16), address >> 8 & 0xFF, address & 0xFF);
      addresses.add(new InetSocketAddress(host, 0));
    }
    return addresses;
  }
}
