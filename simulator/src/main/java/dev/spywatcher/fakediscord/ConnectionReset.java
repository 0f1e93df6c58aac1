package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/** {@code connection-reset}: the TCP connection is reset instead of an answer. */
public record ConnectionReset(Aim aim) implements RestFault {

  static final String NAME = "connection-reset";

  static ConnectionReset of(FaultParameters parameters) {
    return new ConnectionReset(Aim.of(parameters));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ResponseDefinition answer(RestAnswers answers) {
    return WireMock.aResponse()
        .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
        .build();
  }
}
