package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldAll;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.debug.CoroutineDump;
import dev.suspendable.debug.CoroutineInfo;
import dev.suspendable.debug.CoroutineInfo.Local;
import dev.suspendable.debug.CoroutineInfo.State;
import dev.suspendable.debug.CoroutineRegistry;
import dev.suspendable.debug.CoroutineRegistry.Retention;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TaskScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry shows the coroutines that have not ended, and no others. */
class CoroutineRegistryTest {
  private static final String HERE = CoroutineRegistryTest.class.getName() + ".";

  @BeforeEach
  void on() {
    CoroutineRegistry.enable(Retention.ALL);
  }

  @AfterEach
  void off() {
    CoroutineRegistry.disable();
  }

  /** The coroutines of this class; others may be left over from other tests. */
  private static List<CoroutineInfo> ours() {
    return CoroutineRegistry.dump().coroutines().stream()
        .filter(each -> each.name().startsWith(HERE))
        .toList();
  }

  private static CoroutineInfo only(String method) {
    List<CoroutineInfo> found =
        ours().stream().filter(each -> each.name().equals(HERE + method)).toList();
    assertThat(found).as(method).hasSize(1);
    return found.get(0);
  }

  private static CoroutineInfo withId(long id) {
    return CoroutineRegistry.dump().coroutines().stream()
        .filter(each -> each.id() == id)
        .findFirst()
        .orElseThrow();
  }

  @Suspendable
  private static Task<Integer> leaf(CompletableFuture<Integer> gate, int factor) {
    String text = "x".repeat(factor);
    int value = await(gate);
    return Task.of(value * text.length());
  }

  @Suspendable
  private static Task<Integer> root(CompletableFuture<Integer> gate) {
    int sum = 1;
    for (int i = 2; i < 4; i++) {
      sum += await(leaf(gate, i));
    }
    return Task.of(sum);
  }

