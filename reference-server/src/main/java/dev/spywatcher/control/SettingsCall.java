package dev.spywatcher.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.TokenFlaw;
import dev.spywatcher.limit.Limits;
import java.time.Duration;

/** The call that tells the limits in force, and what a token can be like. */
record SettingsCall(Settings settings) {

  Reply tell() {
    ObjectNode answer = Answers.JSON.createObjectNode().put("url", settings.url().toString());
    answer
        .putObject("timing")
        .put("analyticsInterval", millis(settings.analyticsInterval()))
        .put("pingInterval", millis(settings.pingInterval()))
        .put("pingTimeout", millis(settings.pingTimeout()))
        .put("disconnectExpired", settings.disconnectExpired());
    Limits limits = settings.limits();
    answer
        .putObject("limits")
        .put("connectionRate", limits.connectionRate())
        .put("maxConnectionsPerIp", limits.maxConnectionsPerIp())
        .put("eventRate", limits.eventRate())
        .put("eventBurst", limits.eventBurst())
        .put("reconnectLimit", limits.reconnectLimit())
        .put("reconnectBlock", millis(limits.reconnectBlock()))
        .put("maxSubscriptions", limits.maxSubscriptions())
        .put("maxQueuedBytes", limits.maxQueuedBytes())
        .put("maxPayload", settings.maxPayload());
    ObjectNode tokens = answer.putObject("tokens");
    ArrayNode roles = tokens.putArray("roles");
    for (Role role : Role.values()) {
      roles.add(role.name());
    }
    ArrayNode flaws = tokens.putArray("flaws");
    for (TokenFlaw flaw : TokenFlaw.values()) {
      ObjectNode row = flaws.addObject().put("name", flaw.word()).put("meaning", flaw.meaning());
      ArrayNode excludes = row.putArray("excludes");
      for (TokenFlaw other : TokenFlaw.values()) {
        if (other.excludes(flaw)) {
          excludes.add(other.word());
        }
      }
    }
    return Reply.ok(answer);
  }

  /** As durations are written in this API, and exact. */
  private static String millis(Duration time) {
    return time.toMillis() + "ms";
  }
}
