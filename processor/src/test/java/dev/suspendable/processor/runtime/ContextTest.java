package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A context reaches whatever is awaited, and nothing else; so do the elements on the thread. */
final class ContextTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            static final ContextKey<String> KEY = ContextKey.of("key", "none");
            static final ContextKey<Integer> OTHER = ContextKey.of("other");
            static final ThreadLocal<String> THREAD = new ThreadLocal<>();
            static CompletableFuture<String> stage;

            record Local(String text) implements ThreadElement<String> {
              public String install() {
                String before = THREAD.get();
                THREAD.set(text);
                return before;
              }
              public void takeOff(String before) { THREAD.set(before); }
            }

            @Suspendable static Task<String> read() { return Task.of(await(KEY)); }
            @Suspendable static Task<String> readLate() {
              await(stage);
              return Task.of(await(KEY));
            }
            @Suspendable static Task<String> readReturned(int n) { return n == 0 ? readLate() : readReturned(n - 1); }
            @Suspendable static Task<String> readDeep(int n) {
              return Task.of(n == 0 ? await(readLate()) : await(readDeep(n - 1)));
            }
            static Task<String> undirected(Task<String> task) { return around(around(task)); }
            @Suspendable static Task<String> around(Task<String> task) { return Task.of(await(task)); }
            @Suspendable static Generator<String> generator() {
              yieldValue(THREAD.get());
              yieldAll(inner());
              return Generator.end();
            }
            @Suspendable static Generator<String> inner() {
              yieldValue(THREAD.get());
              return Generator.end();
            }
            @Suspendable static CompletableFuture<String> eager() {
              String first = await(KEY);
              await(stage);
              return CompletableFuture.completedFuture(first + await(KEY) + THREAD.get());
            }
            @Suspendable static Task<String> awaitsEager() { return Task.of(await(eager())); }

            static void inThread(Runnable action) {
              Thread thread = new Thread(action);
              thread.start();
              try { thread.join(); } catch (InterruptedException e) { throw new AssertionError(e); }
            }
            static List<String> of(Task<String> task) {
              log.clear();
              stage = new CompletableFuture<>();
              CompletableFuture<String> end = task.toCompletableFuture();
              inThread(() -> stage.complete(""));
              log.add(end.join());
              log.add("" + THREAD.get());
              return log;
            }

            // ---- Values.

            @Suspendable static Task<String> everywhere() {
              StringBuilder found = new StringBuilder(await(KEY));
              found.append(await(read()));
              found.append(await(around(read())));
              found.append(await(undirected(read())));
              found.append(await(readLate()));
              found.append(await(readDeep(3)));
              found.append(await(readReturned(3)));
              found.append(await(undirected(readLate())));
              for (String s : await(Task.whenAll(read(), readLate(), around(readDeep(2))))) { found.append(s); }
              found.append(await(awaitsEager()).substring(0, 2));
              found.append(await(read().on(ForkJoinPool.commonPool())));
              await(Task.delay(Duration.ofNanos(1)));
              await(Task.switchTo(ForkJoinPool.commonPool()));
              found.append(await(KEY));
              return Task.of(found.toString());
            }
            static List<String> values() {
              return of(everywhere().with(KEY, "x"));
            }
            @Suspendable static Task<String> nested() {
              String before = await(KEY);
              String inner = await(readLate().with(KEY, "b").with(OTHER, 1));
              await(Task.delay(Duration.ofNanos(1)));
              return Task.of(before + inner + await(KEY) + await(OTHER));
            }
            static List<String> changes() { return of(nested().with(KEY, "a")); }
            @Suspendable static Task<String> withoutContext() {
              String before = await(KEY);
              String inner = await(readLate().with(KEY, "b"));
              return Task.of(before + inner + await(read()) + await(Context.current()).name());
            }
            static List<String> noneAround() { return of(withoutContext()); }

            @Suspendable static Task<String> properties() {
              Context context = await(Context.current());
              return Task.of(context.name() + context.get(KEY) + context.get(OTHER)
                  + (await(Context.currentExecutor()) == context.executor())
                  + (await(Context.currentStopToken()) == context.stopToken()));
            }
            static List<String> parts() {
              return of(properties().with(c -> c.withName("n").with(KEY, "a").with(KEY, "b")));
            }
            static List<String> failingChange() {
              log.clear();
              try {
                Task.syncWait(read().with(c -> { throw new IllegalStateException("change"); }));
              } catch (Exception e) {
                log.add(e.getMessage());
              }
              return log;
            }

            // ---- Elements.

            @Suspendable static Task<String> elements() {
              String s = THREAD.get();
              await(stage);
              s += THREAD.get();
              await(Task.whenAll(readLate(), readLate()));
              s += THREAD.get();
              for (String g : generator()) { s += g; }
              s += await(threadOf().with(c -> c.withElement(new Local("b"))));
              s += THREAD.get();
              return Task.of(s);
            }
            @Suspendable static Task<String> threadOf() {
              String s = THREAD.get();
              await(Task.delay(Duration.ofNanos(1)));
              return Task.of(s + THREAD.get());
            }
            static List<String> installed() {
              THREAD.set("outer");
              try {
                return of(elements().with(c -> c.withElement(new Local("a"))));
              } finally {
                THREAD.remove();
              }
            }
            /** Resumes a coroutine without a context inside a body that has one, and the reverse. */
            @Suspendable static Task<String> completes() {
              String before = THREAD.get();
              stage.complete("");
              return Task.of(before + THREAD.get() + await(KEY));
            }
            @Suspendable static Task<String> completed() {
              await(stage);
              return Task.of(THREAD.get() + await(KEY));
            }
            static List<String> nestedActivations() {
              log.clear();
              stage = new CompletableFuture<>();
              CompletableFuture<String> plain = completed().toCompletableFuture();
              CompletableFuture<String> other =
                  completed().with(c -> c.withElement(new Local("z"))).with(KEY, "Z").toCompletableFuture();
              log.add(completes().with(c -> c.withElement(new Local("a"))).with(KEY, "A")
                  .toCompletableFuture().join());
              log.add(plain.join());
              log.add(other.join());
              log.add("" + THREAD.get());
              return log;
            }
            static List<String> failingElement() {
              log.clear();
              Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
              Thread.currentThread().setUncaughtExceptionHandler((t, e) -> log.add(e.getMessage()));
              class Failing implements ThreadElement<String> {
                public String install() { throw new IllegalStateException("install"); }
                public void takeOff(String s) { log.add("taken off"); }
              }
              try {
                log.add(read().with(c -> c.withElement(new Failing()).withElement(new Local("a")).with(KEY, "k"))
                    .toCompletableFuture().join());
              } finally {
                Thread.currentThread().setUncaughtExceptionHandler(before);
              }
              log.add("" + THREAD.get());
              return log;
            }
            @Suspendable static Task<String> blocks() {
              try {
                return Task.of(Task.syncWait(read()) + await(KEY));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            }
            static List<String> blocking() { return of(blocks().with(KEY, "a")); }

            // ---- A generator that is closed sees its consumer's elements.

            @Suspendable static Generator<String> closing() {
              try {
                yieldValue("v");
              } finally {
                log.add("closed " + THREAD.get());
              }
              return Generator.end();
            }
            @Suspendable static Task<String> closes() {
              try (Generator<String> g = closing()) {
                return Task.of(g.next());
              }
            }
            static List<String> close() { return of(closes().with(c -> c.withElement(new Local("a")))); }

            // ---- An async generator has the context of its consumer, and of each in turn.

            @Suspendable static AsyncGenerator<String> reading() {
              try {
                yieldValue(await(KEY));
                await(stage);
                yieldAll(readingInside());
                yieldValue(await(KEY));
                await(Task.delay(Duration.ofNanos(1)));
                yieldValue(await(KEY));
              } finally {
                await(Task.delay(Duration.ofNanos(1)));
                log.add("closed " + await(KEY));
              }
              return AsyncGenerator.end();
            }
            @Suspendable static AsyncGenerator<String> readingInside() {
              await(Task.delay(Duration.ofNanos(1)));
              yieldValue("(" + await(KEY) + ")");
              return AsyncGenerator.end();
            }
            @Suspendable static Task<String> consumes() {
              AsyncGenerator<String> g = reading();
              String s = "";
              s += await(one(g));
              s += await(one(g)) + await(KEY);
              s += await(one(g).with(KEY, "b")) + await(KEY);
              await(g.closeAsync());
              return Task.of(s + await(KEY));
            }
            @Suspendable static Task<String> one(AsyncGenerator<String> g) {
              await(g.hasNext());
              return Task.of(g.next());
            }
            static List<String> asynchronous() { return of(consumes().with(KEY, "a")); }
            static List<String> asynchronousOnAPool() { return of(consumes().with(KEY, "a").on(ForkJoinPool.commonPool())); }
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "values: xxxxxxxxxxxxxxx, null",
        "changes: abanull, null",
        "noneAround: nonebnonenull, null",
        "parts: nbnulltruetrue, null",
        "failingChange: change",
        "installed: aaaaabba, outer",
        "nestedActivations: aaA, nullnone, zZ, null",
        "failingElement: install, k, null",
        "blocking: aa, null",
        "close: closed a, v, null",
        "asynchronous: closed a, a(a)abaa, null",
        "asynchronousOnAPool: closed a, a(a)abaa, null"
      })
  void story(String story) throws Throwable {
    String[] parts = story.split(": ");
    assertThat((List<?>) PROGRAM.run(parts[0]))
        .asList()
        .containsExactly((Object[]) parts[1].split(", "));
  }
}
