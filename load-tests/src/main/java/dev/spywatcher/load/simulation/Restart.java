package dev.spywatcher.load.simulation;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A way to kill the server under test and to start it again where it was. */
public interface Restart {

  /** Kills it without a farewell, and returns when it is ready again. */
  void killAndStart() throws IOException, InterruptedException;

  /** Tells the simulations of this process how. */
  static void provide(@Nullable Restart way) {
    Holder.way = way;
  }

  /** How; {@code null} where nobody can. */
  static @Nullable Restart known() {
    return Holder.way;
  }

  /** Where it is kept. */
  final class Holder {
    private static volatile @Nullable Restart way;

    private Holder() {}
  }
}
