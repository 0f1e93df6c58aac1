package dev.spywatcher.abuse;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * Watches the log of everything in this JVM for what a misbehaving client must never cause: an
 * error, a stack trace, a report of a leaked buffer.
 */
public final class LogWatch implements AutoCloseable {

  private final Logger root = context().getLogger(Logger.ROOT_LOGGER_NAME);
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final AtomicLong lines = new AtomicLong();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.incrementAndGet();
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)
              || event.getThrowableProxy() != null
              || event.getLoggerName().equals(ResourceLeakDetector.class.getName())) {
            faults.add(new Fault(event.getThreadName(), text(event)));
          }
        }
      };

  private record Fault(String thread, String text) {
    /** Whether it may have come from one of these threads of a server, rather than another's. */
    private boolean isOn(Set<String> threads) {
      return threads.contains(thread) || !thread.startsWith("spywatcher-socket");
    }
  }

  private LogWatch() {
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
  }

  /** The logging of this JVM, which another test may just be starting. */
  private static LoggerContext context() {
    return (LoggerContext)
        await().until(LoggerFactory::getILoggerFactory, LoggerContext.class::isInstance);
  }

  /** Begins to watch. */
  public static LogWatch begin() {
    return new LogWatch();
  }

  private static String text(ILoggingEvent event) {
    return event.getLevel()
        + " "
        + event.getLoggerName()
        + ": "
        + event.getFormattedMessage()
        + (event.getThrowableProxy() == null
            ? ""
            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  /** What should not have been logged so far. */
  public List<String> faults() {
    return faults.stream().map(Fault::text).toList();
  }

  /** What should not have been logged so far, without what other servers' threads have. */
  public List<String> faultsOn(Set<String> threads) {
    return faults.stream().filter(fault -> fault.isOn(threads)).map(Fault::text).toList();
  }

  /** What loggers of that name should not have logged so far. */
  public List<String> faultsOf(String logger) {
    return faults().stream().filter(fault -> fault.contains(" " + logger)).toList();
  }

  /** How many lines were logged so far. */
  public long lines() {
    return lines.get();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
  }
}
