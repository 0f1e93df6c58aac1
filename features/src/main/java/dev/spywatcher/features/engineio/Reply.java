package dev.spywatcher.features.engineio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one HTTP request.
 *
 * @param status the HTTP status, or 0 where the connection was closed without an answer
 * @param headers by their names in small letters; of several, joined by commas
 * @param body as text, or what went wrong where there was no answer
 */
public record Reply(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Reply of(Response response) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String name : response.headers().names()) {
      headers.put(
          name.toLowerCase(Locale.ROOT), String.join(", ", response.headers().values(name)));
    }
    return new Reply(response.code(), headers, response.body().string());
  }

  static Reply none(IOException failure) {
    return new Reply(0, Map.of(), failure.toString());
  }

  /** The value of a header, or null. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The body as JSON; the missing node where it is none. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Whether the answer is the protocol's way of saying no. */
  public boolean refuses() {
    return status == 0 || status >= 400 && status < 500;
  }

  @Override
  public String toString() {
    String text = body.length() > 200 ? body.substring(0, 200) + "…" : body;
    return status == 0 ? "no answer (" + text + ")" : status + " " + headers + " " + text;
  }
}
