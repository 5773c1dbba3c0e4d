package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * try-with-resources over an {@code AsyncCloseable} awaits its closing on every way out. Compared
 * with the plain program, where the same class closes at once.
 */
final class AsyncCloseableTest extends LanguageTest {
  private static final String RESOURCE =
      """
      static final class R implements AsyncCloseable {
        final String name;

        R(String name) {
          this.name = name;
          log("open " + name);
        }

        @Override
        public Task<Void> closeAsync() {
          log("close " + name);
          return name.startsWith("!") ? Task.failed(failure()) : Task.completed();
        }

        @Override
        public void close() {
          log("close " + name);
          if (name.startsWith("!")) throw failure();
        }

        // Made in one place, for the line is compared too.
        private IllegalStateException failure() {
          return new IllegalStateException(name);
        }
      }
      """;

  MasterTest everyWayOut() {
    return body(
        "String",
        """
        String all = "";
        for (int i = 0; i < 5; i++) {
          try (R a = new R("a" + i); R b = new R("b" + await(i))) {
            if (i == 1) continue;
            all += await(i);
            if (i == 2) throw new IllegalArgumentException("two");
            if (i == 3) break;
          } catch (IllegalArgumentException e) {
            log(e.getMessage());
          }
        }
        try (R c = new R("c")) {
          return Task.of(all + await("!"));
        } finally {
          log("finally");
          pause();
        }
        """,
        RESOURCE);
  }

  MasterTest withoutAnotherSuspension() {
    return body(
            "int",
            """
            try (R a = new R("a"); R none = null) {
              log("body");
            }
            return Task.of(1);
            """,
            RESOURCE)
        .withoutStops();
  }

  MasterTest failures() {
    return body(
        "int",
        """
        try (R a = new R("!a"); R b = new R("!b")) {
          pause();
          throw new IllegalArgumentException("body");
        } catch (IllegalArgumentException e) {
          log(e.getMessage() + Arrays.toString(e.getSuppressed()));
        }
        try (R c = new R("!c")) {
          log(c.name);
        }
        return Task.of(1);
        """,
        RESOURCE);
  }
}
