package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.classfile.ClassFacts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What the nested compilation sees: no more and no less than the user's own has seen. */
final class OuterWorldTest {
  private static final Frames WORK = frame("return \"frame\";");

  @TempDir Path folder;

  private static Frames frame(String body) {
    return Frames.of(
            "app.Host",
            "work",
            "()Ljava/lang/Object;",
            "package app;\nimport java.util.*;\nfinal class Host$$work { static Object ramp() { "
                + body
                + " } }\n")
        .ofStatic();
  }

  private static String host(String body) {
    return "package app;\nclass Host { static Object work() { "
        + body
        + " } static Object run() { return work(); } }\n";
  }

  @Test
  void withoutOutputFolderClassesLieBesideTheSource() throws Exception {
    Build build =
        new Build(folder)
            .options("-Xlint:all", "-Werror")
            .withoutOutputFolder()
            .source("app/Host.java", host("return null;"))
            .frame(WORK)
            .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("frame");
    assertThat(folder.resolve("src/app/Host$$work.class")).exists();
    assertThat(folder.resolve("src/app/Host$$work.java")).doesNotExist();
    assertThat(Path.of("Host$$work.java")).doesNotExist();
    assertThat(Path.of("app/Host$$work.java")).doesNotExist();
  }

  @Test
  void sourcesGoToTheSourceFolder() throws Exception {
    Path generated = Files.createDirectories(folder.resolve("gen"));
    new Build(folder)
        .options("-s", generated.toString())
        .source("app/Host.java", host("return null;"))
        .frame(WORK)
        .runCleanly();

    assertThat(generated.resolve("app/Host$$work.java")).content().contains("class Host$$work");
  }

  @Test
  void unnamedPackage() throws Exception {
    Build build =
        new Build(folder)
            .source(
                "Host.java",
                "class Host { private static int x = 3; static int run() { return x; } }")
            .frame(
                Frames.of(
                        "Host",
                        "run",
                        "()I",
                        "class Host$$run { static int ramp() { return Host.x * 2; } }")
                    .ofStatic())
            .runCleanly();

    assertThat(build.call("Host")).isEqualTo(6);
  }

  @Test
  void otherSourcesOnTheSourcePathAreLeftAlone() throws Exception {
    Path src = Files.createDirectories(folder.resolve("src/app"));
    Files.writeString(src.resolve("Broken.java"), "package app; class Broken { nonsense }");
    Files.writeString(src.resolve("Unused.java"), "package app; class Unused { }");
    Files.writeString(src.resolve("Host$$work.java"), "package app; class Host$$work { stale }");
    Build build =
        new Build(folder)
            .options("-Xlint:all", "-Werror", "-sourcepath", folder.resolve("src").toString())
            .source("app/Host.java", host("return null;"))
            .frame(WORK)
            .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("frame");
  }

  @Test
  void classesOfEarlierBuildsComeFromTheClassPath() throws Exception {
    Path out = folder.resolve("out");
    new Build(folder.resolve("one"))
        .outputFolder(out)
        .source(
            "app/Other.java", "package app; class Other { static String x() { return \"o\"; } }")
        .runCleanly();
    Build build =
        new Build(folder.resolve("two"))
            .outputFolder(out)
            .options("-cp", out.toString())
            .source("app/Host.java", host("return Other.x();"))
            .frame(frame("return Other.x() + 1;"))
            .runCleanly();

    assertThat(build.call("app.Host")).isEqualTo("o1");
  }

  @Test
  void onePackageInSeveralFolders() throws Exception {
    Path base =
        library("base", "app/Base.java", "package app; class Base { int b() { return 4; } }");
    Path middle =
        library("middle", "app/Middle.java", "package app; class Middle extends Base { }", base);
    Build build =
        new Build(folder)
            .options("-cp", middle + File.pathSeparator + base)
            .source("app/Host.java", host("return new Middle();"))
            .frame(frame("return new Middle().b() + new app.Middle().b();"))
            .runCleanly();

    assertThat(build.call("app.Host", base, middle)).isEqualTo(8);
  }

