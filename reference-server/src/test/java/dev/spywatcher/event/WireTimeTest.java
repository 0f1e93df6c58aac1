package dev.spywatcher.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z,           2026-01-31T12:00:00.000Z",
    "2026-01-31T12:00:00.007Z,       2026-01-31T12:00:00.007Z",
    "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123Z",
    "2026-01-31T23:59:59.999999Z,    2026-01-31T23:59:59.999Z",
    "2024-02-29T00:00:00Z,           2024-02-29T00:00:00.000Z",
    "1970-01-01T00:00:00Z,           1970-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z,       9999-12-31T23:59:59.999Z"
  })
  void isIsoInUtcWithMillisecondsAsJavaScriptWritesIt(Instant time, String wire) {
    assertThat(WireTime.of(time)).isEqualTo(wire);
  }
}
