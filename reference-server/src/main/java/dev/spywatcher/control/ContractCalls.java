package dev.spywatcher.control;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The calls that give the contract in machine form, and the page that is rendered from it. */
final class ContractCalls {

  private static final String FOLDER = "/dev/spywatcher/contract/";

  /** What the payload of an event of the client, and of what has no name of its own, is called. */
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "subscribe-guild", "guild-id",
          "unsubscribe-guild", "guild-id",
          "subscribe-analytics", "guild-id",
          "unsubscribe-analytics", "guild-id");

  Reply asyncApi() throws IOException {
    return document("application/yaml", "asyncapi.yaml");
  }

  Reply types() throws IOException {
    return document("text/plain; charset=utf-8", "types.d.ts");
  }

  Reply page() throws IOException {
    return document("text/html; charset=utf-8", "docs.html");
  }

  /** The schema of an event: {@code message:new.json}, or {@code message-new.json} as its file. */
  Reply schema(Call call) throws ControlError, IOException {
    String file = call.id();
    String event = file.endsWith(".json") ? file.substring(0, file.length() - 5) : "";
    String name = event.replace(':', '-');
    String schema = "schemas/" + SCHEMAS.getOrDefault(name, name) + ".json";
    if (!name.matches("[A-Za-z-]+") || ContractCalls.class.getResource(FOLDER + schema) == null) {
      throw ControlError.of(
          404,
          "not_found",
          "schema: there is none of that name; give an event's, such as /schemas/message:new.json"
              + " (/asyncapi.yaml has them all)");
    }
    return document("application/schema+json", schema);
  }

  private static Reply document(String type, String name) throws IOException {
    try (InputStream in = ContractCalls.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return Reply.document(type, in.readAllBytes());
    }
  }
}
