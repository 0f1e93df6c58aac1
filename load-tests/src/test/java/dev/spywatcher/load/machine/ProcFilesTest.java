package dev.spywatcher.load.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spywatcher.load.crowd.MeasurementException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Linux and jcmd print, as it is read. */
class ProcFilesTest {

  @Test
  void cpuTimeIsUserAndSystemInHundredths() {
    String stat =
        "4242 (java) S 1 4242 4242 0 -1 1077936128 90210 12 3 0 1234 566 7 8 20 0 31 0 5 6 7 8";
    assertThat(CpuTime.parse(stat)).isEqualTo(Duration.ofMillis(18_000));
  }

  @Test
  void aProgramMayBeNamedAnything() {
    String stat = "7 (a) b) (c d) R 1 2 3 4 5 6 7 8 9 10 100 23 0 0 20 0 1 0 5";
    assertThat(CpuTime.parse(stat)).isEqualTo(Duration.ofMillis(1_230));
  }

  @Test
  void residentMemoryIsInUnitsOf1024Bytes() {
    assertThat(ResidentMemory.parse(List.of("Name:\tjava", "VmRSS:\t  131072 kB", "Threads:\t9")))
        .isEqualTo(134_217_728);
  }

  @Test
  void machineTimeTellsHowBusyTheCoresWere() {
    MachineTime earlier = MachineTime.parse("cpu  100 0 50 800 50 0 0 0 0 0");
    MachineTime later = MachineTime.parse("cpu  160 0 90 890 60 0 0 0 0 0");
    assertThat(later.busyPercentSince(earlier)).isCloseTo(50, within(0.01));
    assertThat(later.busyPercentSince(later)).isZero();
  }

  @Test
  void liveHeapIsTheTotalOfTheHistogram() throws Exception {
    String histogram =
        """
        4242:
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         12345        6543210  [B (java.base@17.0.15)
        Total         54321       12345678
        """;
    assertThat(LiveHeap.parse(histogram)).isEqualTo(12_345_678);
    assertThatThrownBy(() -> LiveHeap.parse("4242: no such process"))
        .isInstanceOf(MeasurementException.class);
  }

  @Test
  void theLimitOnOpenFilesIsTheSoftOne() {
    assertThat(
            Machine.openFiles(
                List.of(
                    "Max processes  1 2 processes",
                    "Max open files            1024     4096  files")))
        .isEqualTo(1_024);
    assertThat(Machine.openFiles(List.of("Max open files   unlimited unlimited files")))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void compilersTakeAPartOfWhatTheProcessTakes() throws Exception {
    long own = ProcessHandle.current().pid();

    Duration compilers = CpuTime.ofCompilers(own);

    // Whatever runs this test has compiled a lot by now; a tick of the whole may be missing.
    assertThat(compilers).isPositive();
    assertThat(compilers).isLessThan(CpuTime.own().plusMillis(10));
  }
}
