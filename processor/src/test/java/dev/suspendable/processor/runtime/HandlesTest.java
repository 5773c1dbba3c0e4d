package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A coroutine that is taken from what it waits for, by its handle: nothing that completes later
 * reaches one of its later awaits.
 */
final class HandlesTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            static CompletableFuture<String> f;
            static CompletableFuture<String> g;
            static final List<Throwable> reported = Collections.synchronizedList(new ArrayList<>());

            @Suspendable static Task<String> leaf() {
              try {
                return Task.of(await(f));
              } finally {
                log.add("leaf ends");
              }
            }
            @Suspendable static Task<String> direct() { return Task.of(await(leaf())); }
            @Suspendable static Task<String> returned() { return leaf(); }
            @Suspendable static Task<String> returnedTwice(int n) {
              return n == 0 ? leaf() : returnedTwice(n - 1);
            }
            @Suspendable static Task<String> deep(int n) {
              return Task.of(n == 0 ? await(f) : await(deep(n - 1)));
            }
            static Task<String> undirected() {
              Task<String> task = leaf();
              for (int i = 0; i < 3; i++) { task = around(task); }
              return task;
            }
            @Suspendable static Task<String> around(Task<String> inner) { return Task.of(await(inner)); }
            static Task<String> all() { return Task.whenAll(leaf(), Task.of("x"), (a, b) -> a); }
            static Task<String> allOfAll() {
              return Task.whenAll(all(), around(all()), (a, b) -> a);
            }
            static Task<String> elsewhere() { return leaf().on(Runnable::run); }

            static Task<String> awaited(String way) {
              return switch (way) {
                case "leaf" -> leaf();
                case "direct" -> direct();
                case "returned" -> returned();
                case "returnedTwice" -> returnedTwice(3);
                case "aroundReturned" -> around(around(returnedTwice(2)));
                case "deep" -> deep(5);
                case "deeper" -> deep(20_000);
                case "undirected" -> undirected();
                case "all" -> all();
                case "aroundAll" -> around(around(all()));
                case "allOfAll" -> allOfAll();
                case "elsewhere" -> elsewhere();
                case "aroundElsewhere" -> around(elsewhere());
                default -> throw new AssertionError(way);
              };
            }

            @Suspendable static Task<String> body(Task<String> task) {
              String a = "-";
              try {
                a = await(task);
              } catch (IllegalStateException e) {
                a = "refused";
              } catch (RuntimeException e) {
                a = e.getMessage();
              } finally {
                log.add("a=" + a);
                log.add("g=" + await(g));
              }
              return Task.of(a);
            }

            static String way;
            static Task<String> task;
            static CompletableFuture<String> end;

            static void begin() {
              log.clear();
              reported.clear();
              Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> reported.add(t));
              f = new CompletableFuture<>();
              g = new CompletableFuture<>();
              task = body(awaited(way));
              end = task.toCompletableFuture();
            }
            static List<String> finish() {
              log.remove("leaf ends");
              log.remove("leaf ends");
              log.add("late");
              g.complete("right");
              log.add(end.isCancelled() ? "cancelled" : end.isDone() ? end.join() : "pending");
              return log;
            }

            static List<String> done() {
              begin();
              handle(task).setStopped();
              f.complete("wrong");
              return finish();
            }
            static List<String> doneThenFailing() {
              begin();
              handle(task).setStopped();
              f.completeExceptionally(new RuntimeException("late failure"));
              List<String> result = finish();
              for (Throwable t : reported) { result.add("reported " + t.getMessage()); }
              return result;
            }
            static List<String> doneThenCancelled() {
              begin();
              handle(task).setStopped();
              f.cancel(true);
              return finish();
            }
            static List<String> resumed() {
              begin();
              handle(task).resume();
              f.complete("wrong");
              return finish();
            }
            static List<String> value() {
              begin();
              handle(task).suspendPoint().setValue("given").run();
              f.complete("wrong");
              return finish();
            }
            static List<String> error() {
              begin();
              handle(task).suspendPoint().setError(new RuntimeException("given")).run();
              f.complete("wrong");
              return finish();
            }
            static List<String> pointTwice() {
              begin();
              SuspendPoint point = handle(task).suspendPoint();
              point.setValue("given").run();
              try {
                point.setValue("again").run();
                log.add("not refused");
              } catch (IllegalStateException e) {
                log.add("again refused");
              }
              f.complete("wrong");
              return finish();
            }
            static List<String> pointTooLate() {
              begin();
              SuspendPoint point = handle(task).suspendPoint();
              f.complete("in time");
              try {
                point.setValue("late").run();
                log.add("not refused");
              } catch (IllegalStateException e) {
                log.add("refused late");
              }
              return finish();
            }
            static List<String> pointUnused() {
              begin();
              handle(task).suspendPoint();
              handle(task).suspendPoint().setStopped();
              f.complete("in time");
              return finish();
            }
            static List<String> twice() {
              begin();
              handle(task).suspendPoint().setValue("given").run();
              handle(task).suspendPoint().setValue("given g").run();
              f.complete("wrong");
              return finish();
            }
          """);

  private static Object run(String way, String method) throws Throwable {
    java.lang.reflect.Field field = PROGRAM.type().getDeclaredField("way");
    field.setAccessible(true);
    field.set(null, way);
    return PROGRAM.run(method);
  }

  private static final String LEAF = "leaf";

  @ParameterizedTest
  @ValueSource(
      strings = {
        LEAF,
        "direct",
        "returned",
        "returnedTwice",
        "aroundReturned",
        "deep",
        "deeper",
        "undirected",
        "all",
        "aroundAll",
        "allOfAll",
        "elsewhere",
        "aroundElsewhere"
      })
  void nothingReachesALaterAwait(String way) throws Throwable {
    assertThat(run(way, "done")).isEqualTo(List.of("a=-", "late", "g=right", "cancelled"));
    assertThat(run(way, "doneThenCancelled"))
        .isEqualTo(List.of("a=-", "late", "g=right", "cancelled"));
    assertThat(run(way, "resumed")).isEqualTo(List.of("a=refused", "late", "g=right", "refused"));
    assertThat(run(way, "value")).isEqualTo(List.of("a=given", "late", "g=right", "given"));
    assertThat(run(way, "error")).isEqualTo(List.of("a=given", "late", "g=right", "given"));
    assertThat(run(way, "pointTwice"))
        .isEqualTo(List.of("a=given", "again refused", "late", "g=right", "given"));
    assertThat(run(way, "pointTooLate"))
        .isEqualTo(List.of("a=in time", "refused late", "late", "g=right", "in time"));
    assertThat(run(way, "pointUnused"))
        .isEqualTo(List.of("a=in time", "late", "g=right", "in time"));
    assertThat(run(way, "twice")).isEqualTo(List.of("a=given", "g=given g", "late", "given"));
  }

  @ParameterizedTest
  @ValueSource(strings = {LEAF, "direct", "returned", "undirected", "all", "aroundElsewhere"})
  void lateFailuresAreReported(String way) throws Throwable {
    assertThat(run(way, "doneThenFailing"))
        .isEqualTo(List.of("a=-", "late", "g=right", "cancelled", "reported late failure"));
  }
}
