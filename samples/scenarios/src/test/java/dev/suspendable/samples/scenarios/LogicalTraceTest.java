package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The stack trace of an exception names the coroutines that wait for the one that failed. */
class LogicalTraceTest {

  @Suspendable
  Task<String> leaf(boolean suspends) throws IOException {
    if (suspends) {
      await(Task.switchTo(ForkJoinPool.commonPool()));
    }
    throw new IOException("leaf");
  }

  @Suspendable
  Task<String> middle(boolean suspends) throws IOException {
    String before = "";
    return Task.of(before + await(leaf(suspends)));
  }

  @Suspendable
  Task<String> root(boolean suspends) throws IOException {
    try {
      return Task.of(await(middle(suspends)) + "");
    } finally {
      await(Task.switchTo(ForkJoinPool.commonPool()));
    }
  }

  private static List<String> awaiting(Throwable t) {
    return Arrays.stream(t.getStackTrace())
        .filter(each -> "await".equals(each.getClassLoaderName()))
        .map(each -> each.getMethodName() + ":" + each.getFileName())
        .toList();
  }

  @Test
  void eachAwaitingCoroutineOnce() {
    Throwable thrown = catchThrowable(() -> syncWait(root(true)));
    assertThat(thrown).isInstanceOf(IOException.class).hasMessage("leaf");
    assertThat(awaiting(thrown))
        .containsExactly("middle:LogicalTraceTest.java", "root:LogicalTraceTest.java");
    assertThat(thrown.getStackTrace()[0].getMethodName()).startsWith("leaf");
    assertThat(thrown.getStackTrace()[thrown.getStackTrace().length - 1].toString())
        .matches("await//.*LogicalTraceTest\\.root\\(LogicalTraceTest\\.java:\\d+\\)");
  }

  @Suspendable
  private static Task<String> received(CompletableFuture<String> gate) throws IOException {
    String value = await(gate);
    return Task.of(value);
  }

  @Suspendable
  private static Task<String> receiver(CompletableFuture<String> gate) throws IOException {
    return Task.of(await(received(gate)) + "");
  }

  @Suspendable
  private static Task<String> late() {
    return Task.of("" + await(Task.from(new CompletableFuture<>()).timeout(Duration.ofMillis(1))));
  }

