package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The stack size that a thread is found to have for direct calls. */
class JavaStackTest {

  /** Uses about 80 bytes of stack for each level while it is interpreted. */
  private static int limitBelow(int levels) {
    return levels == 0 ? JavaStack.limit() : Math.max(0, limitBelow(levels - 1));
  }

  /**
   * The usual size, some of it used already. The probe's frames are largest while it is
   * interpreted, so this can fail in the first run of a JVM but not later.
   */
  @Test
  void aMegabyteIsLarge() {
    CompletableFuture<Integer> limit = new CompletableFuture<>();
    new Thread(null, () -> limit.complete(limitBelow(800)), "stack", 1 << 20).start();
    assertThat(limit.join()).isEqualTo(JavaStack.LARGE);
  }
}
