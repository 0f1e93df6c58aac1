package dev.spywatcher.bus;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisAuthRequiredException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.RedisWrongPasswordException;

/** Why Redis could not be had, in words that say what to change, and hold no secret. */
final class Refusal {
  private Refusal() {}

  static String of(RedisAddress address, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String said = said(address, cause);
      if (said != null) {
        return said;
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return address
        + " cannot be reached ("
        + (nobodyListens(root) ? "nothing listens there" : root.getClass().getSimpleName())
        + "); start a Redis there, or have the server bring its own: --redis embedded";
  }

  /** Whether Redis has not answered in time. */
  static boolean isSlow(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException || cause instanceof RedisTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static boolean nobodyListens(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof FileNotFoundException;
  }

  private static @Nullable String said(RedisAddress address, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof RedisAuthRequiredException || message.startsWith("NOAUTH")) {
      return address + " asks for a password; give it: redis://user:password@host:port";
    }
    if (cause instanceof RedisWrongPasswordException
        || message.startsWith("WRONGPASS")
        || message.startsWith("ERR AUTH")
        || message.startsWith("ERR invalid password")) {
      return address + " refuses the user or the password";
    }
    if (cause instanceof SSLException) {
      return address
          + " cannot be trusted or speaks no TLS ("
          + message.lines().findFirst().orElse("")
          + "); Java trusts what -Djavax.net.ssl.trustStore=FILE holds";
    }
    if (message.startsWith("ERR DB index")) {
      return address + " has no such database";
    }
    if (cause instanceof UnknownHostException) {
      return address + " has an unknown host";
    }
    if (cause instanceof TimeoutException || cause instanceof RedisTimeoutException) {
      return address
          + " does not answer; is it a Redis, and does it speak "
          + (address.kind() == RedisAddress.Kind.TLS ? "TLS" : "plain TCP")
          + "?";
    }
    return null;
  }
}
