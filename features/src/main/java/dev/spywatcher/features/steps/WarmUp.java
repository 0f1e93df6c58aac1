package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Credentials;
import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.process.OwnServer;
import dev.spywatcher.features.process.SharedPair;
import dev.spywatcher.features.schema.PayloadSchemas;
import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.token.BrokenToken;
import dev.spywatcher.features.token.TokenMint;
import io.cucumber.java.AfterAll;
import io.cucumber.java.BeforeAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The first connection of a fresh virtual machine is slow, and is made before anyone measures. */
public final class WarmUp {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private WarmUp() {}

  @BeforeAll
  public static void warmUp() {
    Target target = Target.named();
    TokenMint mint = new TokenMint(target.jwtSecret());
    PayloadSchemas.EVENTS.forEach(event -> PayloadSchemas.faults(event, List.of()));
    Place place = Place.fresh(target.url());
    List<ApiClient> clients = new ArrayList<>();
    try {
      for (Transport transport : Transport.values()) {
        for (BrokenToken broken : BrokenToken.values()) {
          broken.make(mint, "1");
        }
        Credentials credentials = Credentials.token("not-a-token");
        ApiClient client =
            new ApiClient("warm-up by " + transport, target, place, transport, credentials);
        clients.add(client);
        client.connect();
      }
      clients.forEach(client -> client.connection().awaitUnclaimed(2, DEADLINE));
    } finally {
      clients.forEach(ApiClient::close);
    }
  }

  @AfterAll
  public static void endServers() {
    OwnServer.endAll();
    SharedPair.endAll();
  }
}
