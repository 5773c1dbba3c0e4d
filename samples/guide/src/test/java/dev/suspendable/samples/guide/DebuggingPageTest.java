package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.debug.CoroutineDump;
import dev.suspendable.debug.CoroutineInfo;
import dev.suspendable.debug.CoroutineRegistry;
import dev.suspendable.debug.CoroutineRegistry.Retention;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of debugging.md. */
@SuppressWarnings("suspendable:unclosed") // what is left over is to be found
class DebuggingPageTest {
  record Page(String user) {}

  @AfterEach
  void off() {
    CoroutineRegistry.disable();
  }

  @Suspendable
  static Task<String> user(String id) {
    await(Task.delay(Duration.ofSeconds(10)));
    return Task.of("user " + id);
  }

  @Suspendable
  static Task<Page> page(String id) {
    try (var scope = TaskScope.open(Joiner.awaitAll(), options -> options.withName("page"))) {
      Subtask<String> user = scope.fork(user(id));
      await(scope.join());
      return Task.of(new Page(user.get() + id));
    }
  }

  static void watched() {
    CoroutineRegistry.enable();
    CompletableFuture<Page> page = page("7").toCompletableFuture();
    CoroutineDump dump = CoroutineRegistry.dump();
    System.out.println(dump);
    page.cancel(true);
  }

  @Test
  void dump() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      watched();
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("3 coroutines at ")
        .contains("DebuggingPageTest.page, suspended at DebuggingPageTest.java:")
        .contains("awaits TaskScope.join page")
        .contains("awaits Task.delay(PT10S)")
        .contains("id = \"7\"")
        .contains("scope = The scope page");
    assertThat(CoroutineRegistry.dump().coroutines()).isEmpty();
  }

  /** An operation that does not react to a stop. */
  private static final class Forever implements Awaiter<String> {
    private SuspendPoint waiting;

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      waiting = point;
      return Continuation.NOOP;
    }

    @Override
    public String awaitResume() {
      return "";
    }

    @Override
    public String toString() {
      return "an answer";
    }
  }

  @Suspendable
  static Task<String> asks(Forever forever) {
    return Task.of("" + await(() -> forever));
  }

  static List<String> whatIgnoresAStop() {
    return CoroutineRegistry.dump().coroutines().stream()
        .filter(each -> each.stopRequested() && each.awaitedId() == 0)
        .map(each -> each.name() + " awaits " + each.awaits())
        .toList();
  }

  @Test
  void ignoringAStop() {
    CoroutineRegistry.enable();
    Forever forever = new Forever();
    CompletableFuture<String> answer = asks(forever).toCompletableFuture();
    assertThat(whatIgnoresAStop()).isEmpty();
    answer.cancel(true);
    assertThat(whatIgnoresAStop())
        .containsExactly(DebuggingPageTest.class.getName() + ".asks awaits an answer");
    forever.waiting.resume().run();
    assertThat(whatIgnoresAStop()).isEmpty();
  }

  @Suspendable
  static AsyncGenerator<String> lines(CompletableFuture<String> next) {
    try {
      yieldValue("header");
      yieldValue(await(next));
      return AsyncGenerator.end();
    } finally {
      System.out.println("closed");
    }
  }

  @Suspendable
  static Task<String> header(CompletableFuture<String> next) {
    AsyncGenerator<String> lines = lines(next); // has to be closed: the processor warns
    return Task.of(await(lines.hasNext()) ? lines.next() : "");
  }

  static List<CoroutineInfo> leftBy(Task<String> task) throws InterruptedException {
    CoroutineRegistry.enable(Retention.ALL);
    try {
      syncWait(task);
      return CoroutineRegistry.dump().coroutines();
    } finally {
      CoroutineRegistry.disable();
    }
  }

  @Test
  void leftOver() throws Exception {
    assertThat(leftBy(header(new CompletableFuture<>())))
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.name()).endsWith(".lines");
              assertThat(left.awaits()).isEqualTo("its consumer");
            });
  }
}
