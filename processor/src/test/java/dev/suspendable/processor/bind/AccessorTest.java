package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.model.HostMember.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that not even a nest-mate may reach: the host gets an accessor for each. */
final class AccessorTest {
  @TempDir Path folder;

  private Build build;

  @BeforeEach
  void base() {
    build =
        new Build(folder)
            .options("-Xlint:all", "-Werror")
            .source(
                "base/Base.java",
                """
                package base;
                public class Base<T> implements Greeter {
                  protected T value;
                  protected long count = 1;
                  protected static int total = 10;
                  protected Base() {}
                  protected T first(T a, long b) { return a; }
                  protected static String twice(String s) { return s + s; }
                  protected String name() { return "base"; }
                  protected static class Nested { public Nested() {} public int n = 3; }
                }
                """)
            .source(
                "base/Greeter.java",
                """
                package base;
                public interface Greeter { default String greet(int n) { return "hello" + n; } }
                """);
  }

  @Test
  void protectedMembersOfAnotherPackage() throws Exception {
    build
        .source(
            "app/Host.java",
            """
            package app;
            class Host extends base.Base<String> {
              String work(long n) { return null; }
              static Object run() { Host h = new Host(); h.value = "v"; return h.work(5) + h.count + total; }
            }
            """)
        .frame(
            Frames.of(
                    "app.Host",
                    "work",
                    "(J)Ljava/lang/String;",
                    """
                    package app;
                    final class Host$$work {
                      static String ramp(Host self, long n) {
                        self.count += n;
                        self.count++;
                        Host.total *= 2;
                        String old = self.value;
                        self.value = old + "w";
                        java.util.function.UnaryOperator<String> f = Host::twice;
                        java.util.function.BiFunction<String, Long, String> g = self::first;
                        java.util.function.ToLongFunction<Host> h = each -> each.count;
                        base.Base.Nested nested = new base.Base.Nested();
                        return self.first(self.value, n) + f.apply("x") + g.apply("y", n)
                            + h.applyAsLong(self) + Host.twice("z") + nested.n + " ";
                      }
                    }
                    """)
                .member(
                    Kind.FIELD,
                    "value",
                    "Ljava/lang/String;",
                    "base/Base",
                    "value",
                    "Ljava/lang/Object;",
                    false,
                    false)
                .member(Kind.FIELD, "count", "J", "base/Base", "count")
                .member(Kind.FIELD, "total", "I", "base/Base", "total", "I", true, false)
                .member(
                    Kind.METHOD,
                    "first",
                    "(Ljava/lang/String;J)Ljava/lang/String;",
                    "base/Base",
                    "first",
                    "(Ljava/lang/Object;J)Ljava/lang/Object;",
                    false,
                    false)
                .member(
                    Kind.METHOD,
                    "twice",
                    "(Ljava/lang/String;)Ljava/lang/String;",
                    "base/Base",
                    "twice",
                    "(Ljava/lang/String;)Ljava/lang/String;",
                    true,
                    false)
                .expect("self.|count += n", "base.Base#count")
                .expect(
                    "self.|first(self", "base.Base#first(Ljava/lang/Object;J)Ljava/lang/Object;")
                .expect("|Nested()", "new base.Base.Nested#<init>()"))
        .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("vwxxy7zz3 720");
  }

  @Test
  void superMethods() throws Exception {
    build
        .source(
            "app/Host.java",
            """
            package app;
            class Middle extends base.Base<String> { }
            class Host extends Middle implements base.Greeter {
              String work() { return null; }
              @Override protected String name() { return "host"; }
              @Override public String greet(int n) { return "never"; }
              @Override public String toString() { return "never"; }
              static Object run() { return new Sub().work(); }
              static class Sub extends Host { @Override protected String name() { return "sub"; } }
            }
            """)
        .frame(
            Frames.of(
                    "app.Host",
                    "work",
                    "()Ljava/lang/String;",
                    """
                    package app;
                    final class Host$$work {
                      static String ramp(Host self) {
                        java.util.function.Supplier<String> s = self::super$name;
                        return self.super$name() + s.get() + self.name() + self.super$greet(2)
                            + self.super$toString().startsWith("app.Host$Sub@");
                      }
                    }
                    """)
                .member(
                    Kind.SUPER_METHOD, "super$name", "()Ljava/lang/String;", "app/Middle", "name")
                .member(
                    Kind.SUPER_METHOD,
                    "super$toString",
                    "()Ljava/lang/String;",
                    "java/lang/Object",
                    "toString")
                .member(
                    Kind.SUPER_METHOD,
                    "super$greet",
                    "(I)Ljava/lang/String;",
                    "base/Greeter",
                    "greet",
                    "(I)Ljava/lang/String;",
                    false,
                    true)
                .expect("return self.|super$name", "base.Base#name()Ljava/lang/String;")
                .expect("self::|super$name", "base.Base#name()Ljava/lang/String;"))
        .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("basebasesubhello2true");
  }

  @Test
  void superMethodOfAnInterfaceHost() throws Exception {
    build
        .source(
            "app/Host.java",
            """
            package app;
            interface Host extends base.Greeter {
              @Override default String greet(int n) { return "host"; }
              private String own() { return "own"; }
              default String work() { return null; }
              static Object run() { Host h = new Host() {}; return h.work() + h.own(); }
            }
            """)
        .frame(
            Frames.of(
                    "app.Host",
                    "work",
                    "()Ljava/lang/String;",
                    """
                    package app;
                    final class Host$$work {
                      static String ramp(Host self) {
                        return self.super$greet(3) + self.greet(1) + self.own();
                      }
                    }
                    """)
                .member(
                    Kind.SUPER_METHOD,
                    "super$greet",
                    "(I)Ljava/lang/String;",
                    "base/Greeter",
                    "greet",
                    "(I)Ljava/lang/String;",
                    false,
                    true))
        .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("hello3hostownown");
  }

  @Test
  void enclosingInstance() throws Exception {
    build
        .source(
            "app/Outer.java",
            """
            package app;
            class Outer {
              private int a = 6;
              class Inner { int b = 1; int work() { return Outer.this.a + b; } }
              static Object run() { return new Outer().new Inner().work(); }
            }
            """)
        .frame(
            Frames.of(
                    "app.Outer$Inner",
                    "work",
                    "()I",
                    """
                    package app;
                    final class Outer$Inner$$work {
                      static int ramp(Outer.Inner self) { return self.outer$.a * 10 + self.b; }
                    }
                    """)
                .member(Kind.OUTER, "outer$", "Lapp/Outer;", "app/Outer", "this"))
        .runCleanly();

    assertThat(build.call("app.Outer")).isEqualTo(61);
  }

  @Test
  void anonymousSubclassOfTheHostKeepsItsOwnAccess() throws Exception {
    build
        .source(
            "app/Host.java",
            """
            package app;
            class Host extends base.Base<String> {
              String work() { return null; }
              static Object run() { return new Host().work(); }
            }
            """)
        .frame(
            Frames.of(
                    "app.Host",
                    "work",
                    "()Ljava/lang/String;",
                    """
                    package app;
                    final class Host$$work {
                      static String ramp(Host self) {
                        Host other = new Host() {
                          @Override public String name() { count = 9; return super.name() + count; }
                        };
                        return self.name() + other.name();
                      }
                    }
                    """)
                .member(Kind.METHOD, "name", "()Ljava/lang/String;", "base/Base", "name")
                .member(Kind.FIELD, "count", "J", "base/Base", "count"))
        .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("basebase9");
  }
}
