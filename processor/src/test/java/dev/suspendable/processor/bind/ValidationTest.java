package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.classfile.ClassFacts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in frames is found, told at the user's method, and never bound. */
final class ValidationTest {
  private static final String HOST =
      """
      package app;
      import java.util.*;
      class Host {
        int x;
        class Inner { Inner(List<? extends Number> l) {} }
        static class Box<T extends Comparable<T>> { T get(T t, T[] ts) { return t; } }
        static int over(long l) { return 1; }
        static int over(int i) { return 2; }
        Object work() { return null; }
        Object other() { return null; }
      }
      """;

  @TempDir Path folder;

  private static Frames frame(String body) {
    return Frames.of(
        "app.Host",
        "work",
        "()Ljava/lang/Object;",
        "package app;\nimport java.util.*;\nfinal class Host$$work {\n"
            + "  static Object ramp(Host self) {\n    "
            + body
            + "\n  }\n}\n");
  }

  private Build build(Frames... frames) {
    Build build = new Build(folder).source("app/Host.java", HOST);
    for (Frames each : frames) {
      build.frame(each);
    }
    return build.run();
  }

  @Test
  void everyKindOfNameThatMeansTheSame() {
    Frames frame =
        frame(
                "Host.Box<String> box = new Host.Box<>(); String[] a = {}; Comparator<String> c ="
                    + " String::compareTo;"
                    + " java.util.function.Supplier<List<String>> s = ArrayList::new; return"
                    + " self.new Inner(List.of(a.length, self.x)).toString() + box.get(\"\", a) +"
                    + " Host.over(1) + Map.Entry.comparingByKey() + Long.MAX_VALUE;")
            .expect("a.|length", "Array#length")
            .expect("self.|x", "app.Host#x")
            .expect("|List.of", "java.util.List")
            .expect(
                "List.|of",
                "java.util.List#of(Ljava/lang/Object;Ljava/lang/Object;)Ljava/util/List;")
            .expect("String::|compareTo", "java.lang.String#compareTo(Ljava/lang/String;)I")
            .expect("ArrayList::|new", "new java.util.ArrayList#<init>()")
            .expect("new |Inner", "app.Host.Inner")
            .expect("new |Inner", "new app.Host.Inner#<init>(Ljava/util/List;)")
            .expect("new |Host.Box", "new app.Host.Box#<init>()")
            .expect("new Host.|Box", "new app.Host.Box#<init>()")
            .expect(
                "box.|get",
                "app.Host.Box#get(Ljava/lang/Comparable;[Ljava/lang/Comparable;)"
                    + "Ljava/lang/Comparable;")
            .expect("Host.|over", "app.Host#over(I)I")
            .expect("Map.|Entry", "java.util.Map.Entry")
            .expect("+ |box", "variable box")
            .expect("Long.|MAX", "java.lang.Long#MAX_VALUE");

    assertThat(build(frame).messages()).isEmpty();
  }

  @Test
  void anotherOverload() {
    Build build = build(frame("return Host.over(1);").expect("Host.|over", "app.Host#over(J)I"));

    assertThat(build.success()).isFalse();
    assertThat(build.messages())
        .containsExactly(
            """
            FRAME_NOT_COMPILED: a name that means app.Host#over(J)I in your code would mean \
            app.Host#over(I)I in the frame
                Host$$work.java:5: return Host.over(1);\
            """);
  }

  @Test
  void aNameThatIsNone() {
    Build build = build(frame("return 1; // x").expect("// |x", "app.Host#x"));

    assertThat(build.messages())
        .singleElement()
        .asString()
        .contains("app.Host#x in your code would mean nothing in the frame");
  }

  @Test
  void frameThatDoesNotCompile() throws Exception {
    Build build =
        build(
            frame("return self.nothing;"),
            Frames.of(
                "app.Host",
                "other",
                "()Ljava/lang/Object;",
                "package app; class Host$$other { static Object ramp(Host self) { return 1; } }"));

    assertThat(build.success()).isFalse();
    assertThat(build.messages())
        .singleElement()
        .asString()
        .startsWith("FRAME_NOT_COMPILED: ")
        .contains("Host$$work.java:5: return self.nothing;");
    assertThat(build.out().resolve("app/Host$$other.class")).doesNotExist();
    assertThat(ClassFacts.of(build.classFile("app.Host")).mark()).isNull();
  }

  /** Of frames that do not compile because of another one there is nothing to tell. */
  @Test
  void frameThatNamesOneThatDoesNotCompile() {
    Build build =
        build(
            frame("return Host$$other.ramp(self).length();"),
            Frames.of(
                "app.Host",
                "other",
                "()Ljava/lang/Object;",
                "package app;\nclass Host$$other {\n  static Nothing ramp(Host self) { return null; }\n}"));

    assertThat(build.messages())
        .singleElement()
        .asString()
        .startsWith("FRAME_NOT_COMPILED: cannot find symbol")
        .contains("Host$$other.java:3: static Nothing ramp");
  }

  @Test
  void framesThatDoNotCompileAndNameEachOther() {
    Build build =
        build(
            frame("return Host$$other.nothing();"),
            Frames.of(
                "app.Host",
                "other",
                "()Ljava/lang/Object;",
                "package app; class Host$$other { static Object ramp(Host self) { return"
                    + " Host$$work.nothing(); } }"));

    assertThat(build.messages()).hasSize(2);
  }

  /** javac breaks down without an error in any file. */
  @Test
  void frameThatJavacFailsOver() {
    String sum = "\"\"" + " + Long.BYTES".repeat(20_000);
    onlyOtherIsReported(
        "class Host$$other { static Object ramp(Host self) { return " + sum + "; } }");
  }

  /** The same before it has begun with any of them by itself. */
  @Test
  void frameWhoseHeadJavacFailsOver() {
    String sum = "\"\"" + " + Long.BYTES".repeat(20_000);
    onlyOtherIsReported(
        "@SuppressWarnings("
            + sum
            + ") class Host$$other { static Object ramp(Host self) { return 1; } }");
  }

  private void onlyOtherIsReported(String source) {
    Frames work = frame("return 1;");
    Frames other = Frames.of("app.Host", "other", "()Ljava/lang/Object;", "package app; " + source);
    for (Frames[] order : new Frames[][] {{work, other}, {other, work}}) {
      Build build = build(order);

      assertThat(build.success()).isFalse();
      assertThat(build.messages())
          .singleElement()
          .asString()
          .startsWith("FRAME_NOT_COMPILED: javac failed with java.lang.StackOverflowError")
          .endsWith("in Host$$other.java");
    }
  }

  @Test
  void coroutineThatIsNotThere() throws Exception {
    Build build =
        build(
            Frames.of(
                "app.Host",
                "missing",
                "()V",
                "package app; class Host$$missing { static void ramp(Host self) { } }"));

    assertThat(build.messages())
        .singleElement()
        .asString()
        .contains("the class file of app.Host has no method missing()V");
    assertThat(ClassFacts.of(build.classFile("app.Host")).mark()).isNull();
  }

  @Test
  void largeMethodsAreTold() {
    String many = "self.x += 1000 * self.x;\n".repeat(900);
    Build build = build(frame(many + "return 1;"));

    assertThat(build.messages()).isEmpty();
    assertThat(build.largeMethods()).containsExactly("work ramp(Lapp/Host;)Ljava/lang/Object;");
  }

  @Test
  void methodsThatAreTooLargeAreAnError() {
    Build build = build(frame("self.x += 1000 * self.x;\n".repeat(7000) + "return 1;"));

    assertThat(build.messages()).singleElement().asString().contains("too large");
  }
}
