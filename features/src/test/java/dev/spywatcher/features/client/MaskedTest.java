package dev.spywatcher.features.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedTest {

  @Test
  void noTokenIsLeftInAText() {
    String token = "eyJhbGciOiJIUzI1NiJ9.eyJkaXNjb3JkSWQiOiI0MiJ9.c2lnbmF0dXJl-_8";

    assertThat(Masked.tokens("sent 40{\"token\":\"" + token + "\"}, and " + token))
        .isEqualTo("sent 40{\"token\":\"<token>\"}, and <token>");
  }

  @Test
  void anUnsignedTokenIsMaskedToo() {
    assertThat(Masked.tokens("eyJhbGciOiJub25lIn0.eyJkaXNjb3JkSWQiOiI0MiJ9.")).isEqualTo("<token>");
  }

  @Test
  void otherTextStays() {
    assertThat(Masked.tokens("42[\"message:new\",{\"username\":\"eyJ\"}]"))
        .isEqualTo("42[\"message:new\",{\"username\":\"eyJ\"}]");
  }
}
