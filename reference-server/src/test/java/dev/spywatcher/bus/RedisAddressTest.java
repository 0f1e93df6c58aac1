package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.bus.RedisAddress.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code --redis} is read. */
class RedisAddressTest {

  private static RedisAddress of(
      Kind kind,
      String place,
      int port,
      @Nullable String user,
      @Nullable String password,
      int database) {
    return new RedisAddress(kind, place, port, user, password, database);
  }

  @Test
  void everyFormIsRead() {
    assertThat(RedisAddress.parse(" embedded ")).isEqualTo(RedisAddress.EMBEDDED);
    assertThat(RedisAddress.parse("redis://127.0.0.1:6400")).isEqualTo(RedisAddress.local(6400));
    assertThat(RedisAddress.parse("redis://redis.example"))
        .isEqualTo(of(Kind.TCP, "redis.example", 6379, null, null, 0));
    assertThat(RedisAddress.parse("rediss://me:p%40ss+%25@[::1]:6380/3"))
        .isEqualTo(of(Kind.TLS, "::1", 6380, "me", "p@ss+%", 3));
    assertThat(RedisAddress.parse("redis://:word@host"))
        .isEqualTo(of(Kind.TCP, "host", 6379, null, "word", 0));
    assertThat(RedisAddress.parse("redis://word@host"))
        .isEqualTo(of(Kind.TCP, "host", 6379, null, "word", 0));
    assertThat(RedisAddress.parse("redis://me:w/o:r@d@host:1"))
        .isEqualTo(of(Kind.TCP, "host", 1, "me", "w/o:r@d", 0));
    assertThat(RedisAddress.parse("unix:///run/redis.sock"))
        .isEqualTo(of(Kind.UNIX, "/run/redis.sock", 0, null, null, 0));
    assertThat(RedisAddress.parse("redis+unix://me:word@/run/redis.sock?db=2"))
        .isEqualTo(of(Kind.UNIX, "/run/redis.sock", 0, "me", "word", 2));
  }

  @ParameterizedTest
  @CsvSource({
    "embedded,embedded",
    "redis://me:word@host,redis://host:6379",
    "rediss://:word@[::1]:7/2,rediss://[::1]:7/2",
    "unix://me:word@/run/s?db=1,unix:///run/s?db=1",
  })
  void itIsShownWithoutUserAndPassword(String text, String shown) {
    assertThat(RedisAddress.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:6379",
        "http://localhost",
        "redis://",
        "redis://host:port",
        "redis://host:0",
        "redis://host:65536",
        "redis://host/one",
        "redis://host/10000",
        "redis://ho st",
        "redis://::1:6379",
        "redis://me:hush@",
        "unix://",
        "unix://run/redis.sock",
        "unix:///run/redis.sock?database=1",
        "redis://me:100%hush@host",
        "me:hush@host"
      })
  void whatIsNoAddressIsRefusedWithoutItsPassword(String text) {
    assertThatThrownBy(() -> RedisAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--redis: ")
        .hasMessageContaining(" is not ")
        .message()
        .doesNotContain("hush");
  }
}
