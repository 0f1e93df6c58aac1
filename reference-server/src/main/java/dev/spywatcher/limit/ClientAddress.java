package dev.spywatcher.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What counts as one address: an IPv4 address, or the /64 that an IPv6 address is in, since that is
 * what one customer is given (LIM-5).
 *
 * @param text the address, for a log
 * @param key what limits are kept by
 */
public record ClientAddress(String text, String key) {

  private static final int CUSTOMER_BYTES = 8;

  /** The address that a connection comes from. */
  public static ClientAddress of(InetAddress address) {
    String text = address.getHostAddress();
    if (!(address instanceof Inet6Address)) {
      return new ClientAddress(text, text);
    }
    byte[] network = Arrays.copyOf(address.getAddress(), 16);
    Arrays.fill(network, CUSTOMER_BYTES, 16, (byte) 0);
    try {
      return new ClientAddress(text, InetAddress.getByAddress(network).getHostAddress() + "/64");
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
