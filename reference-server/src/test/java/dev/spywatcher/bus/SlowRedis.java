package dev.spywatcher.bus;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A link to a Redis that answers when a test has it do so. */
final class SlowRedis implements Link {

  private record Question(String script, CompletableFuture<List<Object>> answer) {}

  /** Scripts that were run, each with its arguments. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final List<Question> open = new CopyOnWriteArrayList<>();

  private final Map<String, Consumer<byte[]>> listeners = new ConcurrentHashMap<>();

  /** Has a message come by a channel. */
  void bring(String channel, byte[] message) {
    Objects.requireNonNull(listeners.get(channel), channel).accept(message);
  }

  /** How many runs of a script have no answer yet. */
  long open(String script) {
    return open.stream().filter(question -> question.script().equals(script)).count();
  }

  /** How often a script was run. */
  long asked(String script) {
    return asked.stream().filter(question -> question.startsWith(script + " ")).count();
  }

  /** Answers all runs of a script so. */
  void answer(String script, List<Object> answer) {
    for (Question question : open) {
      if (question.script().equals(script) && open.remove(question)) {
        question.answer().complete(answer);
      }
    }
  }

  @Override
  public boolean isUp() {
    return true;
  }

  @Override
  public CompletionStage<List<Object>> run(Script script, List<String> keys, List<?> arguments) {
    StringBuilder question = new StringBuilder(script.name());
    arguments.forEach(argument -> question.append(' ').append(argument));
    asked.add(question.toString());
    CompletableFuture<List<Object>> answer = new CompletableFuture<>();
    open.add(new Question(script.name(), answer));
    return answer;
  }

  @Override
  public void publish(String channel, byte[] message) {}

  @Override
  public void flush() {}

  @Override
  public CompletionStage<Subscription> subscribe(String channel, Consumer<byte[]> listener) {
    listeners.put(channel, listener);
    return CompletableFuture.completedFuture(() -> {});
  }

  @Override
  public void add(Participant participant) {}
}
