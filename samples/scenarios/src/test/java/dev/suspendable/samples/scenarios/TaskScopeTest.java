package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.ContextKey;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.ThreadElement;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Scopes: subtasks that run at the same time, and do not outlive the scope. */
class TaskScopeTest {
  private static final ContextKey<String> USER = ContextKey.of("user", "none");

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> cleanup = new CompletableFuture<>();

  /** Waits for the gate; its cleanup waits for the other one. */
  @Suspendable
  Task<String> waiting(String name) {
    try {
      String value = await(gate.copy());
      log.add(name + " got " + value);
      return Task.of(name + value);
    } catch (Throwable t) {
      log.add(name + " caught " + t);
      throw t;
    } finally {
      log.add(name + " leaves");
      await(cleanup);
      log.add(name + " left");
    }
  }

  @Suspendable
  Task<String> ready(String value) {
    return Task.of(value);
  }

  @Suspendable
  Task<String> failing(String message) throws IOException {
    if (true) {
      throw new IOException(message);
    }
    return Task.of("");
  }

  @Suspendable
  Task<String> both() {
    try (var scope = TaskScope.open()) {
      Subtask<String> a = scope.fork(waiting("a"));
      Subtask<String> b = scope.fork(ready("b"));
      await(scope.join());
      return Task.of(a.get() + b.get());
    }
  }

  @Test
  void joinsAll() throws Exception {
    cleanup.complete("");
    CompletableFuture<String> both = both().toCompletableFuture();
    assertThat(both).isNotDone();
    gate.complete("1");
    assertThat(both.get()).isEqualTo("a1b");
  }

  @Suspendable
  Task<String> oneFails() throws IOException {
    try (var scope = TaskScope.open()) {
      scope.fork(waiting("a"));
      scope.fork(failing("first"));
      scope.fork(failing("never starts"));
      await(scope.join());
      return Task.of("joined");
    } finally {
      log.add("after the scope");
    }
  }

  @Test
  void aFailureStopsTheOthersAndWaitsForTheirCleanups() throws Exception {
    CompletableFuture<String> result = start(oneFails());
    assertThat(log).containsExactly("a leaves");
    assertThat(result).isNotDone();
    cleanup.complete("");
    assertThat(log).containsExactly("a leaves", "a left", "after the scope");
    assertThatThrownBy(result::get).cause().isInstanceOf(IOException.class).hasMessage("first");
  }

  private static <T> CompletableFuture<T> start(Task<T> task) {
    return task.toCompletableFuture();
  }

  @Suspendable
  Task<String> leaving(String way, List<String> values) throws IOException {
    for (String each : values) {
      try (var scope = TaskScope.open()) {
        scope.fork(waiting(each));
        switch (way) {
          case "break":
            break;
          case "continue":
            continue;
          case "return":
            return Task.of("returned");
          case "throw":
            throw new IOException("thrown");
          default:
            await(scope.join());
        }
      }
    }
    return Task.of("end");
  }

  @Test
  void everyWayOutStopsAndAwaitsTheSubtasks() throws Exception {
    for (String way : List.of("break", "continue", "return", "throw", "stop")) {
      CompletableFuture<String> open = new CompletableFuture<>();
      TaskScopeTest test = new TaskScopeTest();
      CompletableFuture<String> result = start(test.leaving(way, List.of("a")));
      if (way.equals("stop")) {
        result.cancel(false);
      } else {
        assertThat(result).as(way).isNotDone();
      }
      assertThat(test.log).as(way).containsExactly("a leaves");
      test.cleanup.complete("");
      assertThat(test.log).as(way).containsExactly("a leaves", "a left");
      assertThat(result).as(way).isDone();
      switch (way) {
        case "return" -> assertThat(result.get()).isEqualTo("returned");
        case "throw" -> assertThatThrownBy(result::get).cause().hasMessage("thrown");
        case "stop" -> assertThat(result).isCancelled();
        default -> assertThat(result.get()).isEqualTo("end");
      }
    }
  }

  @Suspendable
  Task<String> bodyFails() throws IOException {
    try (var scope = TaskScope.open()) {
      scope.fork(failing("child"));
      throw new IllegalStateException("body");
    }
  }

