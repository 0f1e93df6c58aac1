package dev.spywatcher.load.run;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.simulation.Restart;
import dev.spywatcher.load.source.Control;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A packaged server that a run starts for itself and ends with itself. */
final class OwnServer implements Restart, AutoCloseable {

  private final Path jar;
  private final String secret;
  private final List<String> jvmOptions;
  private final List<String> options;
  private final List<String> faults;
  private final Scratch scratch;
  private ServerProcess process;

  private OwnServer(
      Path jar,
      String secret,
      List<String> jvmOptions,
      List<String> options,
      List<String> faults,
      Scratch scratch,
      ServerProcess process) {
    this.jar = jar;
    this.secret = secret;
    this.jvmOptions = jvmOptions;
    this.options = options;
    this.faults = faults;
    this.scratch = scratch;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param options of {@code serve}
   * @param faults to be switched on, by name, or as {@code name={"parameter":…}}
   */
  static OwnServer start(
      Path jar,
      String secret,
      List<String> jvmOptions,
      List<String> options,
      List<String> faults,
      Scratch scratch)
      throws MeasurementException, IOException {
    ServerProcess process =
        ServerProcess.start(Launches.ours(jar, secret, jvmOptions, options, scratch));
    OwnServer server = new OwnServer(jar, secret, jvmOptions, options, faults, scratch, process);
    try {
      server.misbehave();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void misbehave() throws IOException {
    misbehave(control(), faults);
  }

  /** Switches faults on at the server with that control API. */
  static void misbehave(URI control, List<String> faults) throws IOException {
    for (String fault : faults) {
      int equals = fault.indexOf('=');
      String name = equals < 0 ? fault : fault.substring(0, equals);
      String parameters = equals < 0 ? "{}" : fault.substring(equals + 1);
      try {
        new Control(control, null).call("PUT", "/control/faults/" + name, parameters);
      } catch (IOException | IllegalArgumentException e) {
        throw new IOException("--fault: " + fault + " cannot be switched on: " + e.getMessage(), e);
      }
    }
  }

  URI url() {
    return process.url();
  }

  URI control() {
    return process.control();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void killAndStart() throws IOException, InterruptedException {
    URI url = url();
    URI control = control();
    process.kill();
    try {
      process =
          ServerProcess.start(
              Launches.ours(
                  jar, secret, jvmOptions, url.getPort(), control.getPort(), options, scratch));
    } catch (MeasurementException e) {
      throw new IOException("the server did not start again: " + e.getMessage(), e);
    }
    System.setProperty("pid", Long.toString(process.pid()));
    misbehave();
  }

  @Override
  public void close() {
    process.close();
  }
}
