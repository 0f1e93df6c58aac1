package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.InstantSource;

/** Remembers every request below {@code /api}, whoever answered it. */
final class RequestLog implements ServeEventListener {

  private final Journal journal;
  private final InstantSource clock;

  RequestLog(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public String getName() {
    return "fake-discord-log";
  }

  @Override
  public void afterComplete(ServeEvent event, Parameters parameters) {
    String url = event.getRequest().getUrl();
    if (url.startsWith("/api")) {
      journal.add(
          new Received.Request(
              clock.instant(),
              event.getRequest().getMethod().getName(),
              url,
              event.getResponse().getStatus()));
    }
  }
}
