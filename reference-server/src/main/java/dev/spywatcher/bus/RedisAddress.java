package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Where the Redis of a service is, as {@code --redis} says it. Immutable.
 *
 * @param kind how it is reached
 * @param place the host, without brackets around an IPv6 address; the path of a Unix socket; empty
 *     for a Redis of the server's own
 * @param port TCP port; 0 where there is none
 * @param username of Redis' ACL; {@code null} for the default user
 * @param password {@code null} where Redis asks for none
 * @param database number of the database, 0 to 9999
 */
public record RedisAddress(
    Kind kind,
    String place,
    int port,
    @Nullable String username,
    @Nullable String password,
    int database) {

  /** A Redis that the server brings itself, and that ends with it. */
  public static final RedisAddress EMBEDDED = new RedisAddress(Kind.EMBEDDED, "", 0, null, null, 0);

  private static final int USUAL_PORT = 6379;
  private static final String RIGHT =
      "embedded, redis://[user:password@]host[:port][/database], the same with rediss:// for TLS,"
          + " or unix:///path/of/socket[?db=number]";

  /** How a Redis is reached. */
  public enum Kind {
    /** The server brings it. */
    EMBEDDED,
    /** By TCP. */
    TCP,
    /** By TCP with TLS. */
    TLS,
    /** By a Unix domain socket. */
    UNIX
  }

  /** A Redis on a port of this machine, without a password. */
  public static RedisAddress local(int port) {
    return new RedisAddress(Kind.TCP, "127.0.0.1", port, null, null, 0);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException where it is none; the message begins with {@code --redis:},
   *     says what would be right, and holds no password
   */
  public static RedisAddress parse(String text) {
    String stripped = text.strip();
    if (stripped.equals("embedded")) {
      return EMBEDDED;
    }
    int end = stripped.indexOf("://");
    String scheme = end < 0 ? "" : stripped.substring(0, end);
    String rest = end < 0 ? "" : stripped.substring(end + 3);
    return switch (scheme) {
      case "redis" -> tcp(Kind.TCP, rest);
      case "rediss" -> tcp(Kind.TLS, rest);
      case "unix", "redis+unix" -> unix(rest);
      default -> throw bad(end < 0 ? shown(stripped) : scheme + "://…", RIGHT);
    };
  }

  private static RedisAddress tcp(Kind kind, String rest) {
    int at = rest.lastIndexOf('@');
    String where = rest.substring(at + 1);
    String shown = (kind == Kind.TLS ? "rediss://" : "redis://") + where;
    int slash = where.indexOf('/');
    String authority = slash < 0 ? where : where.substring(0, slash);
    String path = slash < 0 ? "" : where.substring(slash + 1);
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw bad(shown, "an address whose IPv6 host is in brackets, such as redis://[::1]:6379");
    }
    if (!host.matches("[A-Za-z0-9._:%-]+")) {
      throw bad(shown, RIGHT);
    }
    return new RedisAddress(
        kind,
        host,
        hasPort ? number(authority.substring(colon + 1), 1, 65535, "port", shown) : USUAL_PORT,
        username(rest, at, shown),
        password(rest, at, shown),
        path.isEmpty() ? 0 : number(path, 0, 9999, "database", shown));
  }

  private static RedisAddress unix(String rest) {
    int at = rest.startsWith("/") ? -1 : rest.indexOf("@/");
    String where = rest.substring(at + 1);
    String shown = "unix://" + where;
    int query = where.indexOf('?');
    String path = query < 0 ? where : where.substring(0, query);
    String database = "0";
    if (query >= 0) {
      if (!where.startsWith("?db=", query)) {
        throw bad(shown, RIGHT);
      }
      database = where.substring(query + 4);
    }
    if (path.length() < 2 || !path.startsWith("/")) {
      throw bad(shown, "the absolute path of a socket, such as unix:///run/redis/redis.sock");
    }
    return new RedisAddress(
        Kind.UNIX,
        path,
        0,
        username(rest, at, shown),
        password(rest, at, shown),
        number(database, 0, 9999, "database", shown));
  }

  /** As Redis' own command line has it: what has no colon is a password alone. */
  private static @Nullable String username(String rest, int at, String shown) {
    int colon = at < 0 ? -1 : rest.substring(0, at).indexOf(':');
    return colon < 1 ? null : decoded(rest.substring(0, colon), shown);
  }

  private static @Nullable String password(String rest, int at, String shown) {
    return at < 1
        ? null
        : decoded(rest.substring(rest.substring(0, at).indexOf(':') + 1, at), shown);
  }

  private static String decoded(String text, String shown) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad(shown, "an address whose user and password are percent-encoded: %25 for %");
    }
  }

  private static int number(String text, int least, int most, String what, String shown) {
    if (text.matches("\\d{1,5}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw bad(shown, "an address with a " + what + " from " + least + " to " + most);
  }

  private static IllegalArgumentException bad(String shown, String right) {
    return new IllegalArgumentException("--redis: " + shown + " is not " + right);
  }

  /** What cannot be an address at all, unless it may hold a password. */
  private static String shown(String text) {
    return text.isEmpty() || text.contains("@") ? "this" : text;
  }

  /** Without user and password. */
  @Override
  public String toString() {
    String host = place.contains(":") ? "[" + place + "]" : place;
    String path = database == 0 ? "" : "/" + database;
    return switch (kind) {
      case EMBEDDED -> "embedded";
      case TCP -> "redis://" + host + ":" + port + path;
      case TLS -> "rediss://" + host + ":" + port + path;
      case UNIX -> "unix://" + place + (database == 0 ? "" : "?db=" + database);
    };
  }
}
