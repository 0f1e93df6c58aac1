package dev.spywatcher.load.service;

import dev.spywatcher.load.contender.Launch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.MeasurementException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Servers as processes, started side by side. One thread may drive them. */
public final class Servers implements AutoCloseable {

  private final List<ServerProcess> processes;

  private Servers(List<ServerProcess> processes) {
    this.processes = processes;
  }

  /** Starts them all; where one cannot start, none is left. */
  public static Servers start(List<Launch> launches) throws MeasurementException {
    List<CompletableFuture<ServerProcess>> starting =
        launches.stream()
            .map(launch -> CompletableFuture.supplyAsync(() -> started(launch), Servers::onThread))
            .toList();
    List<ServerProcess> started = new ArrayList<>();
    MeasurementException failure = null;
    for (CompletableFuture<ServerProcess> start : starting) {
      try {
        started.add(start.join());
      } catch (CompletionException e) {
        failure = new MeasurementException(String.valueOf(e.getMessage()), e);
      }
    }
    Servers servers = new Servers(started);
    if (failure != null) {
      servers.close();
      throw failure;
    }
    return servers;
  }

  private static void onThread(Runnable task) {
    Thread thread = new Thread(task, "start a server");
    thread.setDaemon(true);
    thread.start();
  }

  private static ServerProcess started(Launch launch) {
    try {
      return ServerProcess.start(launch);
    } catch (MeasurementException e) {
      throw new CompletionException(e.getMessage(), e);
    }
  }

  /** All of them, in the order of their launches. */
  public List<ServerProcess> all() {
    return processes;
  }

  /** One of them. */
  public ServerProcess get(int index) {
    return processes.get(index);
  }

  /** Where clients connect, in order. */
  public List<URI> urls() {
    return processes.stream().map(ServerProcess::url).toList();
  }

  /** Where events are injected, in order. */
  public List<URI> controls() {
    return processes.stream().map(ServerProcess::control).toList();
  }

  @Override
  public void close() {
    processes.parallelStream().forEach(ServerProcess::close);
  }
}
