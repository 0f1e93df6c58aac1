package dev.spywatcher.load.machine;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all cores together have done since the machine started, in ticks.
 *
 * @param idle doing nothing, or waiting for a disk
 * @param all idle or not
 */
public record MachineTime(long idle, long all) {

  /** Until now. */
  public static MachineTime now() throws MeasurementException {
    try {
      return parse(Files.readAllLines(Path.of("/proc/stat")).get(0));
    } catch (IOException e) {
      throw new MeasurementException("/proc/stat cannot be read", e);
    }
  }

  /** Reads the first line of {@code /proc/stat}. */
  static MachineTime parse(String line) {
    String[] fields = line.trim().split("\\s+");
    long all = 0;
    // user nice system idle iowait irq softirq steal; what follows is counted in user already.
    for (int i = 1; i <= 8; i++) {
      all += Long.parseLong(fields[i]);
    }
    return new MachineTime(Long.parseLong(fields[4]) + Long.parseLong(fields[5]), all);
  }

  /** How many percent of the time between {@code earlier} and this the cores were busy. */
  public double busyPercentSince(MachineTime earlier) {
    long time = all - earlier.all;
    return time == 0 ? 0 : 100.0 * (time - (idle - earlier.idle)) / time;
  }
}
