package dev.spywatcher.features;

import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.BeforeSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The features that measure a second or less, one after another, so that none waits for another.
 */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("dev.spywatcher.features")
@IncludeTags("alone")
@ConfigurationParameter(key = "cucumber.glue", value = "dev.spywatcher.features.steps")
@ConfigurationParameter(
    key = "cucumber.plugin",
    value =
        "html:target/cucumber/real-time.html, message:target/cucumber/real-time.ndjson,"
            + " junit:target/cucumber/real-time.xml")
@ConfigurationParameter(key = "cucumber.publish.quiet", value = "true")
@ConfigurationParameter(key = "cucumber.junit-platform.naming-strategy", value = "long")
public final class RealTimeIT {
  private RealTimeIT() {}

  @BeforeSuite
  static void startServer() {
    ServerUnderTest.start();
  }

  @AfterSuite
  static void endServer() {
    ServerUnderTest.end();
  }
}
