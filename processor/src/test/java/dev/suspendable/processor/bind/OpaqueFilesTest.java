package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.FileObject;
import javax.tools.ForwardingFileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file manager from whose addresses nothing can be told. */
final class OpaqueFilesTest {
  @TempDir Path folder;

  @Test
  void packagesAreListedByTheOuterCompilation() throws Exception {
    Path library =
        new Build(folder.resolve("lib"))
            .source(
                "lib/L.java",
                "package lib; public class L extends M { public class N { } } class M { }")
            .runCleanly()
            .out();
    Frames frame =
        Frames.of(
                "app.Host",
                "work",
                "()Ljava/lang/Object;",
                "package app; class Host$$work { static Object ramp() {"
                    + " return new lib.L().new N(); } }")
            .ofStatic();
    Path source = Files.createDirectories(folder.resolve("src/app")).resolve("Host.java");
    Files.writeString(
        source, "package app; class Host { static Object work() { return new lib.L(); } }");
    Path out = Files.createDirectories(folder.resolve("out"));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var task =
          javac.getTask(
              null,
              new OpaqueFileManager(files),
              null,
              List.of("-cp", library.toString(), "-d", out.toString()),
              null,
              files.getJavaFileObjects(source));
      task.setProcessors(List.of(new FramesProcessor(List.of(frame), false)));

      assertThat(task.call()).isTrue();
    }
    assertThat(out.resolve("app/Host$$work.class")).exists();
  }

  private static final class OpaqueFileManager
      extends ForwardingJavaFileManager<StandardJavaFileManager> {
    OpaqueFileManager(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public FileObject getFileForInput(Location location, String packageName, String name)
        throws IOException {
      FileObject file = super.getFileForInput(location, packageName, name);
      return file == null
          ? null
          : new ForwardingFileObject<>(file) {
            @Override
            public URI toUri() {
              return URI.create("opaque:" + name);
            }
          };
    }
  }
}
