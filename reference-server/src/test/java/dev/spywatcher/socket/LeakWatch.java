package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a class of tests where Netty has reported a buffer that nobody released. */
final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

  /** The mark of a buffer that a test leaks to see whether leaks are seen. */
  static final String ON_PURPOSE = "leaked on purpose";

  private static final Reports REPORTS = new Reports();

  static {
    Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    REPORTS.setContext(logger.getLoggerContext());
    REPORTS.start();
    logger.addAppender(REPORTS);
  }

  /** What the leak detector logs. */
  private static final class Reports extends AppenderBase<ILoggingEvent> {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      texts.add(event.getFormattedMessage());
    }
  }

  /** The reports so far, after the garbage has been looked through once more. */
  static List<String> reports() {
    collect();
    return List.copyOf(REPORTS.texts);
  }

  private static void collect() {
    for (int i = 0; i < 2; i++) {
      System.gc();
      // The detector looks at its garbage whenever a buffer is made.
      ByteBufAllocator.DEFAULT.buffer().release();
      ByteBufAllocator.DEFAULT.heapBuffer().release();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    assertThat(ResourceLeakDetector.getLevel())
        .as("io.netty.leakDetection.level")
        .isEqualTo(ResourceLeakDetector.Level.PARANOID);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    assertThat(reports())
        .as("leaks of buffers")
        .allMatch(report -> report.contains(ON_PURPOSE), "is on purpose");
  }
}
