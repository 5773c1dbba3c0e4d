package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stop, at each moment of each wait: the coroutine leaves its scopes, nothing is caught, and
 * everything that it started has ended when its root has.
 */
final class StopTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            static StopSource source;
            static CompletableFuture<String> stage;
            static SuspendPoint foreign;
            static List<Runnable> queue;
            static String way;
            static CompletableFuture<String> end;
            static final Duration LONG = Duration.ofDays(1);

            /** A stage that requests a stop while it is being awaited. */
            static final class Stopping extends CompletableFuture<String> {
              final boolean elsewhere;
              final boolean first;
              Stopping(boolean elsewhere, boolean first) { this.elsewhere = elsewhere; this.first = first; }
              @Override public CompletableFuture<String> whenComplete(
                  BiConsumer<? super String, ? super Throwable> action) {
                if (first) { request(); }
                CompletableFuture<String> result = super.whenComplete(action);
                if (!first) { request(); }
                return result;
              }
              private void request() {
                if (elsewhere) { inThread(() -> source.requestStop()); } else { source.requestStop(); }
              }
            }

            static void inThread(Runnable action) {
              Thread thread = new Thread(action);
              thread.start();
              try { thread.join(); } catch (InterruptedException e) { throw new AssertionError(e); }
            }

            /** Does not react to a stop. */
            static Awaiter<String> foreign() {
              return new Awaiter<>() {
                public boolean awaitReady() { return false; }
                public Continuation awaitSuspend(SuspendPoint point) {
                  foreign = point;
                  return Continuation.NOOP;
                }
                public String awaitResume() { return "foreign"; }
              };
            }

            @Suspendable static Task<String> delayed() {
              try {
                await(Task.delay(LONG));
                return Task.of("late");
              } finally {
                log.add("inner");
              }
            }
            @Suspendable static Task<String> deep(int n) {
              return Task.of(n == 0 ? await(stage) : await(deep(n - 1)));
            }
            @Suspendable static Task<String> returned(int n) {
              return n == 0 ? delayed() : returned(n - 1);
            }
            static Task<String> undirected(int n) {
              Task<String> task = delayed();
              for (int i = 0; i < n; i++) { task = around(task); }
              return task;
            }
            @Suspendable static Task<String> around(Task<String> inner) { return Task.of(await(inner)); }
            @Suspendable static CompletableFuture<String> eager() {
              try {
                await(Task.delay(LONG));
                return CompletableFuture.completedFuture("late");
              } finally {
                log.add("inner");
              }
            }
            @Suspendable static Task<String> looping() {
              for (int i = 0; ; i++) {
                await(Context.checkStopped());
                if (i == 1000) { source.requestStop(); }
              }
            }
            @Suspendable static Task<String> busy() {
              log.add("busy");
              return Task.of("busy");
            }

            static Task<String> waiting() {
              return switch (way) {
                case "delay" -> delayed();
                case "stage" -> deep(0);
                case "deep" -> deep(50);
                case "deeper" -> deep(20_000);
                case "undirected" -> undirected(20_000);
                case "returned" -> returned(20_000);
                case "all" -> Task.whenAll(delayed(), Task.whenAll(deep(3), delayed(), (a, b) -> a), (a, b) -> a);
                case "on" -> busy().on(queue::add);
                case "switchTo" -> switching();
                case "future" -> future();
                case "with" -> delayed().withStopToken(new StopSource().token()).with(c -> c.withName("x"));
                case "looping" -> looping();
                case "blocking" -> blocking();
                default -> throw new AssertionError(way);
              };
            }
            @Suspendable static Task<String> switching() {
              await(switchToQueue());
              return Task.of("switched");
            }
            static Awaitable<Void> switchToQueue() { return Task.switchTo(queue::add); }
            @Suspendable static Task<String> future() { return Task.of(await(eager())); }
            @Suspendable static Task<String> blocking() {
              String s = "";
              try {
                s = Task.syncWait(delayed());
              } catch (InterruptedException | CancellationException e) {
                log.add("blocking " + e.getClass().getSimpleName());
              }
              await(foreign());
              return Task.of(s);
            }

            /** Whatever it catches, it stops; its cleanups may wait. */
            @Suspendable static Task<String> body() {
              log.add("begins");
              try {
                try {
                  return Task.of(await(waiting()));
                } catch (Throwable t) {
                  log.add("caught " + t);
                  return Task.of("caught");
                } finally {
                  await(Task.delay(Duration.ofNanos(1)));
                  await(Task.whenAll(around(Task.of("a")), late()));
                  log.add("cleanup " + (await(Context.currentStopToken()) == StopToken.never()));
                }
              } finally {
                log.add("outer");
                if (log.size() > 0) { return Task.of("returned from finally"); }
              }
            }
            @Suspendable static Task<String> late() {
              await(Task.delay(Duration.ofNanos(1)));
              return Task.of("b");
            }

            static void begin() {
              log.clear();
              source = new StopSource();
              stage = new CompletableFuture<>();
              queue = Collections.synchronizedList(new ArrayList<>());
              foreign = null;
            }
            static void start(Task<String> task) {
              end = task.withStopToken(source.token()).toCompletableFuture();
            }
            static List<String> finish() {
              String outcome;
              try {
                outcome = end.get(60, TimeUnit.SECONDS);
              } catch (CancellationException e) {
                outcome = "cancelled";
              } catch (Exception e) {
                outcome = e.toString();
              }
              log.add(outcome);
              return log;
            }

            static List<String> beforeTheStart() {
              begin();
              source.requestStop();
              start(body());
              return finish();
            }
            static List<String> whileWaiting() {
              begin();
              start(body());
              if (end.isDone()) { log.add("too early"); }
              source.requestStop();
              return finish();
            }
            static List<String> fromAnotherThread() {
              begin();
              start(body());
              inThread(() -> source.requestStop());
              return finish();
            }
            static List<String> twice() {
              begin();
              start(body());
              inThread(() -> source.requestStop());
              log.add("twice " + source.requestStop());
              log.remove("twice false");
              return finish();
            }
            @Suspendable static Task<String> stoppingFirst() {
              log.add("begins");
              source.requestStop();
              try {
                return Task.of(await(waiting()));
              } catch (Throwable t) {
                return Task.of("caught");
              } finally {
                await(Task.delay(Duration.ofNanos(1)));
                log.add("cleanup true");
                log.add("outer");
              }
            }
            static List<String> beforeTheWait() {
              begin();
              start(stoppingFirst());
              return finish();
            }
            static List<String> byTheFuture() {
              begin();
              CompletableFuture<String> future = body().toCompletableFuture();
              future.cancel(true);
              end = future;
              while (!log.contains("outer")) { Thread.onSpinWait(); }
              return finish();
            }
            static List<String> byTheFutureOfACoroutine() {
              begin();
              CompletableFuture<String> future = eagerBody();
              future.cancel(true);
              end = future;
              while (!log.contains("outer")) { Thread.onSpinWait(); }
              return finish();
            }
            @Suspendable static CompletableFuture<String> eagerBody() {
              return CompletableFuture.completedFuture(await(body()));
            }

            static List<String> inAwaitSuspend(boolean elsewhere, boolean first) {
              begin();
              stage = new Stopping(elsewhere, first);
              way = "stage";
              start(body());
              List<String> result = finish();
              result.add("stage cancelled " + stage.isCancelled());
              return result;
            }
            static List<String> inAwaitSuspendBefore() { return inAwaitSuspend(false, true); }
            static List<String> inAwaitSuspendAfter() { return inAwaitSuspend(false, false); }
            static List<String> besideAwaitSuspendBefore() { return inAwaitSuspend(true, true); }
            static List<String> besideAwaitSuspendAfter() { return inAwaitSuspend(true, false); }

            /** Stopped where it waits next. */
            @Suspendable static Task<String> waitsTwice() {
              try {
                log.add(await(stage));
                await(delayed());
                return Task.of("end");
              } finally {
                log.add("outer");
              }
            }
            static List<String> whenTheResumptionIsDecided() {
              begin();
              start(waitsTwice().on(queue::add));
              queue.remove(0).run();
              stage.complete("value");
              source.requestStop();
              queue.remove(0).run();
              return finish();
            }
            static List<String> afterTheEnd() {
              begin();
              start(waitsTwice());
              stage.complete("value");
              log.add("waits");
              end = busy().withStopToken(source.token()).toCompletableFuture();
              source.requestStop();
              return finish();
            }
            @Suspendable static Task<String> cleansUp() {
              try {
                return Task.of(await(stage));
              } finally {
                log.add("cleanup");
                await(foreign());
                log.add("cleaned up");
              }
            }
            static List<String> inACleanup() {
              begin();
              StopSource another = new StopSource();
              start(cleansUp().withStopToken(another.token()));
              source.requestStop();
              another.requestStop();
              source.requestStop();
              foreign.resume().run();
              return finish();
            }
            @Suspendable static Task<String> waitsForForeign() {
              String s = await(foreign());
              log.add(s);
              await(Context.checkStopped());
              return Task.of("end");
            }
            static List<String> foreignIsWaitedFor() {
              begin();
              start(waitsForForeign());
              source.requestStop();
              log.add("done " + end.isDone());
              foreign.resume().run();
              return finish();
            }
            static List<String> childrenAreAwaited() {
              begin();
              start(Task.whenAll(cleansUp(), delayed(), (a, b) -> a));
              source.requestStop();
              log.add("done " + end.isDone());
              foreign.resume().run();
              return finish();
            }
            static volatile boolean loops;
            @Suspendable static Task<String> endless() {
              try {
                for (;;) {
                  loops = true;
                  await(Context.checkStopped());
                }
              } finally {
                log.add("outer");
              }
            }
            static List<String> endlessLoop(Supplier<CompletableFuture<String>> start) {
              begin();
              loops = false;
              Thread thread = new Thread(() -> start.get());
              thread.start();
              while (!loops) { Thread.onSpinWait(); }
              source.requestStop();
              try { thread.join(); } catch (InterruptedException e) { throw new AssertionError(e); }
              return log;
            }
            static List<String> endlessTask() {
              return endlessLoop(() -> endless().withStopToken(source.token()).toCompletableFuture());
            }
            static List<String> endlessInATask() {
              return endlessLoop(() -> around(around(endless())).withStopToken(source.token()).toCompletableFuture());
            }
            @Suspendable static Task<String> checksAfter() {
              try {
                await(stage);
                log.add("value");
                end.cancel(true);
                await(Context.checkStopped());
                log.add("missed");
                return Task.of("");
              } finally {
                await(Task.delay(Duration.ofNanos(1)));
                log.add("outer");
              }
            }
            @Suspendable static Task<String> checksFirst() {
              try {
                await(Context.checkStopped());
                await(foreign());
                end.cancel(true);
                await(Context.checkStopped());
                log.add("missed");
                return Task.of("");
              } finally {
                log.add("outer");
              }
            }
            @Suspendable static Task<String> checksOnly() {
              try {
                await(foreign());
                end.cancel(true);
                await(Context.checkStopped());
                log.add("missed");
                return Task.of("");
              } finally {
                await(Context.checkStopped());
                log.add("outer");
              }
            }
            static List<String> checkAfterAWait() {
              begin();
              end = checksAfter().toCompletableFuture();
              stage.complete("");
              while (!log.contains("outer")) { Thread.onSpinWait(); }
              return finish();
            }
            static List<String> checkBeforeAWait() {
              begin();
              end = around(checksFirst()).toCompletableFuture();
              foreign.resume().run();
              return finish();
            }
            static List<String> onlyCheck() {
              begin();
              end = around(checksOnly()).toCompletableFuture();
              foreign.resume().run();
              return finish();
            }
            @Suspendable static AsyncGenerator<String> slow() {
              try {
                yieldValue("one");
                await(stage);
              } finally {
                await(Task.delay(Duration.ofNanos(1)));
                log.add("generator closed");
              }
              return AsyncGenerator.end();
            }
            @Suspendable static Task<String> consumer() {
              try (AsyncGenerator<String> g = slow()) {
                while (await(g.hasNext())) { log.add(g.next()); }
                return Task.of("end");
              } catch (Throwable t) {
                log.add("caught");
                return Task.of("caught");
              }
            }
            static List<String> generator() {
              begin();
              start(consumer());
              source.requestStop();
              return finish();
            }
            @Suspendable static Task<String> closesInCleanup() {
              AsyncGenerator<String> g = slow();
              try {
                await(g.hasNext());
                await(Task.delay(LONG));
                return Task.of("end");
              } finally {
                await(g.closeAsync());
                log.add("outer");
              }
            }
            static List<String> generatorInACleanup() {
              begin();
              start(closesInCleanup());
              source.requestStop();
              return finish();
            }
            static final class Never implements Flow.Publisher<String> {
              public void subscribe(Flow.Subscriber<? super String> subscriber) {
                subscriber.onSubscribe(new Flow.Subscription() {
                  public void request(long n) { log.add("requested"); }
                  public void cancel() { log.add("subscription cancelled"); }
                });
              }
            }
            @Suspendable static Task<String> subscribes() {
              AsyncGenerator<String> g = AsyncGenerator.from(new Never());
              await(g.hasNext());
              return Task.of("end");
            }
            static List<String> publisher() {
              begin();
              start(subscribes());
              source.requestStop();
              return finish();
            }
            @Suspendable static Task<String> catching() {
              try {
                return Task.of(await(stage));
              } catch (CancellationException e) {
                log.add("caught");
                return Task.of("caught");
              }
            }
            static List<String> sharedStage() {
              begin();
              start(Task.whenAll(catching(), Task.whenAll(catching(), catching(), (a, b) -> a), (a, b) -> a));
              source.requestStop();
              return finish();
            }
            static List<String> linked() {
              begin();
              StopSource child = StopSource.linkedTo(source.token());
              for (int i = 0; i < 100_000; i++) { child = StopSource.linkedTo(child.token()); }
              end = delayed().withStopToken(child.token()).toCompletableFuture();
              source.requestStop();
              return finish();
            }
            static List<String> manyChildren() {
              begin();
              List<Task<String>> tasks = new ArrayList<>();
              for (int i = 0; i < 1_000_000; i++) { tasks.add(deep(0)); }
              end = Task.whenAll(tasks).withStopToken(source.token()).toCompletableFuture()
                  .thenApply(all -> "value");
              source.requestStop();
              log.add("" + stage.isCancelled());
              try { end.join(); } catch (CompletionException e) { log.add(e.getCause().getClass().getSimpleName()); }
              return log;
            }
            static List<String> deepChain() {
              begin();
              int n = 1_000_000;
              start(counting(n));
              source.requestStop();
              log.add("cleanups " + cleanups);
              return finish();
            }
            static int cleanups;
            @Suspendable static Task<String> counting(int n) {
              try {
                return Task.of(n == 0 ? await(stage) : await(counting(n - 1)));
              } finally {
                cleanups++;
              }
            }
          """);

  private static List<?> run(String moment, String way) throws Throwable {
    var field = PROGRAM.type().getDeclaredField("way");
    field.setAccessible(true);
    field.set(null, way);
    return (List<?>) PROGRAM.run(moment);
  }

  static Stream<Arguments> waits() {
    return Stream.of(
            "delay", "stage", "deep", "deeper", "undirected", "returned", "all", "switchTo", "with")
        .flatMap(
            way ->
                Stream.of(
                        "whileWaiting",
                        "fromAnotherThread",
                        "twice",
                        "byTheFuture",
                        "byTheFutureOfACoroutine")
                    .map(moment -> Arguments.of(way, moment)));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void whileItWaits(String way, String moment) throws Throwable {
    List<?> log = run(moment, way);
    log.removeIf("inner"::equals);
    assertThat(log).asList().containsExactly("begins", "cleanup true", "outer", "cancelled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"delay", "stage", "deep", "deeper", "undirected", "returned", "all", "switchTo"})
  void beforeItWaits(String way) throws Throwable {
    List<?> log = run("beforeTheWait", way);
    log.removeIf("inner"::equals);
    assertThat(log).asList().containsExactly("begins", "cleanup true", "outer", "cancelled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delay", "deep", "all", "on"})
  void beforeTheStart(String way) throws Throwable {
    assertThat(run("beforeTheStart", way)).asList().containsExactly("cancelled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inAwaitSuspendBefore",
        "inAwaitSuspendAfter",
        "besideAwaitSuspendBefore",
        "besideAwaitSuspendAfter"
      })
  void inAwaitSuspend(String moment) throws Throwable {
    assertThat(run(moment, "stage"))
        .asList()
        .containsExactly("begins", "cleanup true", "outer", "cancelled", "stage cancelled true");
  }

  @ParameterizedTest
  @ValueSource(strings = "looping")
  void inALoop(String way) throws Throwable {
    List<?> log = run("whileWaiting", way);
    log.removeIf("too early"::equals);
    assertThat(log).asList().containsExactly("begins", "cleanup true", "outer", "cancelled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whenTheResumptionIsDecided: value, inner, outer, cancelled",
        "afterTheEnd: value, waits, busy, inner, outer, busy",
        "inACleanup: cleanup, cleaned up, cancelled",
        "foreignIsWaitedFor: done false, foreign, cancelled",
        "childrenAreAwaited: cleanup, inner, done false, cleaned up, cancelled",
        "endlessTask: outer",
        "endlessInATask: outer",
        "checkAfterAWait: value, outer, cancelled",
        "checkBeforeAWait: outer, cancelled",
        "onlyCheck: outer, cancelled",
        "generator: one, generator closed, cancelled",
        "generatorInACleanup: generator closed, outer, cancelled",
        "publisher: requested, subscription cancelled, cancelled",
        "sharedStage: cancelled",
        "linked: inner, cancelled",
        "manyChildren: true, CancellationException",
        "deepChain: cleanups 1000001, cancelled"
      })
  void story(String story) throws Throwable {
    String[] parts = story.split(": ");
    assertThat((List<?>) PROGRAM.run(parts[0]))
        .asList()
        .containsExactly((Object[]) parts[1].split(", "));
  }
}
