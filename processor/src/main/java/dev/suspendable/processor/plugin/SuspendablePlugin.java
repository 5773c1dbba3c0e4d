package dev.suspendable.processor.plugin;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.List;

/**
 * {@code -Xplugin:Suspendable} fails a compilation of coroutines in which the processor takes no
 * part, because {@code -proc:none} disables it or because it is not among the named processors. If
 * the processor runs, the plugin changes nothing and reports nothing.
 *
 * <p>It is for builds that need certainty. The plugin in the annotations' jar does the same without
 * a flag, but javac starts that one only if there is no processor path, and not from a module path.
 * Without both, javac compiles the same source without complaint, and only the first {@code await}
 * at run time throws.
 */
@AutoService(Plugin.class)
public final class SuspendablePlugin implements Plugin {
  /** The argument that switches it off, as the plugin in the annotations' jar understands it. */
  private static final String ALLOW = "unbound=allow";

  /** Called by the service loader. */
  public SuspendablePlugin() {}

  @Override
  public String getName() {
    return "Suspendable";
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    boolean allowed = List.of(arguments).contains(ALLOW);
    task.addTaskListener(allowed ? new Answer(task) : new Watch(task));
  }

  /** Answers the other plugin, in the place of the processor, that nothing is missing. */
  private record Answer(JavacTask task) implements TaskListener {
    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.ANALYZE) {
        Handshake.of(task).present();
      }
    }
  }
}
