package dev.suspendable.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Runs the passes as the processor does, spoils what one of them has made, and verifies it. */
@SupportedAnnotationTypes("*")
final class Sabotage extends AbstractProcessor {
  private final String pass;
  private final Consumer<CoroutineUnit> damage;

  Sabotage(String pass, Consumer<CoroutineUnit> damage) {
    this.pass = pass;
    this.damage = damage;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return new Options(Map.of()).keys();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    JavacTask.instance(environment)
        .addTaskListener(
            new TaskListener() {
              @Override
              public void finished(TaskEvent event) {
                if (event.getKind() == TaskEvent.Kind.ANALYZE) {
                  compile(environment, event.getTypeElement());
                }
              }
            });
  }

  private void compile(ProcessingEnvironment environment, TypeElement type) {
    Trees trees = Trees.instance(environment);
    Reports reports = new Reports(trees, environment.getElementUtils());
    Pipeline.Observer saboteur =
        (at, unit) -> {
          if (at.name().equals(pass)) {
            damage.accept(unit);
          }
        };
    Tools tools =
        new Tools(
            environment,
            new Options(environment.getOptions()),
            new AwaitedNames(trees),
            element -> false);
    new SuspendableCompiler(tools, reports, new Pipeline(List.of(saboteur, new Verification())))
        .framesOf(trees.getPath(type));
    reports.reportBugs(host -> true);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return false;
  }
}
