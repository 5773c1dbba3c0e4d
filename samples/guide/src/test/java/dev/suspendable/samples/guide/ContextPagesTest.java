package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.StopSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The examples of context.md and cancellation.md. */
class ContextPagesTest {
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

  private final class Turn implements StoppableAwaiter<Void> {
    private Runnable waiting;

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      waiting = () -> point.resumeIfUnused().run();
      queue.add(waiting);
      return Continuation.NOOP;
    }

    @Override
    public void awaitStopped() {
      queue.remove(waiting);
    }

    @Override
    public Void awaitResume() {
      return null;
    }
  }

  @Suspendable
  private Task<String> turn() {
    await(new Turn());
    return Task.of("had its turn");
  }

  @Test
  void leavesTheQueue() {
    StopSource source = new StopSource();
    CompletableFuture<String> first = turn().withStopToken(source.token()).toCompletableFuture();
    CompletableFuture<String> second = turn().toCompletableFuture();
    assertThat(queue).hasSize(2);
    source.requestStop();
    assertThat(first).isCancelled();
    assertThat(queue).hasSize(1);
    queue.remove().run();
    assertThat(second).isCompletedWithValue("had its turn");
  }

  @Test
  void greets() throws Exception {
    assertThat(printed(() -> Greetings.main(new String[0])))
        .containsExactly("Hello, Ada; Hello, Grace on worker");
  }

  @Test
  void stopsDownloads() throws Exception {
    assertThat(printed(() -> Downloads.main(new String[0])))
        .containsExactlyInAnyOrder("a closed", "b closed", "cancelled: true")
        .endsWith("cancelled: true");
  }

  private interface Program {
    void run() throws Exception;
  }

  private static String[] printed(Program program) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).split("\\R");
  }
}
