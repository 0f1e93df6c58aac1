package dev.spywatcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A token from the query is a token, whatever is written in it. */
@Timeout(30)
class TokenInQueryTest {

  @Test
  void aTokenThatLooksLikeParametersIsOneTokenStill() {
    try (World world = new World(UnaryOperator.identity())) {
      world.reset();
      world.fault("token-in-query", "{}");

      assertThat(world.handshake(World.POLLING + "&token=a%26sid%3Dnone%0D%0Ab").body())
          .startsWith("0{\"sid\"");
      Ear ear = world.open("&token=a%26b%3D%25%20%2B");
      assertThat(ear.hearsHandshake()).anyMatch(packet -> packet.startsWith("0{"));
    }
  }
}
