package dev.spywatcher.fakediscord;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Discord's limit on what one connection may send: so many commands in 60 s. Heartbeats are counted
 * apart, with room for those that HELLO asked for. Not thread-safe.
 */
final class CommandRate {

  private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

  private final int mostCommands;
  private final long mostHeartbeats;
  private long windowBegun;
  private int commands;
  private int heartbeats;

  CommandRate(int mostCommands, Duration heartbeatInterval) {
    this.mostCommands = mostCommands;
    this.mostHeartbeats = mostCommands + 2 * (WINDOW / heartbeatInterval.toNanos());
  }

  /** Counts a payload that came at {@code nanos}. */
  void count(boolean heartbeat, long nanos) throws GatewayException {
    if (commands + heartbeats == 0 || nanos - windowBegun >= WINDOW) {
      windowBegun = nanos;
      commands = 0;
      heartbeats = 0;
    }
    if (heartbeat) {
      heartbeats++;
    } else {
      commands++;
    }
    if (commands > mostCommands || heartbeats > mostHeartbeats) {
      throw new GatewayException(CloseCode.RATE_LIMITED);
    }
  }
}
