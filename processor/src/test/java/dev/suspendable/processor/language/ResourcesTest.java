package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions in try-with-resources over AutoCloseable resources. */
final class ResourcesTest extends LanguageTest {
  MasterTest oneResource() {
    return body(
        "String",
        """
        String s = "";
        try (R a = new R("a")) {
          s += a.name + await("b");
        }
        return Task.of(s);
        """,
        """
        static final class R implements AutoCloseable {
          final String name;
          R(String name) {
            log("open " + name);
            this.name = name;
          }
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest suspendingInitialiser() {
    return body(
        "String",
        """
        try (R a = new R(await("a")); R b = await(new R("b")); R c = new R("c" + await(1))) {
          pause();
        }
        return Task.of(await("after"));
        """,
        """
        record R(String name) implements AutoCloseable {
          R {
            log("open " + name);
          }
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest noSuspensionInBody() {
    return body(
        "String",
        """
        try (R a = new R(await("a")); R b = new R("b")) {
          log(a.name() + b.name());
        }
        try (R a = new R("c")) {
          log(a.name());
        }
        return Task.of("");
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest catchAndFinally() {
    return body(
        "String",
        """
        String s = "";
        try (R a = new R(await("a"))) {
          s += await("body");
          s += fail("x");
        } catch (AwaitFailure e) {
          log(e);
          s += await("catch");
        } finally {
          s += await("finally");
        }
        return Task.of(s);
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest closeFails() {
    return body(
        "String",
        """
        String s = "";
        try (R a = new R("a"); R b = new R("b")) {
          s += await("body");
        } catch (IOException e) {
          log(e);
          s += await("catch");
        }
        return Task.of(s);
        """,
        """
        record R(String name) implements Closeable {
          @Override
          public void close() throws IOException {
            log("close " + name);
            throw new IOException("close " + name);
          }
        }
        """);
  }

  MasterTest bodyAndCloseFail() {
    return body(
        "String",
        """
        try (R a = new R("a"); R b = new R(await("b"))) {
          pause();
          throw new IllegalStateException("body");
        } catch (IllegalStateException e) {
          log(e);
          for (Throwable t : e.getSuppressed()) {
            log(await(t.getMessage()));
          }
        }
        return Task.of("");
        """,
        """
        record R(String name) implements Closeable {
          @Override
          public void close() throws IOException {
            throw new IOException("close " + name);
          }
        }
        """);
  }

  MasterTest nullResource() {
    return body(
        "String",
        """
        try (R a = null; R b = await((R) null)) {
          log("body " + a + b);
          pause();
        }
        return Task.of("");
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest variableAsResource() {
    return body(
        "String",
        """
        R a = new R(await("a"));
        final R b = new R("b");
        try (a; b; R c = new R("c")) {
          pause();
        }
        try (a) {
          log("none");
        }
        R d = new R("d");
        try (d) {
          return Task.of(await("r"));
        }
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest fieldAsResource() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          private final R field = new R("field");
          static Task<String> run() {
            return new P().work();
          }
          @Suspendable
          Task<String> work() {
            try (field; this.field) {
              pause();
            }
            try (this.field) {
              return Task.of(await("x"));
            }
          }
          record R(String name) implements AutoCloseable {
            @Override
            public void close() {
              log("close " + name);
            }
          }
        }
        """);
  }

  MasterTest jumpsOutOfResources() {
    return body(
        "String",
        """
        String s = "";
        outer:
        for (int i = 0; i < 4; i++) {
          try (R a = new R("a" + i)) {
            try (R b = new R("b" + await(i))) {
              if (i == 0) continue;
              if (i == 1) continue outer;
              if (await(i) == 3) break outer;
              s += i;
            }
            s += "after";
          }
        }
        try (R a = new R("r")) {
          return Task.of(s + await("ret"));
        }
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest openFails() {
    return body(
        "String",
        """
        String s = "";
        try (R a = new R("a"); R b = fail("open"); R c = new R("c")) {
          s += await("never");
        } catch (AwaitFailure e) {
          log(e);
          s += await("c");
        }
        return Task.of(s);
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest genericAndVarResources() {
    return body(
        "String",
        """
        try (var a = await(new R<>("a")); R<? extends CharSequence> b = new R<>("b")) {
          log(a.name.length() + b.name.length());
          pause();
          log(b.name.charAt(0));
        }
        return Task.of("");
        """,
        """
        static class R<T> implements AutoCloseable {
          final T name;
          R(T name) {
            this.name = name;
          }
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest lambdaResource() {
    return body(
        "String",
        """
        int n = await(1);
        try (Quiet q = () -> log("close " + n)) {
          pause();
        }
        return Task.of("");
        """,
        """
        interface Quiet extends AutoCloseable {
          @Override
          void close();
        }
        """);
  }

  MasterTest readerResource() {
    return body(
        "String",
        """
        try (StringReader in = new StringReader("text"); BufferedReader lines = new BufferedReader(in)) {
          String line = lines.readLine();
          return Task.of(line + await(line.length()));
        }
        """);
  }

  /** Javac closes on the last line of the block, and behind an exception on that of the try. */
  MasterTest linesOfFailingCloses() {
    return body(
            "String",
            """
            log(await("first"));
            try (DataInputStream a = new DataInputStream(null);
                DataInputStream b = await(new DataInputStream(null))) {
              pause();
              log("body");
            }
            return Task.of("");
            """)
        .withoutStops();
  }
}
