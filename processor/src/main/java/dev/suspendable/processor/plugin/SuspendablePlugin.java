package dev.suspendable.processor.plugin;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

/**
 * {@code -Xplugin:Suspendable} fails a compilation of coroutines in which the processor takes no
 * part, because {@code -proc:none} disables it or because it is not among the named processors. If
 * the processor runs, the plugin changes nothing and reports nothing.
 *
 * <p>It is for builds that need certainty. Without the plugin and the processor, javac compiles the
 * same source without complaint, and only the first {@code await} at run time throws.
 */
@AutoService(Plugin.class)
public final class SuspendablePlugin implements Plugin {
  /** Called by the service loader. */
  public SuspendablePlugin() {}

  @Override
  public String getName() {
    return "Suspendable";
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    task.addTaskListener(new Watch(task));
  }
}
