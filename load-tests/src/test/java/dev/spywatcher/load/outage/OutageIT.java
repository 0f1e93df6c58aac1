package dev.spywatcher.load.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.service.RedisProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service of the packaged server keeps its word through every outage. */
@Tag("scale")
class OutageIT {

  @ParameterizedTest
  @EnumSource
  void nothingIsLostBeyondWhatTheOutageMayCostNorDoubledNorOutOfOrderNorLeaked(Outage outage)
      throws Exception {
    boolean possible = !outage.needsSkew() || Skew.possible();
    if (!possible) {
      System.out.println("== " + outage.key() + ": skipped, libfaketime is not installed");
    }
    assumeTrue(possible, "libfaketime is not installed");
    Outage.Outcome outcome = outage.run(Launches.packagedServer(), RedisProgram.find());
    String told = String.join("\n", outcome.lines());
    System.out.println(told);
    assertThat(outcome.findings().faults()).as(told).isEmpty();
    outcome.findings().requireEvidence();
  }
}
