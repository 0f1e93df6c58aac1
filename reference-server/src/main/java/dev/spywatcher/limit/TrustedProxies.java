package dev.spywatcher.limit;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose {@code X-Forwarded-For} is believed (LIM-5): the client is the last entry that
 * is no trusted proxy itself. From anyone else the header is ignored. Immutable.
 */
public final class TrustedProxies {

  private record Network(byte[] address, int bits) {
    boolean contains(InetAddress other) {
      byte[] bytes = other.getAddress();
      if (bytes.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> networks = new ArrayList<>();

  /**
   * Proxies by address or network, such as {@code 10.0.0.7}, {@code 10.0.0.0/8}, {@code fd00::/8}.
   *
   * @throws IllegalArgumentException where one is neither
   */
  public TrustedProxies(List<String> proxies) {
    proxies.forEach(proxy -> networks.add(network(proxy)));
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    InetAddress address = parse(slash < 0 ? text : text.substring(0, slash));
    if (address != null) {
      int most = address.getAddress().length * 8;
      int bits = slash < 0 ? most : prefix(text.substring(slash + 1), most);
      if (bits >= 0) {
        return new Network(address.getAddress(), bits);
      }
    }
    throw new IllegalArgumentException(
        "--trusted-proxy: " + text + " is no address or network such as 10.0.0.7 or 10.0.0.0/8");
  }

  private static int prefix(String text, int most) {
    int bits = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    return bits <= most ? bits : -1;
  }

  /**
   * The client behind a connection.
   *
   * @param peer who the connection comes from
   * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in order
   */
  public ClientAddress client(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    List<String> hops = new ArrayList<>();
    forwardedFor.forEach(value -> hops.addAll(List.of(value.split(","))));
    hops.replaceAll(String::strip);
    hops.removeIf(String::isEmpty);
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      InetAddress hop = parse(hops.get(i));
      if (hop == null) {
        break;
      }
      client = hop;
    }
    return ClientAddress.of(client);
  }

  private boolean isTrusted(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** An address without a look-up, or {@code null}; a port behind it is left away. */
  private static @Nullable InetAddress parse(String text) {
    String bare = text;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      bare = end < 0 ? text : text.substring(1, end);
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.contains(".")) {
      bare = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