  /** An exception of a class that does not let its trace be changed. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean hasTrace;

    Closed(boolean hasTrace) {
      this.hasTrace = hasTrace;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return hasTrace ? super.getStackTrace() : null; // as that of a mock
    }

    @Override
    public void setStackTrace(StackTraceElement[] trace) {
      throw new UnsupportedOperationException();
    }
  }

  @Suspendable
  private static Task<String> throwing(CompletableFuture<String> gate, RuntimeException e) {
    await(gate);
    throw e;
  }

  @Suspendable
  private static Task<String> around(CompletableFuture<String> gate, RuntimeException e) {
    return Task.of(await(throwing(gate, e)) + "");
  }

  @Test
  void exceptionsThatRefuseATrace() {
    for (boolean hasTrace : new boolean[] {true, false}) {
      CompletableFuture<String> gate = new CompletableFuture<>();
      Closed closed = new Closed(hasTrace);
      CompletableFuture<String> result = around(gate, closed).toCompletableFuture();
      gate.complete("");
      assertThat(result).isCompletedExceptionally();
      assertThat(catchThrowable(result::join).getCause()).isSameAs(closed);
    }
  }

  /** An exception that no coroutine has made: the one that has got it comes first. */
  @Test
  void exceptionsOfFutures() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> result = receiver(gate).toCompletableFuture();
    gate.completeExceptionally(new IOException("elsewhere"));
    Throwable thrown = catchThrowable(result::join).getCause();
    assertThat(awaiting(thrown))
        .containsExactly("received:LogicalTraceTest.java", "receiver:LogicalTraceTest.java");
    assertThat(awaiting(catchThrowable(() -> syncWait(late()))))
        .containsExactly("late:LogicalTraceTest.java");
  }

  @Suspendable
  private static Task<String> called() throws IOException {
    throw new IOException("called");
  }

  @Suspendable
  private static Task<String> caller() throws IOException {
    return Task.of(await(called()) + "");
  }

  @Test
  void whatIsOnTheJavaStackIsNotNamedTwice() {
    Throwable thrown = catchThrowable(() -> syncWait(caller()));
    assertThat(awaiting(thrown)).isEmpty();
    List<String> methods =
        Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName).toList();
    assertThat(methods).anyMatch(name -> name.startsWith("called"));
    assertThat(methods).anyMatch(name -> name.startsWith("caller"));
  }

  @Suspendable
  Task<String> together() throws IOException {
    return Task.of("" + await(Task.whenAll(middle(true), Task.of("b"))));
  }

  @Suspendable
  Task<String> gated(CompletableFuture<String> gate) throws IOException {
    throw new IOException(await(gate));
  }

  @Suspendable
  Task<String> scoped(CompletableFuture<String> gate) throws IOException {
    try (var scope = TaskScope.open()) {
      Subtask<String> child = scope.fork(gated(gate));
      await(scope.join());
      return Task.of(child.get());
    }
  }

  @Suspendable
  AsyncGenerator<String> generating() throws IOException {
    await(middle(true));
    return AsyncGenerator.end();
  }

  @Suspendable
  Task<Boolean> consuming() throws IOException {
    return Task.of(await(generating().hasNext()));
  }

  @Test
  void throughWhenAllScopesAndGenerators() throws Exception {
    assertThat(awaiting(catchThrowable(() -> syncWait(together()))))
        .containsExactly("middle:LogicalTraceTest.java", "together:LogicalTraceTest.java");
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> scoped = scoped(gate).toCompletableFuture();
    gate.complete("");
    assertThat(awaiting(catchThrowable(scoped::get).getCause()))
        .containsExactly("fork:TaskScope.java", "scoped:LogicalTraceTest.java");
    assertThat(awaiting(catchThrowable(() -> syncWait(consuming()))))
        .containsExactly(
            "middle:LogicalTraceTest.java",
            "generating:LogicalTraceTest.java",
            "consuming:LogicalTraceTest.java");
  }

  @Suspendable
  Task<String> inTime() throws IOException {
    return Task.of("" + await(middle(true).timeout(Duration.ofHours(1))));
  }

  @Suspendable
  Task<String> first() throws IOException {
    return Task.of("" + await(Task.race(List.of(inTime()))));
  }

  @Suspendable
  Task<String> elsewhere() throws IOException {
    return Task.of("" + await(first().on(ForkJoinPool.commonPool())));
  }

  @Test
  void throughTasksWithAContextOfTheirOwn() {
    assertThat(awaiting(catchThrowable(() -> syncWait(elsewhere()))))
        .containsExactly(
            "middle:LogicalTraceTest.java",
            "inTime:LogicalTraceTest.java",
            "first:LogicalTraceTest.java",
            "elsewhere:LogicalTraceTest.java");
  }

  @Suspendable
  Task<String> deep(int depth) throws IOException {
    return Task.of(depth == 0 ? await(leaf(true)) : await(deep(depth - 1)) + "");
  }

  @Test
  void atMostSoMany() {
    assertThat(awaiting(catchThrowable(() -> syncWait(deep(1000))))).hasSize(32);
  }

  @Suspendable
  Task<String> rethrowing() throws IOException {
    try {
      return Task.of(await(root(true)));
    } catch (IOException e) {
      await(Task.switchTo(ForkJoinPool.commonPool()));
      throw e;
    }
  }

  @Suspendable
  Task<String> outermost() throws IOException {
    return Task.of(await(rethrowing()) + "");
  }

  @Test
  void aRethrownExceptionIsNotExtendedAgain() {
    assertThat(awaiting(catchThrowable(() -> syncWait(outermost()))))
        .containsExactly(
            "middle:LogicalTraceTest.java",
            "root:LogicalTraceTest.java",
            "rethrowing:LogicalTraceTest.java",
            "outermost:LogicalTraceTest.java");
  }

  @Suspendable
  CompletableFuture<String> future() throws IOException {
    return CompletableFuture.completedFuture(await(middle(true)));
  }

  @Test
  void upToTheFuture() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Throwable thrown = catchThrowable(() -> future().get());
      assertThat(awaiting(thrown.getCause()))
          .containsExactly("middle:LogicalTraceTest.java", "future:LogicalTraceTest.java");
    } finally {
      pool.shutdown();
    }
  }
}
