package dev.spywatcher.load.measure;

import dev.spywatcher.load.contender.Contender;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.report.Figure;
import dev.spywatcher.load.report.Results;
import java.util.function.Consumer;

/**
 * A running server that is measured, and where what is found goes.
 *
 * @param secret what its tokens are signed with
 * @param progress told every figure as it is found
 */
public record Subject(
    ServerProcess server,
    Loops loops,
    String secret,
    Size size,
    Results results,
    Consumer<String> progress) {

  /** The guild that is used throughout. */
  static final String GUILD_ID = "600000000000000001";

  /** How many clients connect at the same time unless a measure says otherwise. */
  static final int AT_ONCE = 100;

  Contender contender() {
    return server.contender();
  }

  /** Clients that subscribe to the guild, not connected yet. */
  Crowd crowd(int first, int size) {
    return new Crowd(loops, server.url(), GUILD_ID, secret, first, size);
  }

  /** A figure was found. */
  void found(Figure figure, double value) {
    results.add(figure, contender(), value);
    progress.accept(figure.label().strip() + ": " + figure.shown(value));
  }
}
