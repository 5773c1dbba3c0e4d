package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Classes are initialised when they would be if nothing suspended. A class is initialised once, so
 * each run has classes of its own.
 */
final class InitialisationTest {
  private static final String HOST =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      import dev.suspendable.coroutine.*;

      public class Host {
        static boolean ready;
        static final StringBuilder TRACE = new StringBuilder();

        static <T> T log(String event, T value) {
          TRACE.append(event).append(' ');
          return value;
        }

        static Awaitable<Integer> later(String event) {
          log(event, 0);
          return new Later();
        }

        static final class Later implements Awaitable<Integer>, Awaiter<Integer> {
          @Override public Awaiter<Integer> awaiter() { return this; }
          @Override public boolean awaitReady() { return ready; }
          @Override public Continuation awaitSuspend(SuspendPoint point) { return point.resume(); }
          @Override public Integer awaitResume() { return 1; }
        }

        static class Plain { static final int CONSTANT = 1; Plain(int i) {} }
        static class Created { static { log("Created", 0); } Created(int i) {} }
        static class Super { static int field = log("Super", 1); Super(int i) {} }
        static class Sub extends Super { Sub(int i) { super(i); } }
        interface WithDefault { int FIELD = log("WithDefault", 1); default void m() {} }
        static class Implementing implements WithDefault { Implementing(int i) {} }
        record Point(int x) { static { log("Point", 0); } }
        static class Generic<T> { static { log("Generic", 0); } Generic(T t) {} }
        class Inner { static { log("Inner", 0); } Inner(int i) {} }
        static class Fails { static int field = 1 / Integer.parseInt("0"); Fails(int i) {} }
        static class Compound { static int field = log("Compound", 1); }
        static class Arrays { static int[] field = log("Arrays", new int[2]); }
        static class Put { static int field = log("Put", 1); static void put(int i) { field = i; } }
        static class Called { static { log("Called", 0); } static void m(int i) {} }
        static class Element { static { log("Element", 0); } }

        @Suspendable
        static Task<Integer> nested(Object operand) {
          return Task.of(await(later("nested")));
        }

        @Suspendable
        static Task<Integer> work() {
          new Plain(await(later("p")));
          new Created(await(later("a")));
          new Sub(await(later("b")));
          new Implementing(await(later("c")));
          new Point(await(later("d")));
          new Generic<>(await(later("e")));
          Host none = null;
          try {
            none.new Inner(await(later("never")));
          } catch (NullPointerException e) {
            log("null", e);
          }
          try {
            new Fails(await(later("never")));
          } catch (ExceptionInInitializerError e) {
            log("failed", e);
          }
          try {
            new Fails(await(later("never")));
          } catch (NoClassDefFoundError e) {
            log("again", e);
          }
          Compound.field += await(later("f"));
          Arrays.field[await(later("g"))] = 1;
          Put.field = await(later("h"));
          Called.m(await(later("i")));
          Object array = new Element[await(later("j"))];
          class Local { static { log("Local", 0); } Local(int i) {} }
          new Local(await(later("k")));
          new Plain(await(later("l"))) { static { log("Anonymous", 0); } };
          await(nested(new Other(await(later("m")))));
          int base = 1;
          new Body(log("plain", base)) { static { log("Of", 0); } int plus() { return base; } };
          class Inside extends Parent { Inside(int i) {} }
          java.util.function.IntFunction<Parent> maker = i -> new Inside(log("inside", i));
          maker.apply(2);
          new Chosen(base) { int plus() { return base; } };
          new Silent(log("silent", 1)) { int plus() { return base; } };
          switch (await(later("n")) == 1 ? Choice.ONE : Choice.TWO) {
            case ONE:
              log("one", 0);
              break;
            default:
          }
          return Task.of(1);
        }

        public static String run(boolean isReady) throws Exception {
          ready = isReady;
          Task.syncWait(work());
          return TRACE.toString().trim();
        }
      }

      class Body { static { Host.log("Body", 0); } Body(int i) {} }
      class Parent { static { Host.log("Parent", 0); } }
      class Chosen { static { Host.log("Chosen", 0); } Chosen(int i) {} }
      class Silent { Silent(int i) {} }
      class Other { static { Host.log("Other", 0); } Other(int i) {} }
      enum Choice { ONE, TWO; static { Host.log("Choice", 0); } }
      """;

  private static final List<String> EXPECTED =
      List.of(
          "p Created a Super b WithDefault c Point d Generic e Inner null failed again",
          "Compound f Arrays g h Put i Called j Local k Anonymous l Other m nested",
          "Body Of plain Parent inside Chosen silent Choice n one");

  @ParameterizedTest
  @CsvSource({"true, file", "false, file", "true, always", "false, always", "false, none"})
  void asInPlainCode(boolean isReady, String direct) throws Exception {
    Javac.Result result =
        new Javac()
            .source("app/Host.java", HOST)
            .options("-Asuspendable.direct=" + direct)
            .suspendable()
            .run();
    assertThat(result.messages()).isEmpty();
    Method run =
        new MemoryLoader(result.classes()).loadClass("app.Host").getMethod("run", boolean.class);

    assertThat(run.invoke(null, isReady)).isEqualTo(String.join(" ", EXPECTED));
  }
}
