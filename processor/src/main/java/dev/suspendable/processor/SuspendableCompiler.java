package dev.suspendable.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.util.TreePath;
import dev.suspendable.processor.find.LambdaDeclaration;
import dev.suspendable.processor.find.PlacementCheck;
import dev.suspendable.processor.model.FrameSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles the coroutines of one attributed class after the other into the sources of their frames.
 * It determines which of the {@link Passes} run over which units, and when. Errors are reported at
 * the coroutine that contains them; the other coroutines are still compiled.
 */
final class SuspendableCompiler {
  private final Tools tools;
  private final Reports reports;
  private final Pipeline pipeline;

  SuspendableCompiler(Tools tools, Reports reports, Pipeline pipeline) {
    this.tools = tools;
    this.reports = reports;
    this.pipeline = pipeline;
  }

  /** The frames of all coroutines in a top-level class. */
  List<FrameSource> framesOf(TreePath type) {
    List<FrameSource> frames = new ArrayList<>();
    if (!(type.getLeaf() instanceof ClassTree)) {
      return frames;
    }
    ClassUnit unit = new ClassUnit(tools, type);
    pipeline.runOver(unit, Passes.FIND);
    List<CoroutineUnit> methods = checkedMethods(unit);
    for (CoroutineUnit lambda : lambdas(unit)) {
      if (attempt(lambda, Passes.CHECK, Passes.LOWER)) {
        unit.coroutines().add(lambda);
      }
    }
    for (CoroutineUnit method : methods) {
      if (attempt(method, Passes.LOWER)) {
        unit.coroutines().add(method);
      }
    }
    pipeline.runOver(unit, Passes.RELATE);
    for (CoroutineUnit coroutine : unit.coroutines()) {
      if (attempt(coroutine, Passes.EMIT)) {
        frames.add(coroutine.frame());
      }
    }
    return frames;
  }

  private List<CoroutineUnit> checkedMethods(ClassUnit unit) {
    PlacementCheck.Found found = unit.found();
    List<CoroutineUnit> checked = new ArrayList<>();
    for (TreePath path : found.methods()) {
      CoroutineUnit method = new CoroutineUnit(unit, path, null);
      if (!found.misplaced().contains(path.getLeaf())
          && attempt(method, Passes.CHECK)
          && method.has(Product.TYPE)) {
        checked.add(method);
        if (!tools.neverDirect()) {
          unit.facts().directForms().add(tools.elementOf(path), path, method.type());
        }
      }
    }
    return checked;
  }

  /** The lambdas, inner ones first, because the code around them passes their captures. */
  private List<CoroutineUnit> lambdas(ClassUnit unit) {
    PlacementCheck.Found found = unit.found();
    List<CoroutineUnit> lambdas = new ArrayList<>();
    for (TreePath path : found.lambdas()) {
      reports.attempt(
          path,
          () -> {
            LambdaDeclaration lambda = tools.lambdas().find(path);
            if (!found.misplaced().contains(lambda.tree())) {
              lambdas.add(0, new CoroutineUnit(unit, lambda.path(), lambda));
            }
          });
      unit.facts().lambdas().add((LambdaExpressionTree) path.getLeaf());
    }
    return lambdas;
  }

  /** Runs passes over a coroutine. Returns whether they succeeded. */
  @SafeVarargs
  private boolean attempt(CoroutineUnit coroutine, List<Pass<CoroutineUnit>>... passes) {
    return reports.attempt(
        coroutine.path(),
        () -> {
          for (List<Pass<CoroutineUnit>> each : passes) {
            pipeline.runOver(coroutine, each);
          }
        });
  }
}
