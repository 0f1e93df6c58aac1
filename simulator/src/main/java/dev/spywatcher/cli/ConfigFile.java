package dev.spywatcher.cli;

import dev.spywatcher.scenario.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The file of {@code --config}: YAML, flat, its keys named like the options of {@code serve}. */
final class ConfigFile {
  private final String name;
  private final Map<ServeOption, Value> values = new EnumMap<>(ServeOption.class);

  private ConfigFile(String name) {
    this.name = name;
  }

  /** The values of the file that {@code config} names. */
  static Map<ServeOption, Value> read(Value config) {
    String name = config.text();
    String yaml;
    try {
      yaml = Files.readString(Path.of(name));
    } catch (NoSuchFileException e) {
      throw config.isNot("a file that exists");
    } catch (IOException | RuntimeException e) {
      throw config.isNot("a text file that can be read");
    }
    ConfigFile file = new ConfigFile(name);
    file.parse(yaml);
    return file.values;
  }

  private void parse(String yaml) {
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().build()).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      // The full message would quote the line, and with it a secret.
      throw CommandFailure.usage(at(e.getProblemMark()) + ": not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw CommandFailure.usage(name + ": not YAML");
    }
    if (root.isEmpty()) {
      return;
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw CommandFailure.usage(
          at(root.get().getStartMark()) + ": must be lines such as 'port: 3001'");
    }
    mapping.getValue().forEach(this::entry);
  }

  private void entry(NodeTuple entry) {
    Node keyNode = entry.getKeyNode();
    String place = at(keyNode.getStartMark());
    if (!(keyNode instanceof ScalarNode scalar)) {
      throw CommandFailure.usage(place + ": a key must be the name of an option, such as port");
    }
    String key = scalar.getValue();
    ServeOption option =
        ServeOption.named(key)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "%s: '%s' is no option of serve; nearest: %s"
                            .formatted(place, key, Nearest.to(key, ServeOption.names()))));
    int line = keyNode.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    if (entry.getValueNode() instanceof SequenceNode && !option.repeatable()) {
      throw CommandFailure.usage(
          place + ": '" + key + "' takes one value, not a list; write '" + key + ": VALUE'");
    }
    Value value = new Value(Origin.file(name, line, key), texts(entry.getValueNode(), place, key));
    if (values.put(option, value) != null) {
      throw CommandFailure.usage(place + ": '" + key + "' is given twice; keep one");
    }
  }

  private List<String> texts(Node node, String place, String key) {
    if (node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)) {
      return List.of(scalar.getValue());
    }
    if (node instanceof SequenceNode sequence
        && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      return sequence.getValue().stream().map(item -> ((ScalarNode) item).getValue()).toList();
    }
    throw CommandFailure.usage(place + ": '" + key + "' needs a value, such as 'port: 3001'");
  }

  private String at(Optional<Mark> mark) {
    return mark.map(found -> name + ":" + (found.getLine() + 1)).orElse(name);
  }
}
