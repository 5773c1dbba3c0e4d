package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.TaskPromise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Line numbers from a table. */
class LocationTest {
  private static final class Visit extends TaskPromise<Void> {
    private final int[] states;
    private final String lines;
    private int next;

    Visit(String lines, int... states) {
      this.lines = lines;
      this.states = states;
    }

    @Override
    protected @Nullable Awaiter<?> $step() {
      if (next == states.length) {
        returnValue(null);
        return null;
      }
      return $suspend(states[next++], SuspendAlways.INSTANCE);
    }

    @Override
    protected StackTraceElement $location() {
      return $location("app.Visit", "visit", "Visit.java", lines);
    }
  }

  private static int[] lines(String table, int... states) {
    Visit visit = new Visit(table, states);
    int[] lines = new int[states.length + 1];
    for (int i = 0; i <= states.length; i++) {
      lines[i] = visit.$location().getLineNumber();
      visit.resume().run();
    }
    return lines;
  }

  @Test
  void theLineOfTheState() {
    assertThat(lines("3 1:5 2:9 12:107", 1, 12, 2)).containsExactly(3, 5, 107, 9);
  }

  @Test
  void withoutSuspensions() {
    assertThat(lines("42")).containsExactly(42);
  }

  /**
   * A state without a line, which no generated frame has, does not fail while a failure is
   * reported.
   */
  @Test
  void statesWithoutALine() {
    assertThat(lines("3 12:4", 1, 2, 11)).containsExactly(3, 3, 3, 3);
  }

  @Test
  void namesClassMethodAndFile() {
    assertThat(new Visit("7").$location()).hasToString("app.Visit.visit(Visit.java:7)");
  }
}
