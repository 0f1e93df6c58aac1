package dev.spywatcher.scenario;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping of a scenario file, read key by key. A key that it cannot have is refused by the {@link
 * #end}, or beside one that is missing, which it may stand for. Not thread-safe.
 */
final class Section {

  // Aliases are followed only as far as the keys of a scenario go, so many of them do no harm.
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setMaxAliasesForCollections(10_000).build();

  private final Item item;
  private final Map<String, Item> entries = new LinkedHashMap<>();
  private final Set<String> known;

  /**
   * A mapping.
   *
   * @param keys all that it may have; none where it may have any
   */
  Section(Item item, MappingNode mapping, List<String> keys) {
    this.item = item;
    this.known = new LinkedHashSet<>(keys);
    for (NodeTuple entry : mapping.getValue()) {
      int line = line(entry.getKeyNode(), item.line());
      if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
        throw new ScenarioException(item.file() + ":" + line + ": a key must be a word");
      }
      String key = scalar.getValue();
      String path = item.path().isEmpty() ? key : item.path() + "." + key;
      Item value = new Item(item.file(), line, path, entry.getValueNode());
      if (entries.put(key, value) != null) {
        throw value.fault("stands twice; keep one");
      }
    }
  }

  /** The whole of a file. */
  static Section of(String file, String yaml, String... keys) {
    Optional<Node> root;
    try {
      root = new Compose(SETTINGS).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw new ScenarioException(file + place + ": not YAML: " + e.getProblem());
    } catch (YamlEngineException | StackOverflowError e) {
      throw new ScenarioException(file + ": not YAML");
    }
    return root.map(node -> new Item(file, line(node, 1), "", node).section(keys))
        .orElseThrow(() -> new ScenarioException(file + ": is empty; a scenario has guilds"));
  }

  static int line(Node node, int otherwise) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(otherwise);
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** What {@code reading} makes of a value that must be there. */
  <T> T required(String key, Function<Item, T> reading) {
    if (!known.contains(key)) {
      throw new IllegalStateException(key + " is not among the keys of this section");
    }
    Item value = entries.get(key);
    if (value == null) {
      String path = item.path().isEmpty() ? key : item.path() + "." + key;
      throw new ScenarioException(
          item.file() + ":" + item.line() + ": " + path + ": is missing" + strangers());
    }
    return reading.apply(value);
  }

  /** What {@code reading} makes of a value, or {@code otherwise} where there is none. */
  <T> T optional(String key, T otherwise, Function<Item, T> reading) {
    return has(key) ? required(key, reading) : otherwise;
  }

  /** All there is, by key. */
  Map<String, Item> entries() {
    return new LinkedHashMap<>(entries);
  }

  /** What stands there and cannot: one of them may be meant for a key that is missing. */
  private String strangers() {
    StringBuilder text = new StringBuilder();
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            text.append(text.isEmpty() ? "; but there is " : ", ");
            text.append('\'').append(Item.cut(key)).append("' on line ").append(value.line());
          }
        });
    return text.isEmpty() ? "" : text + ", which is no key here";
  }

  /** Refuses every key that it cannot have. */
  void end() {
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw value.fault("there is no such key; known are " + String.join(", ", known));
          }
        });
  }

  ScenarioException fault(String problem) {
    return item.fault(problem);
  }
}
