package dev.spywatcher.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFrameTest {

  @ParameterizedTest(name = "{0} bytes behind a header of {1}")
  @CsvSource({
    "0, 2",
    "1, 2",
    "125, 2",
    "126, 4",
    "127, 4",
    "32767, 4",
    "32768, 4",
    "65535, 4",
    "65536, 10",
    "65537, 10",
    "1000000, 10"
  })
  void isOneFinalUnmaskedTextFrameWithTheShortestHeader(int length, int headerLength) {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);

    DecodedFrame frame = DecodedFrame.of(TextFrame.of(payload));

    assertThat(frame.last()).as("FIN").isTrue();
    assertThat(frame.opcode()).as("opcode, with the reserved bits").isEqualTo(1);
    assertThat(frame.masked()).as("masked").isFalse();
    assertThat(frame.headerLength()).isEqualTo(headerLength);
    assertThat(frame.payload()).isEqualTo(payload);
  }
}