  @Test
  void aClassThatOnlyTheFrameNames() throws Exception {
    Path a =
        library("a", "lib/A.java", "package lib; public class A { public static class N { } }");
    Path b = library("b", "lib/B.java", "package lib; public class B { public B(A.N n) { } }", a);
    Build build =
        new Build(folder)
            .options("-cp", a + File.pathSeparator + b)
            .source("app/Host.java", host("lib.B b = null; return b;"))
            .frame(frame("return new lib.B(new lib.A.N()).getClass().getSimpleName();"))
            .runCleanly();

    assertThat(build.call("app.Host", a, b)).isEqualTo("B");
  }

  @Test
  void classesOfThePackageThatOnlyTheFrameNames() throws Exception {
    Path a = library("a", "app/A.java", "package app; class A { static final int X = 2; }");
    Path b = library("b", "app/b.java", "package app; class b { static final int X = 3; }");
    Build build =
        new Build(folder)
            .options("-cp", a + File.pathSeparator + b)
            .source("app/Host.java", host("return null;"))
            .frame(frame("return A.X * b.X;"))
            .runCleanly();

    assertThat(build.call("app.Host", a, b)).isEqualTo(6);
  }

  @Test
  void annotationsMissingFromTheClassPathAreNoNews() throws Exception {
    Path ann =
        library(
            "ann",
            "ann/A.java",
            "package ann; public @interface A { int value(); E e() default E.X; enum E { X } }");
    Path lib =
        library(
            "lib",
            "lib/L.java",
            "package lib; public class L { } @ann.A(value = 1, e = ann.A.E.X) class M { }",
            ann);
    new Build(folder)
        .options("-Xlint:all", "-Werror", "-cp", lib.toString())
        .source("app/Host.java", host("return new lib.L();"))
        .frame(frame("return new lib.L();"))
        .runCleanly();
  }

  @Test
  void packagesThatTheJdkDoesNotExport() throws Exception {
    Build build =
        new Build(folder)
            .options("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED")
            .source("app/Host.java", host("return jdk.internal.misc.VM.class.getName();"))
            .frame(frame("return jdk.internal.misc.VM.class.getSimpleName();"))
            .runCleanly();

    assertThat(build.classFile("app.Host$$work")).isNotEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void releaseHidesNewerApi() throws Exception {
    String call = "return new ArrayList<>(List.of(1, 2)).getFirst();";
    Build release =
        new Build(folder.resolve("release"))
            .options("--release", "17")
            .source("app/Host.java", host("return null;"))
            .frame(frame(call))
            .run();
    Build source =
        new Build(folder.resolve("source"))
            .options("-source", "17", "-target", "17", "-Xlint:-options")
            .source("app/Host.java", host("return null;"))
            .frame(frame(call))
            .runCleanly();

    assertThat(release.messages()).singleElement().asString().contains("getFirst()");
    assertThat(source.call("app.Host")).isEqualTo(1);
  }

  @Test
  void previewFeatures() throws Exception {
    // One that is a preview feature in either of the JDKs that we build with.
    boolean old = Runtime.version().feature() < 21;
    String test =
        old
            ? "Object o = 1; return switch (o) { case Integer i -> i; default -> 0; };"
            : "int o = 1; return o instanceof byte b ? b : 0;";
    Build build =
        new Build(folder)
            .options("--enable-preview", "--release", "" + Runtime.version().feature())
            .source("app/Host.java", host(test))
            .frame(frame(test))
            .run();

    ClassFacts frame = ClassFacts.of(build.classFile("app.Host$$work"));
    assertThat(frame.preview()).isTrue();
    assertThat(frame.majorVersion()).isEqualTo(44 + Runtime.version().feature());
  }

  private Path library(String name, String file, String source, Path... classPath)
      throws IOException {
    Build build = new Build(folder.resolve(name)).source(file, source);
    if (classPath.length > 0) {
      build.options("-cp", classPath[0].toString());
    }
    return build.runCleanly().out();
  }
}
