package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.classfile.ClassFacts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private members of the host and of its nest, reached from frames. */
final class NestTest {
  @TempDir Path folder;

  @Test
  void reachesPrivateMembersOfTheHost() throws Exception {
    Build build =
        new Build(folder)
            .options("-Xlint:all", "-Werror")
            .source(
                "app/Host.java",
                """
                package app;
                import java.util.*;
                class Host {
                  private int secret = 7;
                  private static String TITLE = "t";
                  private int hidden(int x) { return x * 2; }
                  private static class Priv { private final int v; private Priv(int v) { this.v = v; } }
                  private interface Gen { int N = 1000; }
                  private enum Color { RED, GREEN { @Override int n() { return 5; } }; int n() { return 1; } }
                  private record Point(int x, int y) {}
                  private class Inner { private int w = secret; private Inner() {} }
                  String compute(int x, long y) { return null; }
                  static Object run() {
                    Host h = new Host();
                    String r = h.compute(4, 5L) + " " + h.secret;
                    new Priv(1).hashCode(); new Point(1, 2).hashCode(); h.hidden(TITLE.length() + Gen.N);
                    return r + Color.RED.n() + h.new Inner().w;
                  }
                }
                """)
            .frame(
                Frames.of(
                    "app.Host",
                    "compute",
                    "(IJ)Ljava/lang/String;",
                    """
                    package app;
                    final class Host$$compute {
                      static String ramp(Host self, int x, long y) {
                        Host.Priv p = new Host.Priv(5);
                        int k = self.secret + p.v + self.hidden(x) + Host.Gen.N;
                        self.secret++;
                        Host.TITLE += "!";
                        java.util.function.IntUnaryOperator f = self::hidden;
                        java.util.function.IntFunction<Host.Priv> g = Host.Priv::new;
                        Host.Point point = new Host.Point(1, 2);
                        Host.Inner inner = self.new Inner();
                        Runnable lambda = () -> self.secret += 10;
                        lambda.run();
                        Runnable anonymous = new Runnable() {
                          int times = 0;
                          @Override public void run() { times++; self.secret += 100 * self.hidden(times); }
                        };
                        anonymous.run();
                        int s = switch (Host.Color.GREEN) { case RED -> 1; case GREEN -> Host.Color.GREEN.n(); };
                        return k + "," + f.applyAsInt(3) + "," + g.apply(8).v + "," + point.y() + ","
                            + inner.w + "," + s + "," + y + Host.TITLE;
                      }
                    }
                    """))
            .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("1020,6,8,2,8,5,5t! 2181218");
  }

  @Test
  void nestedHostsJoinTheNestOfTheirTopLevelClass() throws Exception {
    Build build =
        new Build(folder)
            .source(
                "app/Outer.java",
                """
                package app;
                class Outer {
                  private int a = 1;
                  static class One { private int b = 2; int sum(Outer o) { return 0; } }
                  interface Two { private int c() { return 40; } default int sum(Outer o) { return 0; } }
                  static Object run() { return new One().sum(new Outer()) + new Two() {}.sum(new Outer()); }
                }
                """)
            .frame(
                Frames.of(
                    "app.Outer$One",
                    "sum",
                    "(Lapp/Outer;)I",
                    """
                    package app;
                    final class Outer$One$$sum {
                      static int ramp(Outer.One self, Outer o) {
                        return new Object() { int it() { return self.b + o.a; } }.it();
                      }
                    }
                    """))
            .frame(
                Frames.of(
                    "app.Outer$Two",
                    "sum",
                    "(Lapp/Outer;)I",
                    """
                    package app;
                    final class Outer$Two$$sum {
                      static int ramp(Outer.Two self, Outer o) { return self.c() + o.a; }
                    }
                    """))
            .runCleanly();

    assertThat(build.call("app.Outer")).isEqualTo(44);
    assertThat(ClassFacts.of(build.classFile("app.Outer")).foreignNestMembers())
        .contains("app/Outer$One$$sum", "app/Outer$Two$$sum");
    assertThat(ClassFacts.of(build.classFile("app.Outer$One$$sum$1")).nestHost())
        .isEqualTo("app/Outer");
  }
}
