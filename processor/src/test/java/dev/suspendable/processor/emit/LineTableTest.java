package dev.suspendable.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineTableTest {
  @Test
  void linesByState() {
    assertThat(LineTable.of(3, Map.of())).hasToString("\"3\"");
    assertThat(LineTable.of(3, new TreeMap<>(Map.of(1, 5, 2, 9)))).hasToString("\"3 1:5 2:9\"");
  }

  @Test
  void noConstantIsTooLong() {
    Map<Integer, Integer> lines = new TreeMap<>();
    for (int state = 1; state <= 20_000; state++) {
      lines.put(state, state + 7);
    }
    String[] parts = LineTable.of(3, lines).toString().split("\\.concat");
    assertThat(parts).hasSizeGreaterThan(2).allMatch(part -> part.length() < 65_000);
    assertThat(String.join("", parts).replaceAll("[()\"]", ""))
        .startsWith("3 1:8 2:9 3:10 ")
        .contains(" 9999:10006 10000:10007 ")
        .endsWith(" 20000:20007");
  }
}
