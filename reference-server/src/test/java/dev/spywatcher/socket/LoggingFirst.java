package dev.spywatcher.socket;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.LoggerFactory;

/**
 * Sets logging up before tests begin side by side: who asks SLF4J for a logger while another thread
 * sets it up is given a substitute, which {@link LeakWatch} cannot listen to.
 */
public final class LoggingFirst implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    LoggerFactory.getILoggerFactory();
  }
}
