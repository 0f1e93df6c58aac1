package dev.spywatcher.features;

import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.BeforeSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All features, side by side, but for those that measure a second or less. */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("dev.spywatcher.features")
@ExcludeTags("alone")
@ConfigurationParameter(key = "cucumber.glue", value = "dev.spywatcher.features.steps")
@ConfigurationParameter(
    key = "cucumber.plugin",
    value =
        "html:target/cucumber/features.html, message:target/cucumber/features.ndjson,"
            + " junit:target/cucumber/features.xml")
@ConfigurationParameter(key = "cucumber.publish.quiet", value = "true")
@ConfigurationParameter(key = "cucumber.junit-platform.naming-strategy", value = "long")
@ConfigurationParameter(key = "cucumber.execution.parallel.enabled", value = "true")
@ConfigurationParameter(key = "cucumber.execution.parallel.config.strategy", value = "fixed")
@ConfigurationParameter(key = "cucumber.execution.parallel.config.fixed.parallelism", value = "64")
@ConfigurationParameter(
    key = "cucumber.execution.parallel.config.fixed.max-pool-size",
    value = "64")
public final class FeaturesIT {
  private FeaturesIT() {}

  @BeforeSuite
  static void startServer() {
    ServerUnderTest.start();
  }

  @AfterSuite
  static void endServer() {
    ServerUnderTest.end();
  }
}
