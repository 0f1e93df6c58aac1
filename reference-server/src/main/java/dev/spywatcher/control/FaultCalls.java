package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.fault.BadFaultException;
import dev.spywatcher.fault.FaultStatus;
import dev.spywatcher.fault.Faults;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls that list faults and switch them. */
record FaultCalls(Faults faults, Commands commands) {

  Reply all() {
    ObjectNode answer = Answers.JSON.createObjectNode();
    ArrayNode list = answer.putArray("faults");
    faults.all().forEach(status -> list.add(shown(status)));
    return Reply.ok(answer);
  }

  Reply add(Call call) throws ControlError, NotEverywhereException, IOException {
    try {
      Commands.Done done = commands.addFault(call.id(), parameters(call.bodyOrNothing()));
      return Reply.ok(Answers.servers(shown(faults.status(call.id())), done.servers()));
    } catch (BadFaultException e) {
      throw ControlError.invalid(String.valueOf(e.getMessage()));
    }
  }

  Reply remove(Call call) throws ControlError, NotEverywhereException {
    try {
      return Reply.done(commands.removeFault(call.id()));
    } catch (BadFaultException e) {
      throw ControlError.invalid(String.valueOf(e.getMessage()));
    }
  }

  Reply removeAll() throws NotEverywhereException {
    return Reply.done(commands.removeFaults());
  }

  private static Map<String, String> parameters(JsonNode body) throws ControlError {
    if (!body.isObject()) {
      throw ControlError.invalid(
          "body: "
              + Fields.shown(body)
              + " is not an object of parameters such as {\"toxicity\":0.5}");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      JsonNode value = field.getValue();
      if (!value.isTextual() && !value.isNumber()) {
        throw ControlError.invalid(
            field.getKey() + ": " + Fields.shown(value) + " is neither a string nor a number");
      }
      if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
        throw ControlError.invalid(field.getKey() + ": is too large a number");
      }
      parameters.put(
          field.getKey(), value.isNumber() ? value.decimalValue().toPlainString() : value.asText());
    }
    return parameters;
  }

  private static ObjectNode shown(FaultStatus status) {
    ObjectNode node =
        Answers.JSON
            .createObjectNode()
            .put("name", status.name())
            .put("what", status.what())
            .put("on", status.on() != null);
    ArrayNode rules = node.putArray("rules");
    status.rules().forEach(rules::add);
    ObjectNode parameters = node.putObject("parameters");
    (status.on() == null ? status.parameters() : status.on()).forEach(parameters::put);
    return node;
  }
}
