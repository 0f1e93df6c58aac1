package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShardMapTest {

  @Test
  void aSnowflakeIsOfTheShardThatDiscordPutsItIn() {
    assertThat(new ShardMap(2).of("349226271420449824"))
        .isEqualTo((int) ((349226271420449824L >> 22) % 2));
    assertThat(new ShardMap(7).of("18446744073709551615"))
        .as("the largest id of 64 bits")
        .isEqualTo((int) ((-1L >>> 22) % 7));
  }

  @Test
  void anyOtherIdIsOfAShardToo() {
    assertThat(new ShardMap(5).of("harbor"))
        .isBetween(0, 4)
        .isEqualTo(new ShardMap(5).of("harbor"));
    assertThat(new ShardMap(1).of("")).isZero();
  }

  @Test
  void withoutShardsThereIsNoMap() {
    assertThatThrownBy(() -> new ShardMap(0)).hasMessage("shards: 0 is not 1 or more");
  }
}
