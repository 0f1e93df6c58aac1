package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * {@code server-error}: Discord is out of order.
 *
 * @param status from 500 to 599
 */
public record ServerError(Aim aim, int status) implements RestFault {

  static final String NAME = "server-error";

  public ServerError {
    if (status < 500 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " is not one from 500 to 599");
    }
  }

  static ServerError of(FaultParameters parameters) {
    return new ServerError(Aim.of(parameters), parameters.number("status", 500, 0, 999));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ResponseDefinition answer(RestAnswers answers) {
    return WireMock.aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody("{\"message\": \"" + status + ": Internal Server Error\", \"code\": 0}")
        .build();
  }
}
