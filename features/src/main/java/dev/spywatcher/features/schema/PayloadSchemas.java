package dev.spywatcher.features.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The closed JSON Schema of each event: exactly the documented keys. Thread-safe. */
public final class PayloadSchemas {
  /** Every event that the service may send. */
  public static final Set<String> EVENTS =
      Set.of(
          "message:new",
          "alert:multiClient",
          "presence:update",
          "role:change",
          "user:join",
          "analytics:update",
          "error");

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final ConcurrentMap<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

  private PayloadSchemas() {}

  /** What is wrong with the arguments of an event; empty where nothing is. */
  public static List<String> faults(String event, List<JsonNode> arguments) {
    if (!EVENTS.contains(event)) {
      return List.of(event + " is no event of the API");
    }
    if (arguments.size() != 1) {
      return List.of(event + " has one argument, not " + arguments.size());
    }
    return LOADED.computeIfAbsent(event, PayloadSchemas::load).validate(arguments.get(0)).stream()
        .map(ValidationMessage::getMessage)
        .sorted()
        .toList();
  }

  private static JsonSchema load(String event) {
    String resource = event.replace(':', '-') + ".json";
    InputStream schema = PayloadSchemas.class.getResourceAsStream(resource);
    if (schema == null) {
      throw new IllegalStateException("there is no schema " + resource);
    }
    return FACTORY.getSchema(schema);
  }
}
