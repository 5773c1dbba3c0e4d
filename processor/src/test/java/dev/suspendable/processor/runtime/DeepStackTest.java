package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recursion of coroutines is bounded by the heap, wherever on the Java stack it starts. */
final class DeepStackTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            @Suspendable static Task<Integer> sum(int n) {
              if (n == 0) { return Task.of(0); }
              return Task.of(1 + await(sum(n - 1)));
            }
            @Suspendable static Task<Integer> tree(int n) {
              if (n == 0) { return Task.of(1); }
              int left = await(tree(n - 1));
              return Task.of(left + (n % 512 == 0 ? await(tree(n - 512)) : 0));
            }
            @Suspendable static Task<Integer> nested(int n, int inner) {
              if (n == 0) { return Task.of(waited(inner)); }
              return Task.of(await(nested(n - 1, inner)));
            }
            static int start() {
              try {
                return Task.syncWait(sum(100_000)) + Task.syncWait(tree(2_048)) * 0;
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            }
            static int waited(int n) {
              try { return Task.syncWait(sum(n)); } catch (InterruptedException e) { throw new AssertionError(e); }
            }
            static int at(int level) {
              return level <= 0 ? start() : Math.max(0, at(level - 1));
            }
            static int bytes;
            static String failure;
            static int result;
            static int low;
            static void onThread(Runnable work) throws Exception {
              failure = "";
              Thread thread = new Thread(null, () -> {
                try { work.run(); } catch (Throwable t) { failure = t.toString(); }
              }, "deep", bytes);
              thread.start();
              thread.join();
            }
            static String everywhere(int kilobytes) throws Exception {
              bytes = kilobytes << 10;
              start(); // loads classes, which needs more stack
              StringBuilder seen = new StringBuilder();
              // Interpreted frames of at() take 80 to 100 bytes.
              for (int level = 0; level * 100 < bytes - (190 << 10); level += (bytes >> 10)) {
                int from = level;
                onThread(() -> result = at(from));
                if (result != 100_000 || !failure.isEmpty()) { seen.append(" ").append(level).append(failure); }
              }
              return seen.toString();
            }
            static String k256() throws Exception { return everywhere(256); }
            static String k512() throws Exception { return everywhere(512); }
            static String k1024() throws Exception { return everywhere(1024); }
            static String k4096() throws Exception { return everywhere(4096); }

            /** One thread whose first run begins far up, and one whose first run does not. */
            static String order() throws Exception {
              bytes = 1 << 20;
              start();
              StringBuilder seen = new StringBuilder();
              for (int first : new int[] {0, 7000}) {
                onThread(() -> {
                  for (int i = 0; i < 10; i++) {
                    result = at(i % 2 == 0 ? first : 7000 - first);
                  }
                });
                seen.append(result).append(failure).append(" ");
              }
              return seen.toString();
            }
            static String nestedRuns() throws Exception {
              StringBuilder seen = new StringBuilder();
              for (int size : new int[] {256, 512, 1024}) {
                bytes = size << 10;
                for (int n : new int[] {10, 100, 200, 500, 1000, 3000}) {
                  onThread(() -> {
                    try { result = Task.syncWait(nested(n, 100_000)); } catch (Exception e) { throw new AssertionError(e); }
                  });
                  if (result != 100_000 || !failure.isEmpty()) { seen.append(size + ":" + n + failure + " "); }
                }
              }
              return seen.toString();
            }
            static String virtual() throws Throwable {
              StringBuilder seen = new StringBuilder();
              for (int level : new int[] {0, 100, 1000, 3000}) {
                result = 0;
                failure = "";
                Thread thread = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) () -> {
                  try { result = at(level); } catch (Throwable t) { failure = t.toString(); }
                });
                thread.join();
                seen.append(result).append(failure).append(" ");
              }
              return seen.toString();
            }
          """);

  @ParameterizedTest
  @CsvSource({"k256", "k512", "k1024", "k4096"})
  void everywhereOnTheStack(String size) throws Throwable {
    assertThat((String) PROGRAM.run(size)).isEmpty();
  }

  @Test
  void inAnyOrder() throws Throwable {
    assertThat((String) PROGRAM.run("order")).isEqualTo("100000 100000 ");
  }

  @Test
  void insideOfAnotherRun() throws Throwable {
    assertThat((String) PROGRAM.run("nestedRuns")).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void onVirtualThreads() throws Throwable {
    assertThat((String) PROGRAM.run("virtual")).isEqualTo("100000 100000 100000 100000 ");
  }
}
