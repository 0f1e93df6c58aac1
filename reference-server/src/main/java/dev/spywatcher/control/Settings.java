package dev.spywatcher.control;

import dev.spywatcher.limit.Limits;
import java.net.URI;
import java.time.Duration;

/**
 * What a server was started with, as far as the control API tells or needs it.
 *
 * @param url where clients connect
 * @param jwtSecret for the tokens that are minted on request; told to nobody
 */
public record Settings(
    URI url,
    Limits limits,
    Duration analyticsInterval,
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayload,
    boolean disconnectExpired,
    String jwtSecret) {

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "Settings[url=" + url + "]";
  }
}
