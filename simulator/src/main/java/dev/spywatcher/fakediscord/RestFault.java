package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault of REST requests. */
sealed interface RestFault extends Fault
    permits RateLimit, ServerError, ConnectionReset, SlowAnswers {

  /** Which requests it is for, and how many. */
  Aim aim();

  /** What is answered instead; {@code null} for what would be answered anyway. */
  @Nullable ResponseDefinition answer(RestAnswers answers);

  /** How long the answer takes. */
  default Duration delay() {
    return Duration.ZERO;
  }
}
