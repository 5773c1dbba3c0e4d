package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.EagerTask;
import dev.suspendable.Result;
import dev.suspendable.SharedTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.ContextKey;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.ThreadElement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code Optional} and {@code Result}: what has no value ends the coroutine that awaits it. */
class EarlyReturnTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> cleanup = new CompletableFuture<>();

  record User(String name, Optional<String> boss) {}

  private static final Map<String, User> USERS =
      Map.of(
          "a", new User("Ada", Optional.of("b")),
          "b", new User("Bob", Optional.of("c")),
          "c", new User("Cem", Optional.empty()));

  @Suspendable
  Optional<User> bossOfBoss(String id) {
    try {
      User user = await(Optional.ofNullable(USERS.get(id)));
      User boss = await(Optional.ofNullable(USERS.get(await(user.boss()))));
      return boss.boss().map(USERS::get);
    } catch (NoSuchElementException e) {
      throw new AssertionError(e);
    } finally {
      log.add("left " + id);
    }
  }

  @Test
  void anEmptyOptionalIsReturned() {
    assertThat(bossOfBoss("a")).contains(USERS.get("c"));
    assertThat(bossOfBoss("b")).as("whose boss has none").isEmpty();
    assertThat(bossOfBoss("c")).as("without a boss").isEmpty();
    assertThat(bossOfBoss("x")).as("unknown").isEmpty();
    assertThat(log).containsExactly("left a", "left b", "left c", "left x");
  }

  @Suspendable
  Optional<String> odd(int i) throws IOException {
    if (i == 0) {
      throw new IOException("zero");
    }
    return i == 1 ? null : Optional.of("x" + await(Optional.of(i)));
  }

  @Test
  void exceptionsGoToTheCallerAndNullIsRefused() throws Exception {
    assertThatThrownBy(() -> odd(0)).isInstanceOf(IOException.class).hasMessage("zero");
    assertThatThrownBy(() -> odd(1))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("EarlyReturnTest.odd (EarlyReturnTest.java:")
        .hasMessageContaining("returned null instead of an Optional");
    assertThat(odd(2)).contains("x2");
  }

  @Suspendable
  Result<Integer> sum(String... numbers) {
    int sum = 0;
    try {
      for (String each : numbers) {
        sum += await(parse(each));
      }
    } catch (RuntimeException e) {
      log.add("caught " + e);
    } finally {
      log.add("left at " + sum);
    }
    return Result.of(sum);
  }

  @Suspendable
  Result<Integer> parse(String number) {
    return Result.of(Integer.parseInt(number));
  }

  @Test
  void aResultThatHasFailedIsReturned() {
    assertThat(sum("1", "2")).isEqualTo(Result.of(3));
    assertThat(parse("x").exception())
        .as("an exception becomes a result")
        .isInstanceOf(NumberFormatException.class);
    Result<Integer> failed = sum("1", "x", "2");
    assertThat(failed.exception()).isInstanceOf(NumberFormatException.class);
    assertThat(log).as("nothing was caught").containsExactly("left at 3", "left at 1");
  }

  @Test
  void aStoppedResultIsReturned() throws Exception {
    StopSource stop = new StopSource();
    stop.requestStop();
    List<Result<Void>> results =
        syncWait(
            Task.whenAllSettled(List.of(asTask(Duration.ofDays(1)).withStopToken(stop.token()))));
    assertThat(twice(results.get(0)).state()).isEqualTo(Result.State.STOPPED);
  }

  @Suspendable
  Result<String> twice(Result<?> result) {
    return Result.of("" + await(result) + await(result));
  }

  @Suspendable
  Task<Void> asTask(Duration duration) {
    await(Task.delay(duration));
    return Task.completed();
  }

  // ---- In coroutines that wait too.

  @Suspendable
  Task<Optional<String>> bossOf(String id) {
    String known = await(CompletableFuture.supplyAsync(() -> id));
    try {
      User user = await(Optional.ofNullable(USERS.get(known)));
      String boss = await(user.boss());
      return Task.of(Optional.of(await(Task.of(boss)) + "!"));
    } finally {
      log.add("leaving " + id);
      await(cleanup);
      log.add("left " + id);
    }
  }

  @Test
  void aTaskOfAnOptionalEndsWithTheEmptyOne() throws Exception {
    CompletableFuture<Optional<String>> none = bossOf("x").toCompletableFuture();
    assertThat(none).as("awaits the cleanup").isNotDone();
    cleanup.complete("");
    assertThat(none.get()).isEmpty();
    assertThat(log).containsExactly("leaving x", "left x");
    assertThat(syncWait(bossOf("a"))).contains("b!");
    assertThat(syncWait(bossOf("c"))).isEmpty();
  }

  @Suspendable
  Task<String> ofAll(String... ids) {
    String all = "";
    for (String id : ids) {
      all += await(bossOf(id)).orElse("-");
    }
    return Task.of(all);
  }

  @Test
  void theCallerContinues() throws Exception {
    cleanup.complete("");
    assertThat(syncWait(ofAll("a", "x", "c", "b"))).isEqualTo("b!--c!");
  }

  @Suspendable
  EagerTask<Optional<Integer>> eager(Optional<Integer> value) {
    await(cleanup);
    return EagerTask.of(Optional.of(await(value) + 1));
  }

  @Suspendable
  CompletableFuture<Result<Integer>> future(Result<Integer> value) {
    await(cleanup);
    return CompletableFuture.completedFuture(Result.of(await(value) + 1));
  }

  @Suspendable
  SharedTask<Optional<Integer>> shared(Optional<Integer> value) {
    await(cleanup);
    return SharedTask.of(Optional.of(await(value) + 1));
  }

  @Test
  void everyTypeThatHasAValue() throws Exception {
    EagerTask<Optional<Integer>> eager = eager(Optional.empty());
    Result<Integer> failed = Result.failed(new IOException("x"));
    CompletableFuture<Result<Integer>> future = future(failed);
    cleanup.complete("");
    assertThat(eager.get()).isEmpty();
    assertThat(eager(Optional.of(1)).get()).contains(2);
    assertThat(future.get()).isEqualTo(failed);
    assertThat(future(Result.of(1)).get()).isEqualTo(Result.of(2));
    SharedTask<Optional<Integer>> shared = shared(Optional.empty());
    assertThat(syncWait(shared)).isEmpty();
    assertThat(syncWait(shared)).isEmpty();
  }

  // ---- With failures and stops.

  @Suspendable
  Task<Optional<Integer>> failingCleanup() throws IOException {
    try {
      try {
        return Task.of(Optional.of(await(Optional.<Integer>empty())));
      } finally {
        fail("first");
      }
    } catch (IOException e) {
      throw new AssertionError("no catch clause sees it", e);
    } finally {
      fail("second");
    }
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }

  @Test
  void anExceptionOfACleanupReplacesTheEmptyOne() {
    assertThatThrownBy(() -> syncWait(failingCleanup(), IOException.class))
        .isInstanceOf(IOException.class)
        .hasMessage("first")
        .satisfies(t -> assertThat(t.getSuppressed()[0]).hasMessage("second"));
  }

  @Test
  void aStopDuringTheCleanupStops() throws Exception {
    StopSource stop = new StopSource();
    CompletableFuture<Optional<String>> none =
        bossOf("x").withStopToken(stop.token()).toCompletableFuture();
    while (!log.contains("leaving x")) {
      Thread.onSpinWait();
    }
    stop.requestStop();
    assertThat(none.handle((value, t) -> none.isCancelled()).get()).isTrue();
    assertThat(log).containsExactly("leaving x");
  }

  @Suspendable
  Task<Optional<Integer>> emptyInCleanup() {
    try {
      await(new CompletableFuture<>());
    } finally {
      log.add("cleanup");
      await(Optional.<Integer>empty());
      log.add("never");
    }
    return Task.of(Optional.of(1));
  }

  @Test
  void anEmptyOneInACleanupDoesNotReplaceAStop() {
    StopSource stop = new StopSource();
    CompletableFuture<Optional<Integer>> stopped =
        emptyInCleanup().withStopToken(stop.token()).toCompletableFuture();
    stop.requestStop();
    assertThat(stopped).isCancelled();
    assertThat(log).containsExactly("cleanup");
  }

  @Suspendable
  Task<String> continuesAfter(StopSource stop) {
    Optional<Integer> none = await(leaves());
    log.add("continues " + none);
    stop.requestStop();
    await(Context.checkStopped());
    return Task.of("never");
  }

  @Suspendable
  Task<Optional<Integer>> leaves() {
    try {
      return Task.of(Optional.of(await(Optional.<Integer>empty())));
    } finally {
      await(Task.delay(Duration.ofNanos(1)));
    }
  }

  @Test
  void theCallerCanBeStoppedAfterwards() {
    StopSource stop = new StopSource();
    CompletableFuture<String> task =
        continuesAfter(stop).withStopToken(stop.token()).toCompletableFuture();
    assertThat(task.handle((value, t) -> task.isCancelled()).join()).isTrue();
    assertThat(log).containsExactly("continues Optional.empty");
  }

  // ---- Context.

  private static final ContextKey<String> NAME = ContextKey.of("name");

  @Suspendable
  Task<String> inContext(List<String> installed) {
    String all = "" + installed;
    all += nested(installed, false).isPresent();
    all += nested(installed, true).isPresent();
    return Task.of(all + installed + await(NAME));
  }

  @Suspendable
  Optional<String> nested(List<String> installed, boolean ends) {
    log.add("nested " + installed);
    return Optional.of(await(ends ? Optional.<String>empty() : Optional.of("x")));
  }

  @Test
  void theBodyHasTheContextOfTheCaller() throws Exception {
    List<String> installed = new ArrayList<>();
    ThreadElement<Void> element =
        new ThreadElement<>() {
          @Override
          public Void install() {
            installed.add("on");
            return null;
          }

          @Override
          public void takeOff(Void before) {
            installed.remove("on");
          }
        };
    Task<String> task = inContext(installed).with(c -> c.withElement(element).with(NAME, "n"));
    assertThat(syncWait(task)).isEqualTo("[on]truefalse[on]n");
    assertThat(log).containsExactly("nested [on]", "nested [on]");
    assertThat(installed).isEmpty();
  }
}
