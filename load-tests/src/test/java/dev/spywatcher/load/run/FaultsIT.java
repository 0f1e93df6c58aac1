package dev.spywatcher.load.run;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server that breaks a rule fails the simulation that checks it, with the verdict that names it.
 */
class FaultsIT {

  private static final String[] FAN_OUT = {"-Dsteps=40x40", "-Dstep=1s", "-Dguilds=2"};

  @ParameterizedTest
  @CsvSource({
    "lose-one-in-fifty, nothing lost",
    "drop={\"toxicity\":0.02}, nothing lost",
    "double-one-in-fifty, nothing doubled",
    "leak-guild, nothing leaked",
    "reorder={\"by\":\"30ms\"}, nothing out of order",
    "'drop-early={\"after\":\"500ms\",\"toxicity\":0.5}', the first step held"
  })
  void fanOut(String fault, String verdict) throws Exception {
    run("FanOut", fault, verdict, FAN_OUT);
  }

  @ParameterizedTest
  @CsvSource({
    "no-throttle, never two updates within the interval",
    "no-trailing-update={\"interval\":\"4s\"}, every activity followed by an update",
    "update-times-differ, nothing lost",
    "'drop-early={\"after\":\"2s\",\"toxicity\":0.7}', nobody dropped"
  })
  void throttle(String fault, String verdict) throws Exception {
    run("Throttle", fault, verdict, "-Dbusy=5s", "-Dsubscribers=30", "-Dguilds=3");
  }

  @ParameterizedTest
  @CsvSource({
    "token-once, everybody back after transport-close",
    "no-connection-limit, limit held during transport-close"
  })
  void reconnectStorm(String fault, String verdict) throws Exception {
    run(
        "ReconnectStorm",
        fault,
        verdict,
        "-Dhow=transport-close",
        "-Dsubscribers=40",
        "-Dall-back=8s");
  }

  @ParameterizedTest
  @CsvSource({
    "no-connection-limit, exactly the allowed at once",
    "slots-never-return, room again once they have left",
    "no-connection-rate, exactly the allowed in a minute",
    "one-address, exactly the allowed at once"
  })
  void connectionLimits(String fault, String verdict) throws Exception {
    run("ConnectionLimits", fault, verdict, "-Daddresses=3", "-Dbystanders=4");
  }

  @ParameterizedTest
  @CsvSource({
    "no-event-rate, no more let through than allowed",
    "keep-flooders, flooders disconnected",
    "throttle-silently, flooders told",
    "one-event-rate, bystanders untouched"
  })
  void emitFlood(String fault, String verdict) throws Exception {
    run("EmitFlood", fault, verdict, "-Dflooders=2", "-Dbystanders=5");
  }

  @Test
  void soak() throws Exception {
    run(
        "Soak",
        "drop={\"toxicity\":0.01}",
        "nothing lost",
        "-Dlength=6s",
        "-Dwarm-up=1s",
        "-Dsample=1s");
  }

  private static void run(String simulation, String fault, String verdict, String... options)
      throws Exception {
    String name = simulation + " with " + fault.replaceAll("=.*", "");
    String[] all =
        Stream.concat(Stream.of("--no-page", "--fault", fault), Stream.of(options))
            .toArray(String[]::new);
    Execution.of(name, simulation, all).requireFallenShort(verdict);
  }
}
