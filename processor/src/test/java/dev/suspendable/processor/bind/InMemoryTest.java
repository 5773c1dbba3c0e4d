package dev.suspendable.processor.bind;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.suspendable.processor.classfile.ClassFacts;
import java.io.InputStream;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** A file manager that keeps its output in memory, and makes each file that it is asked for. */
final class InMemoryTest {
  @Test
  void bindsAndMakesNoOtherFiles() throws Exception {
    Frames frame =
        Frames.of(
                "app.Host",
                "work",
                "()I",
                "package app; class Host$$work { static int ramp() { return Host.Two.x; } }")
            .ofStatic();
    Compilation compilation =
        Compiler.javac()
            .withOptions("-Xlint:all", "-Werror")
            .withProcessors(new FramesProcessor(List.of(frame), false))
            .compile(
                JavaFileObjects.forSourceString(
                    "app.Host",
                    "package app; class Host { static class Two { private static int x = 1; }"
                        + " static int work() { return Two.x; } }"));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation.generatedFiles())
        .extracting(file -> file.toUri().getPath())
        .containsExactlyInAnyOrder(
            "/CLASS_OUTPUT/app/Host.class",
            "/CLASS_OUTPUT/app/Host$Two.class",
            "/CLASS_OUTPUT/app/Host$$work.class",
            "/SOURCE_OUTPUT/app/Host$$work.java");
    JavaFileObject host =
        compilation.generatedFile(StandardLocation.CLASS_OUTPUT, "app/Host.class").orElseThrow();
    try (InputStream in = host.openInputStream()) {
      assertThat(ClassFacts.of(in.readAllBytes()).foreignNestMembers())
          .containsExactly("app/Host$$work");
    }
  }
}
