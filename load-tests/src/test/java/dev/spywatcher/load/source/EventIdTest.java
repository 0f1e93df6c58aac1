package dev.spywatcher.load.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdTest {

  @Test
  void isReadAsItWasWritten() {
    for (Stream stream : Stream.POSTED) {
      EventId id = new EventId(1234, stream, 999);

      assertThat(id.userId()).hasSize(18);
      assertThat(EventId.parse(id.userId(), stream.event())).isEqualTo(id);
    }
  }

  @Test
  void theTwoEventsOfAUserOnSeveralPlatformsAreTwoSequences() {
    String user = new EventId(1, Stream.MULTI_CLIENT, 7).userId();

    assertThat(EventId.parse(user, "alert:multiClient"))
        .isEqualTo(new EventId(1, Stream.MULTI_CLIENT, 7));
    assertThat(EventId.parse(user, "presence:update"))
        .isEqualTo(new EventId(1, Stream.MULTI_CLIENT_PRESENCE, 7));
  }

  @Test
  void whatIsNotOursIsNone() {
    String user = new EventId(1, Stream.MESSAGE, 7).userId();

    assertThat(EventId.parse(user, "user:join")).isNull();
    assertThat(EventId.parse("", "message:new")).isNull();
    assertThat(EventId.parse("700010000000000x07", "message:new")).isNull();
    assertThat(EventId.parse("700010000000009999", "message:new")).isNull();
    assertThat(EventId.parse("700019000000000007", "message:new")).isNull();
  }

  @Test
  void aSequenceKnowsTheLatestNumberOfASlot() {
    Sequence sequence = new Sequence();
    assertThat(sequence.numberOf(0)).isEqualTo(-1);
    for (int i = 0; i < EventId.CYCLE + 5; i++) {
      assertThat(sequence.next()).isEqualTo(i);
    }

    assertThat(sequence.numberOf(4)).isEqualTo(EventId.CYCLE + 4);
    assertThat(sequence.numberOf(5)).isEqualTo(5);
  }
}