  @Suspendable
  Task<String> notJoined() throws IOException {
    try (var scope = TaskScope.open()) {
      scope.fork(failing("child"));
    }
    return Task.of("");
  }

  @Test
  void failuresThatNoJoinReportedAreNotLost() {
    assertThatThrownBy(() -> syncWait(bodyFails()))
        .hasMessage("body")
        .satisfies(t -> assertThat(t.getSuppressed()).hasSize(1))
        .satisfies(t -> assertThat(t.getSuppressed()[0]).hasMessage("child"));
    assertThatThrownBy(() -> syncWait(notJoined()))
        .isInstanceOf(IOException.class)
        .hasMessage("child");
  }

  @Suspendable
  Task<String> rethrows() throws Exception {
    try (var scope = TaskScope.open()) {
      Subtask<String> child = scope.fork(failing("child"));
      throw (Exception) child.exception();
    }
  }

  @Test
  void theExceptionOfASubtaskMayBeRethrown() {
    assertThatThrownBy(() -> syncWait(rethrows()))
        .isInstanceOf(IOException.class)
        .hasMessage("child")
        .hasNoSuppressedExceptions();
  }

  @Suspendable
  Task<String> badCleanup() {
    try {
      return Task.of(await(gate.copy()));
    } finally {
      throwing("cleanup");
    }
  }

  private static void throwing(String message) {
    throw new IllegalStateException(message);
  }

  @Suspendable
  Task<String> failsTwice() throws IOException {
    try (var scope = TaskScope.open()) {
      scope.fork(badCleanup());
      scope.fork(failing("first"));
      await(scope.join());
    }
    return Task.of("");
  }

  @Suspendable
  Task<String> brokenJoiner() {
    Joiner<String, Void> broken =
        new Joiner<>() {
          @Override
          public boolean onComplete(Subtask<? extends String> subtask) {
            throw new IllegalStateException("joiner");
          }

          @Override
          public Void result() {
            return null;
          }
        };
    try (var scope = TaskScope.open(broken)) {
      scope.fork(ready(""));
    }
    return Task.of("");
  }

  @Test
  void anExceptionOfAJoinerIsNotLostWithoutAJoin() {
    assertThatThrownBy(() -> syncWait(brokenJoiner())).hasMessage("joiner");
  }

  @Suspendable
  Task<Integer> manyFailures(int count) {
    List<Throwable> suppressed = new ArrayList<>();
    try {
      try (var scope = TaskScope.open(Joiner.awaitAll())) {
        for (int i = 0; i < count; i++) {
          scope.fork(failing("" + i));
        }
      }
    } catch (Exception e) {
      suppressed.addAll(List.of(e.getSuppressed()));
    }
    return Task.of(suppressed.size());
  }

  /** A scope with many subtasks that fail takes constant memory. */
  @Test
  void keepsSomeFailures() throws Exception {
    assertThat(syncWait(manyFailures(10_000))).isEqualTo(99);
  }

  @Suspendable
  Task<String> nested(int depth) {
    if (depth == 0) {
      return Task.of("leaf");
    }
    try (var scope = TaskScope.open()) {
      Subtask<String> child = scope.fork(nested(depth - 1));
      await(scope.join());
      return Task.of(child.get());
    }
  }

  @Test
  void scopesInADeepRecursionTakeNoStack() throws Exception {
    assertThat(nested(20_000).toCompletableFuture().get()).isEqualTo("leaf");
  }

  @Test
  void eachFailureIsReportedOnce() {
    assertThatThrownBy(() -> syncWait(failsTwice()))
        .hasMessage("first")
        .satisfies(t -> assertThat(t.getSuppressed()).hasSize(1))
        .satisfies(t -> assertThat(t.getSuppressed()[0]).hasMessage("cleanup"));
  }

  @Suspendable
  Task<String> any() throws IOException {
    try (var scope = TaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
      scope.fork(failing("no"));
      scope.fork(waiting("a"));
      scope.fork(waiting("b"));
      scope.fork(ready("winner"));
      return Task.of(await(scope.join()));
    }
  }

