package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.concurrent.TimeUnit;

/** Lets REST requests meet the faults that wait for them, before any mapping, the user's too. */
final class FaultyRequests implements StubRequestFilterV2 {

  private static final String API = "/api/v10";

  private final Faults faults;
  private final RestAnswers answers;

  FaultyRequests(Faults faults, RestAnswers answers) {
    this.faults = faults;
    this.answers = answers;
  }

  @Override
  public String getName() {
    return "fake-discord-faults";
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    String path = RestRequest.path(request);
    RestFault fault = path.startsWith(API) ? faults.meet(path.substring(API.length())) : null;
    if (fault == null) {
      return RequestFilterAction.continueWith(request);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(fault.delay().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ResponseDefinition instead = fault.answer(answers);
    return instead == null
        ? RequestFilterAction.continueWith(request)
        : RequestFilterAction.stopWith(instead);
  }
}
