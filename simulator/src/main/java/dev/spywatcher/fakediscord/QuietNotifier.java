package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.common.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What WireMock has to say, in our log: its requests may hold tokens, so only errors. */
final class QuietNotifier implements Notifier {

  private static final Logger log = LoggerFactory.getLogger(RestServer.class);

  @Override
  public void info(String message) {}

  @Override
  public void error(String message) {
    log.warn("{}", firstLine(message));
  }

  @Override
  public void error(String message, Throwable cause) {
    log.warn("{}: {}", firstLine(message), cause.toString());
  }

  private static String firstLine(String message) {
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
  }
}
