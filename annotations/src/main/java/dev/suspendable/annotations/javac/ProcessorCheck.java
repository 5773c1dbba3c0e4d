package dev.suspendable.annotations.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import java.util.List;

/**
 * A plugin of javac that fails the compilation of a coroutine if the processor takes no part.
 *
 * <p>javac starts it by itself if this jar is on the class path and the compilation has no
 * processor path. That is so where the processor has been forgotten. A compilation with a processor
 * path does not load it, and neither does one that finds this jar on the module path.
 *
 * <p>The service is declared in {@code META-INF/services} only. Declared in the module, it would
 * make the module {@code jdk.compiler} necessary at run time.
 */
public final class ProcessorCheck implements Plugin {
  /** With the value {@code allow}, it switches this plugin off for a JVM that compiles. */
  static final String UNBOUND = "dev.suspendable.unbound";

  /** Called by the service loader. */
  public ProcessorCheck() {}

  // The name of the processor's own plugin, so that -Xplugin:Suspendable finds one of the two.
  @Override
  public String getName() {
    return "Suspendable";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    boolean allowed =
        List.of(arguments).contains("unbound=allow") || "allow".equals(System.getProperty(UNBOUND));
    if (!allowed) {
      task.addTaskListener(new UnboundCoroutines(task));
    }
  }
}
