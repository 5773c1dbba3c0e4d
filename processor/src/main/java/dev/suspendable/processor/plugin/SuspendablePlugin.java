package dev.suspendable.processor.plugin;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

/**
 * {@code -Xplugin:Suspendable} fails a compilation of coroutines that the processor has no part in:
 * turned off by {@code -proc:none}, or not among the processors that were named. Where the
 * processor does its work the plugin changes nothing and says nothing.
 *
 * <p>It is for builds that want to be sure, since without either of them javac compiles the same
 * source without complaint, and only the first {@code await} at run time throws.
 */
@AutoService(Plugin.class)
public final class SuspendablePlugin implements Plugin {
  /** For the service loader. */
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
