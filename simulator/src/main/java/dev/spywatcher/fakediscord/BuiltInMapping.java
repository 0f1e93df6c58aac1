package dev.spywatcher.fakediscord;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.extension.MappingsLoaderExtension;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;

/** Sends what no mapping of the user is for to the built-in answers, also after a reset. */
final class BuiltInMapping implements MappingsLoaderExtension {

  /** After every priority that a user is likely to choose; unless given it is 5. */
  private static final int LAST = 1000;

  @Override
  public String getName() {
    return "fake-discord-mapping";
  }

  @Override
  public void loadMappingsInto(StubMappings mappings) {
    mappings.addMapping(
        any(anyUrl())
            .atPriority(LAST)
            .willReturn(aResponse().withTransformers(RestAnswers.NAME))
            .build());
  }
}