  @Test
  void theFirstSuccessStopsTheOthers() throws Exception {
    cleanup.complete("");
    assertThat(syncWait(any())).isEqualTo("winner");
    assertThat(log).containsExactly("a leaves", "a left", "b leaves", "b left");
  }

  @Suspendable
  Task<List<String>> states() throws IOException {
    List<String> states = new ArrayList<>();
    try (var scope =
        TaskScope.open(Joiner.<String>allUntil(each -> "enough".equals(value(each))))) {
      scope.fork(failing("no"));
      scope.fork(ready("yes"));
      scope.fork(waiting("a"));
      scope.fork(ready("enough"));
      scope.fork(ready("late"));
      for (Subtask<String> each : await(scope.join())) {
        states.add(each.state() + " " + value(each));
      }
    }
    return Task.of(states);
  }

  private static Object value(Subtask<?> subtask) {
    return switch (subtask.state()) {
      case SUCCESS -> subtask.get();
      case FAILED -> subtask.exception().getMessage();
      case UNAVAILABLE -> null;
    };
  }

  @Test
  void statesOfSubtasks() throws Exception {
    cleanup.complete("");
    assertThat(syncWait(states()))
        .containsExactly(
            "FAILED no", "SUCCESS yes", "UNAVAILABLE null", "SUCCESS enough", "UNAVAILABLE null");
  }

  /** Counts words; a joiner of a user. */
  private static final class Sum implements Joiner<Integer, Integer> {
    private final AtomicInteger sum = new AtomicInteger();

    @Override
    public boolean onComplete(Subtask<? extends Integer> subtask) {
      if (subtask.state() == Subtask.State.FAILED) {
        throw new IllegalStateException("joiner", subtask.exception());
      }
      return sum.addAndGet(subtask.get()) > 100;
    }

    @Override
    public Integer result() {
      return sum.get();
    }
  }

  @Suspendable
  Task<Integer> number(int n) {
    await(Task.switchTo(ForkJoinPool.commonPool()));
    if (n < 0) {
      throw new IllegalArgumentException();
    }
    return Task.of(n);
  }

  @Suspendable
  Task<Integer> sum(List<Integer> numbers) {
    try (var scope = TaskScope.open(new Sum())) {
      for (int n : numbers) {
        scope.fork(number(n));
      }
      return Task.of(await(scope.join()));
    }
  }

  @Test
  void aJoinerOfTheUser() throws Exception {
    assertThat(syncWait(sum(List.of(1, 2, 3)))).isEqualTo(6);
    assertThat(syncWait(sum(Collections.nCopies(500, 60)))).isGreaterThan(100);
    assertThatThrownBy(() -> syncWait(sum(List.of(1, -1)))).hasMessage("joiner");
  }

