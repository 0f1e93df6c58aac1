package dev.spywatcher.server;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A source that does what a test says, and remembers what was asked of it. */
final class ScriptedSource implements DiscordSource {

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger running = new AtomicInteger();
  private volatile Consumer<SourceContext> onStart = context -> {};
  private volatile Runnable onReset = () -> {};
  private volatile Runnable onClose = () -> {};

  ScriptedSource onStart(Consumer<SourceContext> action) {
    onStart = action;
    return this;
  }

  ScriptedSource onReset(Runnable action) {
    onReset = action;
    return this;
  }

  ScriptedSource onClose(Runnable action) {
    onClose = action;
    return this;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public void start(SourceContext context) {
    call("start", () -> onStart.accept(context));
  }

  @Override
  public void reset() {
    call("reset", onReset);
  }

  @Override
  public void close() {
    call("close", onClose);
  }

  private void call(String name, Runnable action) {
    calls.add(running.getAndIncrement() == 0 ? name : name + " during another call");
    try {
      action.run();
    } finally {
      running.decrementAndGet();
    }
  }
}
