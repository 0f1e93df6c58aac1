package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.client.RedisNoScriptException;

/**
 * Runs scripts: by their text the first time on a connection, so that what one caller runs keeps
 * its order, then by their digest. Thread-safe.
 */
final class Evaluation {

  private final Map<Script, String> digests = new ConcurrentHashMap<>();

  /** The last connection that each script was sent by. */
  private final Map<Script, Connection> sent = new ConcurrentHashMap<>();

  /** Runs a script; as {@link Link#run}. */
  CompletionStage<List<Object>> run(
      Connection connection, Script script, List<String> keys, List<?> values) {
    Object[] arguments = new Object[2 + keys.size() + values.size()];
    boolean known = connection.equals(sent.put(script, connection));
    arguments[0] = known ? digests.computeIfAbsent(script, Evaluation::digest) : script.text();
    arguments[1] = keys.size();
    int at = 2;
    for (String key : keys) {
      arguments[at++] = key;
    }
    for (Object value : values) {
      arguments[at++] = checked(value);
    }
    return connection
        .evaluate(known, arguments)
        .handle(
            (result, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedFuture(result);
              }
              if (failure instanceof RedisNoScriptException) {
                arguments[0] = script.text();
                return connection.evaluate(false, arguments);
              }
              return CompletableFuture.<List<Object>>failedFuture(failure);
            })
        .thenCompose(answer -> answer)
        .exceptionally(
            failure -> {
              throw new CompletionException(cause(script, failure));
            });
  }

  private static Object checked(Object value) {
    if (value instanceof byte[]
        || value instanceof String
        || value instanceof Long
        || value instanceof Integer) {
      return value;
    }
    throw new IllegalArgumentException("a script takes no " + value.getClass().getName());
  }

  /** Redisson's own messages repeat the arguments, which are nobody's business. */
  private static RuntimeException cause(Script script, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RedisAwayException away) {
      return away;
    }
    String message = String.valueOf(cause == null ? null : cause.getMessage());
    int end = message.indexOf(". channel:");
    return new IllegalStateException(
        "script " + script.name() + ": " + (end < 0 ? message : message.substring(0, end)));
  }

  private static String digest(Script script) {
    try {
      // What Redis calls its scripts by.
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(script.text().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
