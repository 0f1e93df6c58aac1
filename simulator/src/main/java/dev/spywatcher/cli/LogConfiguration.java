package dev.spywatcher.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;

/**
 * How the command line logs: to standard error, since standard output is for what a command
 * answers; the harness from INFO on, libraries from WARN on. In code rather than in XML, which took
 * a quarter of the start-up time. Found by Logback as a service; a {@code
 * -Dlogback.configurationFile} of the user's is not looked at. A program that has this one on its
 * class path, for its tests say, logs as its own {@code logback.xml} has it.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (isThere("logback-test.xml") || isThere("logback.xml")) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LogLine layout = new LogLine();
    layout.setContext(context);
    layout.start();

    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();

    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("STDERR");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();

    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    // The HTTP server of the fake Discord speaks of each connection that is reset on purpose.
    context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
    root.addAppender(console);
    context.getLogger("dev.spywatcher").setLevel(Level.INFO);
    // The same of the link to Redis.
    context.getLogger("org.redisson").setLevel(Level.OFF);
    // What it has to say, the source of Discord says in a line; its own lines come with stacks.
    context.getLogger("net.dv8tion").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean isThere(String resource) {
    return LogConfiguration.class.getClassLoader().getResource(resource) != null;
  }
}
