package dev.spywatcher.control;

import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.fault.BadFaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is done to a service as a whole: to one server, or to every server of those that share a
 * Redis. Each call returns once all have done it. Thread-safe.
 */
public interface Commands {

  /** Names of the servers that have done it; empty where a server is one by itself. */
  record Done(List<String> servers) {

    /** By a server that is one by itself. */
    public static final Done HERE = new Done(List.of());

    public Done {
      servers = List.copyOf(servers);
    }
  }

  /**
   * Moves the clock on; what falls due until then has happened when this returns.
   *
   * @throws IllegalStateException where this server is closed first
   */
  Done advance(Duration by) throws NotEverywhereException;

  /** Forgets guilds, activity, throttles and limits, and ends every subscription. */
  Done reset() throws NotEverywhereException;

  /**
   * Does the same, and has the sources play that.
   *
   * @throws IllegalArgumentException where it cannot be played; nothing has changed
   */
  Done play(Repertoire.Playing next) throws NotEverywhereException;

  /**
   * Has the sources go on at another speed.
   *
   * @throws IllegalArgumentException where they cannot; nothing has changed
   */
  Done pace(double speed) throws NotEverywhereException;

  /**
   * Switches a fault on.
   *
   * @throws BadFaultException where there is no such fault or parameter; nothing has changed
   */
  Done addFault(String name, Map<String, String> parameters)
      throws BadFaultException, NotEverywhereException;

  /**
   * Switches a fault off.
   *
   * @throws BadFaultException where there is no such fault
   */
  Done removeFault(String name) throws BadFaultException, NotEverywhereException;

  /** Switches every fault off. */
  Done removeFaults() throws NotEverywhereException;

  /** Does here what the service was told to do and this server has not done yet. */
  void catchUp() throws NotEverywhereException;
}
