package dev.spywatcher.comparison;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An official client, with a connection of its own. It answers whatever the server asks with the
 * arguments of the question, and tells its {@link Watcher} what happens.
 */
interface Client extends AutoCloseable {

  /** Makes a client. */
  interface Kind {
    Client open(int port, Transport transport, Setup setup, Watcher watcher);
  }

  /** Is told what happens to a client, in order. */
  interface Watcher {
    void connected(String namespace);

    void disconnected(String namespace, String reason);

    /**
     * @param data what the refusal carries beside its message
     */
    void refused(String namespace, String message, @Nullable Object data);

    void event(
        String namespace, String name, List<? extends @Nullable Object> arguments, boolean asked);

    void acknowledged(String namespace, String label, List<? extends @Nullable Object> arguments);

    /** The connection has been opened on, or has moved to, that transport. */
    void transport(String name);
  }

  /** Prepares a namespace; does not connect yet. */
  void prepare(String namespace, Map<String, String> auth);

  void connect(String namespace);

  void disconnect(String namespace);

  void emit(String namespace, String event, List<? extends @Nullable Object> arguments);

  /** Emits with an acknowledgement, which is reported under the label. */
  void ask(
      String namespace, String label, String event, List<? extends @Nullable Object> arguments);

  /** Sends a message, text or bytes, that Socket.IO's own grammar need not allow. */
  void raw(Object message);

  @Override
  void close();
}
