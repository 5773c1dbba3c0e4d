package dev.suspendable.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.check.DeclarationCheck;
import dev.suspendable.processor.check.Problem;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.emit.FrameEmitter;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Lowering;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.read.MethodReader;
import dev.suspendable.processor.read.Operators;
import dev.suspendable.processor.read.PlacementCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The passes over the coroutines of one attributed class: read, check, lower, analyze, emit. What
 * is wrong with one method is reported there, and the others go on.
 */
final class Coroutines {
  private final Trees trees;
  private final Types types;
  private final PlacementCheck placement;
  private final DeclarationCheck declarations;
  private final MethodReader reader;
  private final FrameEmitter emitter;
  private final Lowering.TypeNames typeNames;

  Coroutines(ProcessingEnvironment environment) {
    this.trees = Trees.instance(environment);
    this.types = environment.getTypeUtils();
    Elements elements = environment.getElementUtils();
    Operators operators = new Operators(types);
    this.placement = new PlacementCheck(trees, operators);
    this.declarations = new DeclarationCheck(types, elements);
    this.reader = new MethodReader(trees, types, elements, operators);
    this.emitter = new FrameEmitter(types, elements);
    this.typeNames = new StandardTypes(types, elements);
  }

  private record StandardTypes(Types types, Elements elements) implements Lowering.TypeNames {
    @Override
    public TypeMirror throwable() {
      return elements.getTypeElement("java.lang.Throwable").asType();
    }
  }

  /** The frames of all coroutines in a top-level class. */
  List<FrameSource> framesOf(TreePath type) {
    List<FrameSource> frames = new ArrayList<>();
    if (!(type.getLeaf() instanceof ClassTree)) {
      return frames;
    }
    PlacementCheck.Found found = placement.check(type);
    for (TreePath method : found.methods()) {
      if (!found.misplaced().contains(method)) {
        frame(method).ifPresent(frames::add);
      }
    }
    return frames;
  }

  private Optional<FrameSource> frame(TreePath path) {
    ExecutableElement method = (ExecutableElement) trees.getElement(path);
    try {
      CoroutineType coroutineType = declarations.check(method);
      if (((MethodTree) path.getLeaf()).getBody() == null) {
        return Optional.empty();
      }
      SuspendableMethod read = reader.read(path, method, coroutineType);
      Graph graph = Lowering.lower(read, types, typeNames);
      FrameLayout layout = FrameLayout.of(read, graph);
      return Optional.of(emitter.emit(read, graph, layout));
    } catch (Problem problem) {
      report(problem.diagnostic(), path, problem.arguments());
    } catch (Refusal reported) {
      // The reader has said why, at the place.
    } catch (RuntimeException bug) {
      report(Diagnostic.INTERNAL, path, bug + at(bug));
    }
    return Optional.empty();
  }

  private static String at(RuntimeException bug) {
    StackTraceElement[] trace = bug.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private void report(Diagnostic diagnostic, TreePath path, Object... arguments) {
    trees.printMessage(
        diagnostic.kind(),
        diagnostic.message(arguments),
        path.getLeaf(),
        path.getCompilationUnit());
  }
}
