package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How a request is answered.
 *
 * @param body {@code null} for none
 */
record RestAnswer(int status, @Nullable JsonNode body) {

  static final RestAnswer DONE = new RestAnswer(204, null);

  static RestAnswer ok(JsonNode body) {
    return new RestAnswer(200, body);
  }
}
