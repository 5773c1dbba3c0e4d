package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.SuspendableAttribute;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostBody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Building again into a folder that holds the classes of the last time. */
final class RebuildTest {
  private static final String HOST =
      """
      package app;
      class Host {
        static int one() { return 0; }
        static int two() { return 0; }
        static class In { static int three() { return 0; } }
        static Object run() { return one() + two() + In.three(); }
      }
      """;

  @TempDir Path folder;

  private static Frames frame(String host, String method, int result) {
    String frame = host + "$$" + method;
    return Frames.of(
            "app." + host,
            method,
            "()I",
            "package app;\nclass "
                + frame
                + " { static int ramp() {\n"
                + "return new Object() { int it() { return "
                + result
                + "; } }.it(); } }\n")
        .ofStatic();
  }

  private Build build() {
    return new Build(folder)
        .options("-Xlint:all", "-Werror", "-cp", folder.resolve("out").toString())
        .source("app/Host.java", HOST);
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("out/app"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void framesAreReplaced() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    build().frame(frame("Host", "one", 1)).runCleanly();
    Build again = build().frame(frame("Host", "one", 2)).runCleanly();

    assertThat(again.call("app.Host")).isEqualTo(2);
  }

  @Test
  void framesOfEarlierBuildsGo() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    build()
        .frame(frame("Host", "one", 1))
        .frame(frame("Host", "two", 20))
        .frame(frame("Host$In", "three", 300))
        .runCleanly();
    Files.copy(folder.resolve("out/app/Host.class"), folder.resolve("out/app/Host$$notOurs.class"));
    Build again = build().frame(frame("Host", "two", 20)).runCleanly();

    assertThat(again.call("app.Host")).isEqualTo(20);
    assertThat(files())
        .containsExactly(
            "Host$$notOurs.class",
            "Host$$two$1.class",
            "Host$$two.class",
            "Host$$two.java",
            "Host$In.class",
            "Host.class");
    assertThat(ClassFacts.of(again.classFile("app.Host")).foreignNestMembers())
        .containsExactlyInAnyOrder("app/Host$$two", "app/Host$$two$1");

    build().runCleanly();

    assertThat(files()).containsExactly("Host$$notOurs.class", "Host$In.class", "Host.class");
  }

  /** One listing of the folder serves all classes in it. */
  @Test
  void framesOfClassesWithSimilarNames() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    String other = HOST.replace("class Host", "class %s");
    Build first =
        new Build(folder)
            .source("app/Host.java", HOST)
            .source("app/Host2.java", other.formatted("Host2"))
            .source("app/Hos.java", other.formatted("Hos"));
    for (String host : List.of("Host", "Host2", "Hos")) {
      first.frame(frame(host, "one", 1)).frame(frame(host, "two", 2));
    }
    first.runCleanly();
    new Build(folder)
        .source("app/Hos.java", other.formatted("Hos"))
        .source("app/Host.java", HOST)
        .frame(frame("Host", "two", 2))
        .runCleanly();

    assertThat(files())
        .filteredOn(name -> name.contains("$$") && name.endsWith(".java"))
        .containsExactly("Host$$two.java", "Host2$$one.java", "Host2$$two.java");
    assertThat(files()).contains("Host$$two$1.class", "Host2$$one$1.class");
    assertThat(files()).doesNotContain("Host$$one$1.class", "Hos$$one.class");
  }

  @Test
  void classesAreMarked() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    Build build = build().frame(frame("Host$In", "three", 300)).runCleanly();

    assertThat(mark(build, "app.Host").kind()).isEqualTo(SuspendableAttribute.HOST);
    assertThat(mark(build, "app.Host$In").kind()).isEqualTo(SuspendableAttribute.HOST);
    assertThat(mark(build, "app.Host$In$$three").kind()).isEqualTo(SuspendableAttribute.FRAME);
    assertThat(mark(build, "app.Host$In$$three").abiVersion())
        .isEqualTo(SuspendableAttribute.ABI_VERSION);
  }

  @Test
  void rewritingTwiceChangesNothing() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    Build build = build().frame(frame("Host", "one", 1)).runCleanly();
    byte[] once = build.classFile("app.Host");
    FrameSource frame = frame("Host", "one", 1).build((trouble, detail) -> {});
    HostRewriter.Changes changes =
        new HostRewriter.Changes(
            List.of(new Ramp(frame, (HostBody.OfMethod) frame.ramp().body(), List.of(), List.of())),
            List.of(),
            List.of("app/Host$$one", "app/Host$$one$1"),
            List.of());

    byte[] twice = HostRewriter.rewrite(once, changes);

    assertThat(HostRewriter.rewrite(twice, changes)).isEqualTo(twice);
    assertThat(twice).hasSameSizeAs(once);
  }

  private static SuspendableAttribute mark(Build build, String name) throws Exception {
    SuspendableAttribute mark = ClassFacts.of(build.classFile(name)).mark();
    assertThat(mark).as(name).isNotNull();
    return mark;
  }
}
