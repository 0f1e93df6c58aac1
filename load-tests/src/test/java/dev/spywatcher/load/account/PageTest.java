package dev.spywatcher.load.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.load.crowd.Latencies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final String HEADER = "event         guild       sent   lost double  order leaked";

  @Test
  void bringsOutWhatShouldBeNothingAndIsNot() {
    List<String> table =
        List.of(
            HEADER,
            "message:new   <Ann>      57000      0      2     10      0",
            "role:change   1 of 4        12     12      0      0      1");
    Page page = new Page("FanOut", table, Map.of(), List.of(), new Latencies());

    assertThat(page.html())
        .contains("\n" + HEADER.replace("event", "").strip().substring(0, 0))
        .contains("&lt;Ann&gt;      57000      0      <mark>2</mark>     <mark>10</mark>      0\n")
        .contains("1 of 4        12     <mark>12</mark>      0      0      <mark>1</mark>\n");
  }
}
