package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.suspendable.Task;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void runs() throws Exception {
    assertEquals("012", Task.syncWait(Main.run(3)));
  }
}
