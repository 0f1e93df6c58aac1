package dev.spywatcher.load.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.crowd.Token;
import dev.spywatcher.load.simulation.Service;
import dev.spywatcher.load.source.Control;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a service that is given, before a run that could not be done takes minutes: whether it
 * is there, whether it takes tokens that are signed with the secret, and whether it is configured
 * as the run takes it to be, as far as it tells ({@code GET /control/settings}).
 */
final class Reach {

  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Pattern SESSION = Pattern.compile("^0\\{.*\"sid\":\"([^\"]+)\"");
  private static final Pattern REFUSAL = Pattern.compile("44(\\{[^\\u001e]*})");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The run does not hold the service to that limit; it may have one. */
  private static final String UNLIMITED = "none";

  private final Service service;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  private Reach(Service service) {
    this.service = service;
  }

  /**
   * Returns where there is no reason why the run could not be done.
   *
   * @param limits what the service must be configured with: names of settings and their values
   * @throws IllegalArgumentException where there is one; the message names the setting, its value
   *     and what would be right
   */
  static void check(Service service, Map<String, String> limits) throws InterruptedException {
    Reach reach = new Reach(service);
    for (URI url : service.urls()) {
      reach.checkToken(url);
    }
    for (Control control : service.controls()) {
      reach.checkSettings(control, limits);
    }
  }

  private void checkToken(URI url) throws InterruptedException {
    URI polling = url.resolve("/socket.io/?EIO=4&transport=polling");
    Matcher session = SESSION.matcher(answer(url, HttpRequest.newBuilder(polling)));
    if (!session.find()) {
      // Maybe it takes websockets alone.
      return;
    }
    URI own = URI.create(polling + "&sid=" + session.group(1));
    String token = Token.of("1", service.secret());
    answer(url, post(own, "40{\"token\":\"" + token + "\"}"));
    Matcher refusal = REFUSAL.matcher(answer(url, HttpRequest.newBuilder(own)));
    if (refusal.find()) {
      throw new IllegalArgumentException(
          "secret: "
              + url
              + " refuses a token that is signed with it: "
              + refusal.group(1)
              + "; -Dsecret is the server's --jwt-secret");
    }
    answer(url, post(own, "1"));
  }

  private static HttpRequest.Builder post(URI uri, String body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "text/plain;charset=UTF-8")
        .POST(BodyPublishers.ofString(body));
  }

  /** What is answered; nothing by a server that does not speak to polling clients. */
  private String answer(URI url, HttpRequest.Builder request) throws InterruptedException {
    try {
      return http.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString()).body();
    } catch (ConnectException e) {
      throw new IllegalArgumentException(
          "target: " + url + ": nothing listens there; give the URL that clients connect to", e);
    } catch (IOException e) {
      return "";
    }
  }

  private void checkSettings(Control control, Map<String, String> limits) {
    JsonNode told;
    try {
      told = JSON.readTree(control.call("GET", "/control/settings", ""));
    } catch (IOException e) {
      if (e.getCause() instanceof ConnectException) {
        throw new IllegalArgumentException(
            "control: " + control.url() + ": nothing listens there; give its control API", e);
      }
      // It does not tell.
      return;
    }
    limits.forEach(
        (name, wanted) -> {
          String key = camel(name);
          JsonNode value = told.path("timing").path(key);
          value = value.isMissingNode() ? told.path("limits").path(key) : value;
          String configured = value.asText("");
          if (!wanted.equals(UNLIMITED)
              && !configured.isEmpty()
              && !millis(configured).equals(millis(wanted))) {
            throw new IllegalArgumentException(
                ("%1$s: the run takes it to be %2$s, and at %3$s it is %4$s;"
                        + " give the run -D%1$s=%4$s, or the server --%1$s %2$s")
                    .formatted(name, wanted, control.url(), configured));
          }
        });
  }

  private static String camel(String name) {
    return Pattern.compile("-(.)")
        .matcher(name)
        .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
  }

  /** A duration in milliseconds; anything else as it is. */
  private static String millis(String value) {
    Matcher parts = Pattern.compile("(\\d+)(ms|s|m|h)").matcher(value);
    if (!parts.matches()) {
      return value;
    }
    long unit =
        switch (parts.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    return Long.parseLong(parts.group(1)) * unit + "ms";
  }
}
