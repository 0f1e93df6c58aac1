package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.requestfilter.AdminRequestFilterV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Keeps web pages away from WireMock's own administration, as from the control API. */
final class AdminCallers implements AdminRequestFilterV2 {

  @Override
  public String getName() {
    return "fake-discord-admin";
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    String fault = CallerCheck.fault(request::getHeader);
    return fault == null
        ? RequestFilterAction.continueWith(request)
        : RequestFilterAction.stopWith(
            WireMock.aResponse().withStatus(403).withBody(fault + "\n").build());
  }
}