  /** What a coroutine awaits is that of the moment of the dump, also if it continues meanwhile. */
  @Test
  void coroutinesThatContinueDuringTheDump() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Integer> result = leaf(gate, 3).toCompletableFuture();
    CoroutineDump dump =
        CoroutineRegistry.dump(
            value -> {
              gate.complete(1); // the coroutine runs to its end in here
              return "shown";
            });
    assertThat(result).isCompletedWithValue(3);
    CoroutineInfo info =
        dump.coroutines().stream()
            .filter(each -> each.name().equals(HERE + "leaf"))
            .findFirst()
            .orElseThrow();
    assertThat(info.state()).isEqualTo(State.SUSPENDED);
    assertThat(info.awaits()).contains("stage");
    assertThat(ours()).isEmpty();
  }

  @Suspendable
  private static Task<Integer> notStarted(int value) {
    return Task.of(value);
  }

  @Suspendable
  private static Task<Integer> cancelledScope() {
    try (var scope = TaskScope.open(Joiner.<Integer>awaitAll(), o -> o.withLimit(1))) {
      scope.fork(leaf(new CompletableFuture<>(), 1));
      scope.fork(notStarted(1).timeout(Duration.ofDays(1)).map(x -> x));
      await(scope.closeAsync());
    }
    return Task.of(0);
  }

  /** They were handed over to an operation that does not start them. */
  @Test
  void tasksThatAreDroppedAreNotLeftOver() throws Exception {
    syncWait(cancelledScope());
    syncWait(Task.whenAny(List.of(Task.of(1), notStarted(2))));
    assertThat(CoroutineRegistry.dump().coroutines())
        .filteredOn(
            each -> each.name().startsWith(HERE) || each.name().startsWith("dev.suspendable.scope"))
        .isEmpty();
  }

  @Test
  void statesAndVariables() throws Exception {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    Task<Integer> root = root(gate);
    CoroutineInfo created = only("root");
    assertThat(created.state()).isEqualTo(State.CREATED);
    assertThat(created.awaits()).isNull();
    assertThat(created.age()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(created.locals()).extracting(Local::name).containsExactly("gate");

    CompletableFuture<Integer> result = root.toCompletableFuture();
    CoroutineInfo awaiting = only("root");
    CoroutineInfo leaf = only("leaf");
    assertThat(awaiting.id()).isEqualTo(created.id());
    assertThat(awaiting.state()).isEqualTo(State.SUSPENDED);
    assertThat(awaiting.location().getLineNumber())
        .isEqualTo(created.location().getLineNumber() + 4);
    assertThat(awaiting.location().getFileName()).isEqualTo("CoroutineRegistryTest.java");
    assertThat(awaiting.awaitedId()).isEqualTo(leaf.id());
    assertThat(awaiting.awaits()).isEqualTo(HERE + "leaf");
    assertThat(awaiting.parentId()).isZero();
    assertThat(awaiting.via()).containsExactly("toCompletableFuture");
    assertThat(awaiting.locals())
        .contains(new Local("i", "2"), new Local("sum", "1"))
        .extracting(Local::name)
        .containsExactlyInAnyOrder("gate", "i", "sum");
    assertThat(leaf.parentId()).isEqualTo(awaiting.id());
    assertThat(leaf.awaits()).startsWith("java.util.concurrent.CompletableFuture@");
    assertThat(leaf.locals()).containsExactly(new Local("text", "\"xx\""));

    gate.complete(5);
    assertThat(result.get()).isEqualTo(26);
    assertThat(ours()).isEmpty();
  }

  @Suspendable
  private static Task<String> inspectsItself() {
    await(Task.of(1));
    await(Task.switchTo(Runnable::run)); // has its frame from here on
    return Task.of(only("inspectsItself").state().name());
  }

  @Test
  void running() throws Exception {
    assertThat(CoroutineRegistryTest.<String>get(inspectsItself())).isEqualTo("RUNNING");
  }

  private static <T> T get(Task<T> task) throws InterruptedException {
    return syncWait(task);
  }

  @Suspendable
  private static Generator<Integer> numbers(int most) {
    for (int i = 0; i < most; i++) {
      yieldValue(i);
    }
    return Generator.end();
  }

  @Test
  void generators() {
    Generator<Integer> numbers = numbers(3);
    assertThat(numbers.next()).isZero();
    assertThat(numbers.next()).isEqualTo(1);
    CoroutineInfo suspended = only("numbers");
    assertThat(suspended.state()).isEqualTo(State.SUSPENDED);
    assertThat(suspended.awaits()).isEqualTo("its consumer or its handle");
    assertThat(suspended.locals()).containsExactly(new Local("most", "3"), new Local("i", "1"));
    numbers.close();
    assertThat(ours()).isEmpty();
  }

  @Suspendable
  private static Generator<Integer> all() {
    yieldAll(numbers(2));
    return Generator.end();
  }

  @Test
  void nestedGenerators() {
    Generator<Integer> all = all();
    assertThat(all.next()).isZero();
    assertThat(only("numbers").parentId()).isEqualTo(only("all").id());
    assertThat(all.next()).isEqualTo(1);
    assertThat(all.hasNext()).isFalse();
    assertThat(ours()).isEmpty();
  }

  // ---- Scopes.

  @Suspendable
  private static Task<Integer> scoped(
      CompletableFuture<Integer> gate, CompletableFuture<Integer> before) {
    try (var scope = TaskScope.open(Joiner.awaitAll(), options -> options.withName("orders"))) {
      scope.fork(leaf(gate, 1));
      scope.fork(leaf(gate, 2));
      await(before);
      await(scope.join());
      return Task.of(1);
    }
  }

  @Test
  void childrenOfScopes() throws Exception {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Integer> before = new CompletableFuture<>();
    CompletableFuture<Integer> result = scoped(gate, before).toCompletableFuture();
    CoroutineInfo owner = only("scoped");
    assertThat(ours()).hasSize(3);
    for (CoroutineInfo each : ours()) {
      if (each.name().endsWith("leaf")) {
        CoroutineInfo child = withId(each.parentId());
        assertThat(child.name()).isEqualTo(TaskScope.class.getName() + ".fork");
        assertThat(child.parentId()).as("while the owner does not join").isEqualTo(owner.id());
        assertThat(child.via()).containsExactly("The scope orders");
      }
    }
    before.complete(1);
    assertThat(only("scoped").awaits()).isEqualTo("TaskScope.join orders");
    for (CoroutineInfo each : ours()) {
      if (each.name().endsWith("leaf")) {
        assertThat(withId(each.parentId()).parentId()).isEqualTo(owner.id());
      }
    }
    gate.complete(1);
    result.get();
    assertThat(CoroutineRegistry.dump().coroutines()).as("nothing outlives the scope").isEmpty();
  }

  @Suspendable
  private static Task<Integer> forksMore(
      TaskScope<Object, ?> scope, CompletableFuture<Integer> gate, int more) {
    if (more > 0) {
      scope.fork(forksMore(scope, gate, more - 1));
    }
    return Task.of(await(gate) + scope.hashCode());
  }

  @Suspendable
  private static Task<Integer> sharing(
      CompletableFuture<Integer> gate, CompletableFuture<Integer> before) {
    try (TaskScope<Object, ?> scope = TaskScope.open(Joiner.awaitAll())) {
      scope.fork(forksMore(scope, gate, 2));
      await(before);
      return Task.of(1);
    }
  }

  @Suspendable
  private static Task<Integer> callsDirectly(
      CompletableFuture<Integer> gate, CompletableFuture<Integer> before) {
    return Task.of(await(sharing(gate, before)) + 1);
  }

  /** The owner gets its frame after the subtasks, which know the scope as well. */
  @Test
  void theOwnerOfAScopeIsNotOneOfItsSubtasks() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Integer> before = new CompletableFuture<>();
    CompletableFuture<Integer> result = callsDirectly(gate, before).toCompletableFuture();
    long owner = only("sharing").id();
    List<CoroutineInfo> subtasks =
        ours().stream().filter(each -> each.name().endsWith("forksMore")).toList();
    assertThat(subtasks).hasSize(3);
    for (CoroutineInfo each : subtasks) {
      assertThat(owner).isGreaterThan(each.id());
      assertThat(withId(each.parentId()).parentId()).isEqualTo(owner);
    }
    gate.complete(1);
    before.complete(1);
    assertThat(result).isCompletedWithValue(2);
    assertThat(ours()).isEmpty();
  }

  @Suspendable
  private static Task<Integer> failing(CompletableFuture<Integer> gate) {
    try (var scope = TaskScope.open()) {
      scope.fork(leaf(gate, 1));
      throw new IllegalStateException("the body fails");
    }
  }

  @Test
  void nothingOutlivesAScopeThatFails() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    assertThatThrownBy(() -> get(failing(gate))).hasMessage("the body fails");
    assertThat(gate).isCancelled();
    assertThat(CoroutineRegistry.dump().coroutines()).isEmpty();
  }

  // ---- Combinators.

  @Suspendable
  private static Task<Object> combined(Task<?> task) {
    return Task.of(await(task));
  }

  @Test
  void throughCombinators() throws Exception {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    List<Task<?>> combinations = new ArrayList<>();
    combinations.add(Task.whenAll(leaf(gate, 1), leaf(gate, 2)));
    combinations.add(Task.whenAny(List.of(leaf(gate, 1), leaf(gate, 2))));
    combinations.add(leaf(gate, 1).timeout(Duration.ofHours(1)));
    combinations.add(leaf(gate, 1).withStopToken(new StopSource().token()));
    List<CompletableFuture<?>> results = new ArrayList<>();
    for (Task<?> each : combinations) {
      results.add(combined(each).toCompletableFuture());
    }
    List<CoroutineInfo> leaves =
        ours().stream().filter(each -> each.name().endsWith("leaf")).toList();
    assertThat(leaves).hasSize(6);
    for (CoroutineInfo leaf : leaves) {
      assertThat(withId(leaf.parentId()).name()).isEqualTo(HERE + "combined");
    }
    assertThat(leaves)
        .extracting(leaf -> leaf.via().get(0))
        .containsExactly(
            "whenAll",
            "whenAll",
            "Task.whenAny",
            "Task.whenAny",
            "Task.timeout",
            "Task.withStopToken");
    assertThat(ours().stream().filter(each -> each.name().endsWith("combined")))
        .extracting(CoroutineInfo::awaits)
        .containsExactly(
            "whenAll: running",
            "Task.whenAny: running",
            "Task.timeout: running",
            "Task.withStopToken: running");
    gate.complete(1);
    for (CompletableFuture<?> each : results) {
      each.get();
    }
    assertThat(ours()).isEmpty();
  }

  // ---- Stop.

  @Suspendable
  private static Task<String> waits(Foreign deaf) {
    return Task.of("" + await(() -> deaf));
  }

  @Suspendable
  private static Task<String> waitsFor(Foreign deaf) {
    return Task.of("" + await(waits(deaf)));
  }

  @Test
  void aStopThatIsIgnored() {
    Foreign deaf = new Foreign("the deaf one");
    StopSource source = new StopSource();
    CompletableFuture<String> result =
        waitsFor(deaf).withStopToken(source.token()).toCompletableFuture();
    assertThat(ours()).hasSize(2).noneMatch(CoroutineInfo::stopRequested);
    source.requestStop();
    assertThat(ours()).hasSize(2).allMatch(CoroutineInfo::stopRequested);
    assertThat(only("waits").awaits()).isEqualTo("the deaf one");
    deaf.complete();
    assertThat(result).isDone();
    assertThat(ours()).isEmpty();
  }

  @Test
  void aFutureThatWasCancelledInVain() {
    Foreign deaf = new Foreign("the deaf one");
    CompletableFuture<String> result = waitsFor(deaf).toCompletableFuture();
    assertThat(ours()).hasSize(2).noneMatch(CoroutineInfo::stopRequested);
    result.cancel(true);
    assertThat(ours()).hasSize(2).allMatch(CoroutineInfo::stopRequested);
    deaf.complete();
    assertThat(ours()).isEmpty();
  }

  // ---- Abandoned coroutines.

  @Suspendable
  private static AsyncGenerator<Integer> pages(CompletableFuture<Integer> gate) {
    try {
      for (int page = 1; ; page++) {
        yieldValue(page);
        await(gate);
      }
    } finally {
      gate.complete(0);
    }
  }

  @Suspendable
  @SuppressWarnings("suspendable:unclosed")
  private static Task<Integer> first(CompletableFuture<Integer> gate) {
    AsyncGenerator<Integer> pages = pages(gate);
    return Task.of(await(pages.hasNext()) ? pages.next() : 0);
  }

  @Test
  void anAbandonedAsyncGenerator() throws Exception {
    assertThat(CoroutineRegistryTest.<Integer>get(first(new CompletableFuture<>()))).isEqualTo(1);
    CoroutineInfo abandoned = only("pages");
    assertThat(abandoned.state()).isEqualTo(State.SUSPENDED);
    assertThat(abandoned.awaits()).isEqualTo("its consumer");
    assertThat(abandoned.parentId()).isZero();
    assertThat(abandoned.locals()).contains(new Local("page", "1"));
    assertThat(ours()).hasSize(1);
  }

  // ---- Switching on.

  @Test
  void whatIsOlderThanTheRegistry() throws Exception {
    CoroutineRegistry.disable();
    assertThat(CoroutineRegistry.isEnabled()).isFalse();
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    Task<Integer> leaf = leaf(gate, 3);
    Task<Object> unseen = combined(combined(Task.of(1)));
    assertThat(CoroutineRegistry.dump().coroutines()).isEmpty();

    CoroutineRegistry.enable();
    CompletableFuture<Object> result = combined(leaf).toCompletableFuture();
    CoroutineInfo older = only("leaf");
    assertThat(older.age()).isNull();
    assertThat(older.parentId()).isEqualTo(only("combined").id());
    assertThat(only("leaf").id()).isEqualTo(older.id());
    gate.complete(1);
    assertThat(result.get()).isEqualTo(3);
    assertThat(ours()).isEmpty();
    assertThat(CoroutineRegistryTest.<Object>get(unseen)).isEqualTo(1);
  }

  @Suspendable
  private static Task<Integer> deep(int depth, CompletableFuture<Integer> gate) {
    return Task.of((depth == 0 ? await(gate) : await(deep(depth - 1, gate))) + 1);
  }

  /** The stack does not limit the depth, and the text is linear in it. */
  @Test
  void aDeepChain() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    StopSource source = new StopSource();
    CompletableFuture<Integer> result =
        deep(100_000, gate).withStopToken(source.token()).toCompletableFuture();
    CoroutineDump dump = CoroutineRegistry.dump();
    assertThat(dump.coroutines()).hasSize(100_002); // one awaits for the future
    assertThat(dump.coroutines().stream().filter(each -> each.parentId() == 0)).hasSize(1);
    assertThat(dump.toString()).hasSizeLessThan(100_001 * 300);
    gate.complete(0);
    assertThat(result).isCompletedWithValue(100_001);
    assertThat(ours()).isEmpty();
  }

  // ---- Forms.

  private static String withoutNumbers(String text) {
    return text.replaceAll("at 2.*Z", "at TIME")
        .replaceAll(", [0-9.]+ m?s old", ", AGE old")
        .replaceAll("java:\\d+", "java:LINE")
        .replaceAll("@[0-9a-f]+", "@HASH")
        .replace(HERE, "");
  }

  @Test
  void asText() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Integer> result =
        scoped(gate, CompletableFuture.completedFuture(1)).toCompletableFuture();
    assertThat(withoutNumbers(CoroutineRegistry.dump().toString()))
        .isEqualTo(
            """
            5 coroutines at TIME

            #1 scoped, suspended at CoroutineRegistryTest.java:LINE, AGE old
               for toCompletableFuture
               awaits TaskScope.join orders
               scope = The scope orders

              #3 dev.suspendable.scope.TaskScope.fork, suspended at TaskScope.java, AGE old
                 awaits #2 leaf

                #2 leaf, suspended at CoroutineRegistryTest.java:LINE, AGE old
                   awaits java.util.concurrent.CompletableFuture@HASH[Not completed, 2 dependents]
                   text = "x"

              #5 dev.suspendable.scope.TaskScope.fork, suspended at TaskScope.java, AGE old
                 awaits #4 leaf

                #4 leaf, suspended at CoroutineRegistryTest.java:LINE, AGE old
                   awaits java.util.concurrent.CompletableFuture@HASH[Not completed, 2 dependents]
                   text = "xx"
            """);
    gate.complete(1);
    assertThat(result).isDone();
    assertThat(CoroutineRegistry.dump().toString()).startsWith("0 coroutines at ");
  }

  @Suspendable
  private static Task<Object> quoting(CompletableFuture<Object> gate, String text, char sign) {
    return Task.of(await(gate) + text + sign);
  }

  @Test
  void aLineForEachVariable() {
    CompletableFuture<Object> gate = new CompletableFuture<>();
    quoting(gate, "a\nb\r\n", 'x').toCompletableFuture();
    assertThat(CoroutineRegistry.dump().toString()).contains("text = \"a\\nb\\r\\n\"\n");
    gate.complete("");
  }

  @Test
  void asJson() throws Exception {
    CompletableFuture<Object> gate = new CompletableFuture<>();
    String text = "a \"quoted\" \\ text\n\t\u0001, \u00e9, \u2028, \ud83d\ude00";
    CompletableFuture<Object> result = quoting(gate, text, '\'').toCompletableFuture();
    assertThat(
            withoutNumbers(CoroutineRegistry.dump().toJson())
                .replaceAll("\"time\": \"[^\"]*\"", "\"time\": TIME")
                .replaceAll("\"line\": \\d+", "\"line\": LINE")
                .replaceAll("\"ageMillis\": \\d+", "\"ageMillis\": AGE"))
        .isEqualTo(
            """
            {"time": TIME, "coroutines": [
              {"id": 1, "name": "quoting", "label": null, "state": "SUSPENDED",\
             "file": "CoroutineRegistryTest.java", "line": LINE,\
             "awaits": "java.util.concurrent.CompletableFuture@HASH[Not completed, 1 dependents]",\
             "awaitedId": null, "stopRequested": false, "ageMillis": AGE, "parentId": null,\
             "via": ["toCompletableFuture"], "locals": {\
            "text": "\\"a \\"quoted\\" \\\\ text\\n\\t\\u0001,\
             \\u00e9, \\u2028, \\ud83d\\ude00\\"", "sign": "'''"}}
            ]}
            """);
    gate.complete("");
    result.get();
  }

  @Test
  void valuesAsTheCallerWants() {
    CompletableFuture<Object> gate = new CompletableFuture<>();
    quoting(gate, "secret", 'x').toCompletableFuture();
    assertThat(CoroutineRegistry.dump(value -> value.getClass().getSimpleName()).coroutines())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.locals())
                    .containsExactly(new Local("text", "String"), new Local("sign", "Character")));
    CoroutineDump failing =
        CoroutineRegistry.dump(
            value -> {
              throw new IllegalStateException();
            });
    assertThat(failing.coroutines().get(0).locals().get(0).value())
        .matches("java.lang.String@.*, which cannot be shown: java.lang.IllegalStateException");
    gate.complete("");
  }

  // ---- Races.

  @Suspendable
  private static Task<Integer> hopping(ExecutorService pool, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      await(Task.switchTo(pool));
      sum += i;
    }
    return Task.of(sum);
  }

  @Test
  void dumpsWhileCoroutinesRun() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    ExecutorService makers = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch started = new CountDownLatch(2);
      List<Future<Integer>> made = new ArrayList<>();
      for (int maker = 0; maker < 2; maker++) {
        made.add(
            makers.submit(
                () -> {
                  int sum = 0;
                  for (int i = 0; i < 1000; i++) {
                    sum += CoroutineRegistryTest.<Integer>get(hopping(pool, 10));
                    if (i == 0) {
                      started.countDown();
                    }
                  }
                  return sum;
                }));
      }
      started.await();
      while (!made.stream().allMatch(Future::isDone)) {
        for (CoroutineInfo each : ours()) {
          assertThat(each.name()).isEqualTo(HERE + "hopping");
          for (Local local : each.locals()) {
            // One that is just being made has no values yet.
            if (local.name().equals("times") && each.state() == State.SUSPENDED) {
              assertThat(local.value()).isEqualTo("10");
            }
          }
        }
      }
      for (Future<Integer> each : made) {
        assertThat(each.get()).isEqualTo(45_000);
      }
      assertThat(ours()).isEmpty();
    } finally {
      makers.shutdown();
      pool.shutdown();
    }
  }
}
