package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in answers, as WireMock asks for them: REST below {@code /api}, and the control. */
final class RestAnswers implements ResponseDefinitionTransformerV2 {

  static final String NAME = "fake-discord";

  private static final Logger log = LoggerFactory.getLogger(RestAnswers.class);

  private static final List<String> VERSION = List.of("api", "v10");

  private final RestApi api;
  private final ControlApi control;
  private final RateBuckets buckets;
  private final InstantSource clock;
  private final Unanswered unanswered = new Unanswered();

  RestAnswers(RestApi api, ControlApi control, RateBuckets buckets, InstantSource clock) {
    this.api = api;
    this.control = control;
    this.buckets = buckets;
    this.clock = clock;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  @Override
  public ResponseDefinition transform(ServeEvent event) {
    RestRequest request = RestRequest.of(event.getRequest());
    try {
      return answer(request);
    } catch (RuntimeException e) {
      log.error("{} failed", request.segments(), e);
      ObjectNode body = Json.object().put("message", "500: Internal Server Error").put("code", 0);
      return response(new RestAnswer(500, body), null).build();
    }
  }

  private ResponseDefinition answer(RestRequest request) {
    if (request.segments().get(0).equals("control")) {
      return response(control.answer(request.below(1)), null).build();
    }
    if (request.segments().size() < 3 || !request.segments().subList(0, 2).equals(VERSION)) {
      boolean versioned =
          request.segments().size() > 1 && request.segments().get(1).matches("v\\d+");
      RestException fault = versioned ? RestException.invalidVersion() : RestException.notFound();
      return response(fault.answer(), null).build();
    }
    return discord(request.below(2)).build();
  }

  private ResponseDefinitionBuilder discord(RestRequest request) {
    String bot = request.header().apply("Authorization");
    RateBuckets.Allowance allowance =
        buckets.count(bot == null ? "" : bot, request, System.nanoTime());
    if (allowance.over()) {
      return limited(Duration.ofNanos(allowance.resetNanos()), "user", false, allowance);
    }
    try {
      return response(api.answer(request), allowance);
    } catch (RestException e) {
      if (e.unanswered()) {
        unanswered.say(request.method(), request.segments());
      }
      return response(e.answer(), allowance);
    }
  }

  /** 429, as Discord itself sends it: a {@code via} header tells it from one of its proxy. */
  ResponseDefinitionBuilder limited(
      Duration wait, String scope, boolean global, RateBuckets.@Nullable Allowance allowance) {
    double seconds = wait.toMillis() / 1000.0;
    ObjectNode body = Json.object().put("message", "You are being rate limited.");
    body.put("retry_after", seconds).put("global", global);
    ResponseDefinitionBuilder response =
        response(new RestAnswer(429, body), allowance)
            .withHeader("Retry-After", Long.toString((long) Math.ceil(seconds)))
            .withHeader("X-RateLimit-Scope", scope);
    return global ? response.withHeader("X-RateLimit-Global", "true") : response;
  }

  private ResponseDefinitionBuilder response(
      RestAnswer answer, RateBuckets.@Nullable Allowance allowance) {
    ResponseDefinitionBuilder response =
        WireMock.aResponse().withStatus(answer.status()).withHeader("via", "1.1 google");
    if (answer.body() != null) {
      response.withHeader("Content-Type", "application/json").withBody(Json.bytes(answer.body()));
    }
    if (allowance != null) {
      double after = allowance.resetNanos() / 1e9;
      double reset = clock.millis() / 1000.0 + after;
      response
          .withHeader("X-RateLimit-Limit", Integer.toString(allowance.limit()))
          .withHeader("X-RateLimit-Remaining", Integer.toString(allowance.remaining()))
          .withHeader("X-RateLimit-Reset", String.format(Locale.ROOT, "%.3f", reset))
          .withHeader("X-RateLimit-Reset-After", String.format(Locale.ROOT, "%.3f", after))
          .withHeader("X-RateLimit-Bucket", allowance.bucket());
    }
    return response;
  }
}