  @Suspendable
  Task<Integer> limited(int forks, int limit) {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (var scope =
        TaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow(), o -> o.withLimit(limit))) {
      for (int i = 0; i < forks; i++) {
        await(scope.forkWhenFree(measured(running, most)));
      }
      await(scope.join());
    }
    return Task.of(most.get());
  }

  @Suspendable
  Task<Integer> measured(AtomicInteger running, AtomicInteger most) {
    int now = running.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    await(Task.switchTo(ForkJoinPool.commonPool()));
    return Task.of(running.decrementAndGet());
  }

  @Test
  void aLimitOfConcurrency() throws Exception {
    assertThat(syncWait(limited(100_000, 10))).isBetween(1, 10);
  }

  @Suspendable
  Task<Integer> queued(Manual executor) {
    List<Subtask<Integer>> all = new ArrayList<>();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (var scope =
        TaskScope.open(
            Joiner.<Integer>awaitAllSuccessfulOrThrow(),
            o -> o.withLimit(3).withExecutor(executor))) {
      for (int i = 0; i < 10; i++) {
        all.add(scope.fork(step(running, most)));
      }
      await(scope.join());
    }
    assertThat(all).allMatch(each -> each.state() == Subtask.State.SUCCESS);
    return Task.of(most.get());
  }

  @Suspendable
  Task<Integer> step(AtomicInteger running, AtomicInteger most) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    await(Task.switchTo(await(Context.currentExecutor())));
    return Task.of(running.decrementAndGet());
  }

  @Test
  void forksBeyondTheLimitWait() throws Exception {
    Manual executor = new Manual();
    CompletableFuture<Integer> most = start(queued(executor));
    executor.runAll();
    assertThat(most.get()).isEqualTo(3);
  }

  private record User(String name) implements ThreadElement<String> {
    private static String current = "none";

    @Override
    public String install() {
      String before = current;
      current = name;
      return before;
    }

    @Override
    public void takeOff(String before) {
      current = before;
    }
  }

  private static final class WhoAmI implements Joiner<String, List<String>> {
    private final List<String> users = new ArrayList<>();

    @Override
    public boolean onComplete(Subtask<? extends String> subtask) {
      users.add(User.current);
      return false;
    }

    @Override
    public List<String> result() {
      return users;
    }
  }

  @Suspendable
  Task<List<String>> asked() {
    try (var scope = TaskScope.open(new WhoAmI())) {
      scope.fork(ready("a"));
      scope.fork(Task.from(gate));
      scope.fork(waiting("b").with(context -> context.withElement(new User("grace"))));
      return Task.of(await(scope.join()));
    }
  }

  /** A joiner is code of the user, and logs for example. */
  @Test
  void theJoinerRunsInTheContextOfTheScope() throws Exception {
    CompletableFuture<List<String>> users =
        asked().with(context -> context.withElement(new User("ada"))).toCompletableFuture();
    gate.complete("");
    cleanup.complete("");
    assertThat(users.get()).containsExactly("ada", "ada", "ada");
    assertThat(User.current).isEqualTo("none");
  }

  @Suspendable
  Task<List<String>> texts() {
    try (var scope = TaskScope.open(Joiner.awaitAll())) {
      var subtasks =
          List.of(scope.fork(ready("a")), scope.fork(failing("b")), scope.fork(Task.from(gate)));
      List<String> texts = new ArrayList<>();
      subtasks.forEach(subtask -> texts.add(withoutLines(subtask)));
      gate.complete("");
      await(scope.join());
      subtasks.forEach(subtask -> texts.add(withoutLines(subtask)));
      return Task.of(texts);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String withoutLines(Object subtask) {
    return subtask.toString().replaceAll("dev\\.[a-z.]+|:\\d+", "");
  }

  /** A coroutine is named, so that subtasks can be told apart, also at their end. */
  @Test
  void theTextsOfSubtasks() throws Exception {
    assertThat(syncWait(texts()))
        .containsExactly(
            "TaskScope.fork of TaskScopeTest.ready (TaskScopeTest.java): completed",
            "TaskScope.fork of TaskScopeTest.failing (TaskScopeTest.java): failed",
            "TaskScope.fork (TaskScope.java): suspended",
            "TaskScope.fork of TaskScopeTest.ready (TaskScopeTest.java): completed",
            "TaskScope.fork of TaskScopeTest.failing (TaskScopeTest.java): failed",
            "TaskScope.fork (TaskScope.java): completed");
  }

  @Suspendable
  Task<String> timing(Duration timeout) {
    try (var scope =
        TaskScope.open(Joiner.awaitAll(), o -> o.withTimeout(timeout).withName("prices"))) {
      scope.fork(waiting("a"));
      await(scope.join());
      return Task.of("in time");
    } catch (TimeoutException e) {
      return Task.of(e.getMessage());
    }
  }

  @Test
  void aTimeoutStopsTheSubtasks() throws Exception {
    cleanup.complete("");
    assertThat(syncWait(timing(Duration.ofMillis(1))))
        .isEqualTo("The scope prices has not completed within PT0.001S");
    assertThat(log).as("may not have started").isIn(List.of(), List.of("a leaves", "a left"));
    gate.complete("");
    assertThat(syncWait(timing(Duration.ofDays(1)))).isEqualTo("in time");
  }

  @Suspendable
  Task<String> inherited() {
    try (var scope = TaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
      scope.fork(user());
      scope.fork(nested());
      List<Subtask<String>> all = await(scope.join());
      return Task.of(all.get(0).get() + all.get(1).get());
    }
  }

  @Suspendable
  Task<String> user() {
    return Task.of(await(USER) + "@" + Thread.currentThread().getName());
  }

  @Suspendable
  Task<String> nested() {
    try (var scope = TaskScope.open()) {
      Subtask<String> inner = scope.fork(user().with(USER, "eve"));
      await(scope.join());
      return Task.of("+" + inner.get());
    }
  }

  @Test
  void subtasksInheritTheContext() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "pool"));
    try {
      assertThat(syncWait(inherited().with(USER, "ada").on(pool))).isEqualTo("ada@pool+eve@pool");
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aGrandchildSeesTheStopOfTheRoot() {
    cleanup.complete("");
    StopSource source = new StopSource();
    CompletableFuture<String> result = start(outer().withStopToken(source.token()));
    assertThat(log).isEmpty();
    source.requestStop();
    assertThat(log).containsExactly("grandchild leaves", "grandchild left");
    assertThat(result).isCancelled();
  }

  @Suspendable
  Task<String> outer() {
    try (var scope = TaskScope.open()) {
      Subtask<String> child = scope.fork(inner());
      await(scope.join());
      return Task.of(child.get());
    }
  }

  @Suspendable
  Task<String> inner() {
    try (var scope = TaskScope.open()) {
      Subtask<String> child = scope.fork(waiting("grandchild"));
      await(scope.join());
      return Task.of(child.get());
    }
  }

  @Suspendable
  Task<String> misuse() {
    TaskScope<Object, Void> kept;
    List<String> messages = new ArrayList<>();
    try (var scope = TaskScope.open()) {
      kept = scope;
      Subtask<String> child = scope.fork(waiting("a"));
      messages.add(message(child::get));
      gate.complete("");
      await(scope.join());
      messages.add(message(() -> scope.fork(ready(""))));
      messages.add(message(child::exception));
      try {
        await(scope.join());
      } catch (IllegalStateException e) {
        messages.add(e.getMessage());
      }
    }
    messages.add(message(() -> kept.fork(ready(""))));
    return Task.of(String.join("\n", messages));
  }

  private static String message(Runnable action) {
    try {
      action.run();
      return "nothing";
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  @Test
  void misuseIsRefused() throws Exception {
    cleanup.complete("");
    assertThat(syncWait(misuse()))
        .isEqualTo(
            """
            The subtask has no value: join the scope first
            The scope has been joined
            The subtask has not failed
            The scope has been joined before
            The scope is closed""");
    assertThatThrownBy(() -> TaskScope.open(Joiner.awaitAll(), o -> o.withLimit(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Suspendable
  Task<Integer> manyChildren(int count) {
    try (var scope = TaskScope.open()) {
      for (int i = 0; i < count; i++) {
        scope.fork(waitingForever());
      }
      await(scope.join());
    }
    return Task.of(count);
  }

  private final AtomicInteger stopped = new AtomicInteger();

  @Suspendable
  Task<Void> waitingForever() {
    try {
      await(Task.delay(Duration.ofDays(1)));
    } finally {
      stopped.incrementAndGet();
    }
    return Task.completed();
  }

  @Test
  void aStopOfManyChildren() {
    CompletableFuture<Integer> all = start(manyChildren(20_000));
    all.cancel(false);
    assertThat(stopped).hasValue(20_000);
    assertThat(all).isCancelled();
  }

  @Suspendable
  Task<Integer> repeatedly(int times) throws IOException {
    int failures = 0;
    for (int i = 0; i < times; i++) {
      try (var scope = TaskScope.open()) {
        scope.fork(waitingForever());
        scope.fork(failing("x"));
        await(scope.join());
      } catch (IOException e) {
        failures++;
      }
    }
    return Task.of(failures);
  }

  @Test
  void scopesInALoopDoNotNest() throws Exception {
    assertThat(syncWait(repeatedly(100_000))).isEqualTo(100_000);
  }

  @Test
  void aStoppedScopeThrowsOutsideOfCoroutines() {
    StopSource source = new StopSource();
    source.requestStop();
    assertThatThrownBy(() -> syncWait(both().withStopToken(source.token())))
        .isInstanceOf(CancellationException.class);
    assertThat(log).isEmpty();
  }

  // ---- Subtasks that fork siblings.

  /** A node of a binary tree forks its children into the scope that joins meanwhile. */
  @Suspendable
  private Task<Void> node(TaskScope<Object, ?> scope, int depth, AtomicInteger nodes) {
    nodes.incrementAndGet();
    await(Task.switchTo(ForkJoinPool.commonPool()));
    if (depth > 0) {
      scope.fork(node(scope, depth - 1, nodes));
      scope.fork(node(scope, depth - 1, nodes));
    }
    return Task.completed();
  }

  @Suspendable
  private Task<Integer> tree(int depth) {
    AtomicInteger nodes = new AtomicInteger();
    try (var scope = TaskScope.open(Joiner.awaitAll(), options -> options.withLimit(3))) {
      scope.fork(node(scope, depth, nodes));
      await(scope.join());
      return Task.of(nodes.get());
    }
  }

  @Test
  void joiningWaitsForSiblingsThatSubtasksFork() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(syncWait(tree(5))).isEqualTo(63);
    }
  }

  @Suspendable
  private Task<String> forksWhenStopped(TaskScope<Object, ?> scope) {
    try {
      return Task.of(await(waiting("first")));
    } finally {
      Subtask<String> late = scope.fork(ready("late"));
      log.add("late " + late.state());
    }
  }

  @Suspendable
  private Task<Void> leavesWithout() {
    TaskScope<Object, ?> left;
    try (var scope = TaskScope.open()) {
      left = scope;
      scope.fork(forksWhenStopped(scope));
    }
    try {
      left.fork(ready("too late"));
    } catch (IllegalStateException e) {
      log.add(e.getMessage());
    }
    return Task.completed();
  }

  @Test
  void whatASubtaskForksIntoAClosedScopeDoesNotStart() throws Exception {
    cleanup.complete("");
    syncWait(leavesWithout());
    assertThat(log)
        .containsExactly("first leaves", "first left", "late UNAVAILABLE", "The scope is closed");
  }

  // ---- Deadlines.

  @Suspendable
  private Task<Instant> deadline() {
    return Task.of(await(Context.current()).deadline());
  }

  @Suspendable
  private Task<List<Instant>> deadlines() {
    try (var outer = TaskScope.open(Joiner.awaitAll(), o -> o.withTimeout(Duration.ofHours(1)));
        var inner = TaskScope.open(Joiner.awaitAll(), o -> o.withTimeout(Duration.ofHours(9)))) {
      Subtask<Instant> ofOuter = outer.fork(deadline());
      Subtask<Instant> ofInner = inner.fork(deadline());
      Subtask<Instant> nested = outer.fork(deadline().timeout(Duration.ofHours(2)));
      await(inner.join());
      await(outer.join());
      return Task.of(List.of(ofOuter.get(), ofInner.get(), nested.get()));
    }
  }

  @Test
  void aTimeoutIsADeadlineOfTheSubtasks() throws Exception {
    Instant before = Instant.now();
    List<Instant> deadlines = syncWait(deadlines());
    assertThat(deadlines.get(0)).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
    assertThat(deadlines.get(1)).isAfterOrEqualTo(before.plus(Duration.ofHours(9)));
    assertThat(deadlines.get(2)).isEqualTo(deadlines.get(0));
  }

  @Suspendable
  private Task<Integer> endless() throws IOException {
    int forked = 0;
    try (var scope = TaskScope.open(Joiner.awaitAllSuccessfulOrThrow(), o -> o.withLimit(2))) {
      while (!scope.isCancelled()) {
        forked++;
        await(scope.forkWhenFree(forked < 10 ? ready("") : failing("no more")));
      }
      await(scope.join(), IOException.class);
    } catch (IOException e) {
      log.add(e.getMessage());
    }
    return Task.of(forked);
  }

  @Test
  void aLoopSeesThatTheSubtasksAreStopped() throws Exception {
    assertThat(syncWait(endless())).isEqualTo(10);
    assertThat(log).containsExactly("no more");
  }
}
