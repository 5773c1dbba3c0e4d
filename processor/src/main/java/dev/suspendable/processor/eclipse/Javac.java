package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.eclipse.JavacRun.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The javac for a project. Eclipse runs on a Java of its own. Its javac is used if it has one that
 * is new enough, because a JVM that is warm needs a tenth of the time. Otherwise that of the
 * project's JDK is.
 */
interface Javac {
  /** A system property of Eclipse's JVM: {@code fork} always uses the project's JDK. */
  String MODE = "dev.suspendable.eclipse";

  /** The oldest Java that the processor runs on. */
  int OLDEST = 17;

  /** Runs it, with a folder for files of its own. */
  Result run(JavacRun run, Path folder) throws IOException;

  /** The JDK whose library has to be named; null if it is javac's own. */
  @Nullable Jdk system();

  /** The javac for a project; fails with advice if there is none. */
  static Javac of(Level level, @Nullable Jdk jdk, List<Path> processorPath) {
    int needed = level.neededJavac(jdk);
    JavaCompiler here =
        "fork".equals(System.getProperty(MODE)) ? null : ToolProvider.getSystemJavaCompiler();
    if (here != null && Runtime.version().feature() >= needed) {
      return new Here(here, Optional.ofNullable(jdk).filter(it -> !it.isThis()));
    }
    if (jdk != null && jdk.canCompile() && jdk.feature() >= needed) {
      return new Forked(jdk, processorPath);
    }
    String reason =
        "Eclipse runs on Java "
            + Runtime.version().feature()
            + (here == null ? " without javac" : "")
            + ", and the project uses "
            + (jdk == null ? "no JDK" : jdk.home() + (jdk.canCompile() ? "" : ", not a JDK"));
    throw new IdeException(Diagnostic.ECLIPSE_NO_JAVAC.message(Math.max(OLDEST, needed), reason));
  }

  /** javac in this JVM. */
  record Here(JavaCompiler javac, Optional<Jdk> other) implements Javac {
    @Override
    public Result run(JavacRun run, Path folder) throws IOException {
      return run.in(javac);
    }

    @Override
    public @Nullable Jdk system() {
      return other.orElse(null);
    }
  }

  /** javac in a process of its own. */
  record Forked(Jdk jdk, List<Path> processorPath) implements Javac {
    @Override
    public Result run(JavacRun run, Path folder) throws IOException {
      return ForkedJavac.run(run, jdk.command(), processorPath, folder);
    }

    @Override
    public @Nullable Jdk system() {
      return null;
    }
  }
}
