package dev.suspendable.processor.read;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameSource.Trouble;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads one {@code @Suspendable} method into our model. */
public final class MethodReader {
  private final Trees trees;
  private final Types types;
  private final Elements elements;
  private final Operators operators;

  public MethodReader(Trees trees, Types types, Elements elements, Operators operators) {
    this.trees = trees;
    this.types = types;
    this.elements = elements;
    this.operators = operators;
  }

  /** Reads a method whose declaration has been checked. */
  public SuspendableMethod read(
      TreePath path,
      ExecutableElement element,
      CoroutineType coroutineType,
      DirectForms directForms) {
    MethodTree tree = (MethodTree) path.getLeaf();
    TypeElement host = Declarations.classOf(element);
    List<TypeParameterElement> typeParameters = typeParametersInScope(element);
    Set<Element> inScope = new HashSet<>(typeParameters);
    Source source = new Source(trees, path);
    MethodContext context =
        new MethodContext(
            source,
            element,
            directForms,
            coroutineType,
            types,
            elements,
            new DenotableTypes(types, elements, inScope),
            operators,
            tree.getBody());
    List<Variable> parameters = new ArrayList<>();
    for (VariableElement parameter : element.getParameters()) {
      parameters.add(
          context.declare(
              parameter,
              context.facts.isWritten(parameter)
                  ? Variable.Kind.PARAMETER
                  : Variable.Kind.FINAL_PARAMETER));
    }
    Stmt body = new StatementReader(context).readBlock(tree.getBody());
    FrameSource.Origin origin = new MethodOrigin(trees, path);
    return new SuspendableMethod(
        element,
        host,
        typeParameters,
        parameters,
        coroutineType,
        body,
        context.constants(),
        context.localClasses(),
        source.line(tree),
        fileName(path),
        identifiers(context, element),
        context.facts.ambiguousNames(),
        context.members.all(),
        origin,
        context.directCallees());
  }

  private record MethodOrigin(Trees trees, TreePath path) implements FrameSource.Origin {
    @Override
    public void report(Trouble trouble, String detail) {
      Diagnostic diagnostic =
          switch (trouble) {
            case SOURCE_NOT_WRITTEN -> Diagnostic.SOURCE_NOT_WRITTEN;
            case FRAME_NOT_COMPILED -> Diagnostic.INTERNAL_FRAME;
            case NOT_BOUND -> Diagnostic.INTERNAL_BIND;
            case BEYOND_LIMITS -> Diagnostic.METHOD_BEYOND_LIMITS;
            case TOO_LARGE -> Diagnostic.METHOD_TOO_LARGE;
          };
      trees.printMessage(
          diagnostic.kind(), diagnostic.message(detail), path.getLeaf(), path.getCompilationUnit());
    }
  }

  private static Set<String> identifiers(MethodContext context, ExecutableElement element) {
    Set<String> result = new HashSet<>(context.facts.identifiers());
    element.getParameters().forEach(p -> result.add(p.getSimpleName().toString()));
    return result;
  }

  private static String fileName(TreePath path) {
    String name = path.getCompilationUnit().getSourceFile().getName();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** The method's type parameters and those of the classes whose instance it sees. */
  private static List<TypeParameterElement> typeParametersInScope(ExecutableElement method) {
    Map<String, TypeParameterElement> byName = new LinkedHashMap<>();
    method.getTypeParameters().forEach(p -> byName.put(p.getSimpleName().toString(), p));
    Element scope = method;
    while (!scope.getModifiers().contains(Modifier.STATIC)
        && scope.getEnclosingElement() instanceof TypeElement type) {
      type.getTypeParameters().forEach(p -> byName.putIfAbsent(p.getSimpleName().toString(), p));
      scope = type;
    }
    return new ArrayList<>(byName.values());
  }
}
