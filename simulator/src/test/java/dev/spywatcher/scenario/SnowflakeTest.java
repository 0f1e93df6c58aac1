package dev.spywatcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnowflakeTest {

  @Test
  void anIdTellsWhenItsThingWasCreatedToTheMillisecond() {
    Instant createdAt = Instant.parse("2016-04-30T11:18:25.796Z");

    // The example of Discord's own reference.
    assertThat(Snowflake.createdAt("175928847299117063")).isEqualTo(createdAt);
    assertThat(Snowflake.id(createdAt, 175928847299117063L % Snowflake.ORDINALS))
        .isEqualTo("175928847299117063");
  }

  @Test
  void thingsOfTheSameMillisecondHaveDifferentIds() {
    Instant createdAt = Instant.parse("2024-02-29T00:00:00Z");

    assertThat(Snowflake.id(createdAt, 0)).isNotEqualTo(Snowflake.id(createdAt, 1));
    assertThat(Snowflake.createdAt(Snowflake.id(createdAt, Snowflake.ORDINALS - 1)))
        .isEqualTo(createdAt);
  }

  @Test
  void whatIsNoIdIsRefusedWithItsValue() {
    assertThatThrownBy(() -> Snowflake.createdAt("general"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id: general is not a snowflake (17 to 19 digits)");
    assertThatThrownBy(() -> Snowflake.id(Instant.now(), -1))
        .hasMessage("ordinal: -1 is not between 0 and 4194303");
  }
}
