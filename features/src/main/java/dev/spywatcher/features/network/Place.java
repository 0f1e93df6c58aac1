package dev.spywatcher.features.network;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a client connects from. Of a target on the IPv4 loopback there are as many places as one
 * likes, each with an address of its own, so that limits per address touch no one else; of any
 * other target there is one, this machine.
 *
 * @param address to bind to, or null to leave it to the system
 */
public record Place(@Nullable InetAddress address) {
  private static final int FIRST = 127 << 24 | 16 << 16;
  private static final int COUNT = 128 << 16;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  /** A place with an address that nobody has connected from, where the target allows of one. */
  public static Place fresh(URI target) {
    return isOnLoopback(target) ? at(FIRST + NEXT.getAndIncrement() % COUNT) : new Place(null);
  }

  /** A place with the address given, as text. */
  public static Place of(String address) {
    try {
      return new Place(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no address", e);
    }
  }

  /** Whether clients may have addresses of their own. */
  public boolean isDistinct() {
    return address != null;
  }

  /** The address as text, empty where it is the system's choice. */
  public String text() {
    return address == null ? "" : address.getHostAddress();
  }

  private static boolean isOnLoopback(URI target) {
    try {
      InetAddress host = InetAddress.getByName(target.getHost());
      return host instanceof Inet4Address && host.isLoopbackAddress() && Loopback.MANY;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Place at(int bits) {
    byte[] bytes = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    try {
      return new Place(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not every system lets one bind to all of 127.0.0.0/8. */
  private static final class Loopback {
    static final boolean MANY = canBind();

    private static boolean canBind() {
      try (ServerSocket socket = new ServerSocket(0, 1, at(FIRST).address())) {
        return socket.isBound();
      } catch (IOException e) {
        return false;
      }
    }
  }
}
