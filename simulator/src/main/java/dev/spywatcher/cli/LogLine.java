package dev.spywatcher.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * One line of the log: {@code 14:52:28.727 INFO RefusalLog 127.0.0.1 refused connect: …}, in local
 * time, and the stack trace of what was thrown. Thread-safe.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {

  private final ZoneId zone = ZoneId.systemDefault();

  @Override
  public String doLayout(ILoggingEvent event) {
    LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), zone);
    String logger = event.getLoggerName();
    StringBuilder line = new StringBuilder(128);
    padded(line, 2, time.getHour()).append(':');
    padded(line, 2, time.getMinute()).append(':');
    padded(line, 2, time.getSecond()).append('.');
    padded(line, 3, time.getNano() / 1_000_000).append(' ');
    String level = event.getLevel().toString();
    line.append(level).append(" ".repeat(Math.max(1, 6 - level.length())));
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ');
    line.append(event.getFormattedMessage()).append(System.lineSeparator());
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null
        ? line.toString()
        : line.append(ThrowableProxyUtil.asString(thrown)).toString();
  }

  private static StringBuilder padded(StringBuilder line, int digits, int number) {
    String text = Integer.toString(number);
    return line.append("0".repeat(digits - text.length())).append(text);
  }
}
