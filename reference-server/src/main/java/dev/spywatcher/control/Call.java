package dev.spywatcher.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/**
 * A request, as the call that serves it sees it.
 *
 * @param ids what stands in the path where its route has a {@code *}, in order
 */
record Call(Request request, List<String> ids) {

  private static final int LARGEST_BODY = 64 * 1024 * 1024;
  private static final ObjectReader BODY =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).reader();

  /** The exchange, of a call that is served over HTTP alone. */
  HttpExchange exchange() {
    if (request instanceof Request.Http http) {
      return http.exchange();
    }
    throw new IllegalStateException("a call of another server has no exchange");
  }

  /** The first of the ids. */
  String id() {
    return ids.get(0);
  }

  /** The query; a parameter that is none of {@code known} is refused. */
  Parameters query(String... known) throws ControlError {
    return Parameters.of(request.uri(), known);
  }

  /** The body, as JSON. */
  JsonNode body() throws ControlError, IOException {
    return parsed(bytes());
  }

  /** The body, as JSON; an empty object where there is none. */
  JsonNode bodyOrNothing() throws ControlError, IOException {
    byte[] bytes = bytes();
    return bytes.length == 0 ? Answers.JSON.createObjectNode() : parsed(bytes);
  }

  /** The same call, as it is made to another server. */
  Asked asked(JsonNode body) throws IOException {
    return new Asked(
        request.method(), request.uri().toString(), Answers.JSON.writeValueAsBytes(body));
  }

  private byte[] bytes() throws ControlError, IOException {
    byte[] bytes = request.body().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw ControlError.of(
          413,
          "too_large",
          "body: is over " + LARGEST_BODY / 1024 / 1024 + " MiB; send it in parts");
    }
    return bytes;
  }

  private static JsonNode parsed(byte[] bytes) throws ControlError, IOException {
    try {
      JsonNode body = BODY.readTree(bytes);
      if (body.isMissingNode()) {
        throw ControlError.invalid("body: is empty; send JSON");
      }
      return body;
    } catch (StreamConstraintsException e) {
      throw ControlError.invalid("body: is nested too deeply, or a value in it is too long");
    } catch (JsonProcessingException e) {
      throw ControlError.invalid(
          "body: is not JSON, line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  /** The JDK's server resets a connection whose request was not read to its end. */
  void drain() throws IOException {
    byte[] sink = new byte[8192];
    int left = LARGEST_BODY;
    int read;
    while (left > 0 && (read = request.body().read(sink)) >= 0) {
      left -= read;
    }
  }
}
