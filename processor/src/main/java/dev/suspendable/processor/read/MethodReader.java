package dev.suspendable.processor.read;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameSource.Trouble;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads one coroutine, a method or a lambda, into our model. */
public final class MethodReader {
  private final Trees trees;
  private final Types types;
  private final Elements elements;
  private final Operators operators;
  private final SourceVersion level;
  private final JvmTypes jvm;

  public MethodReader(
      Trees trees, Types types, Elements elements, Operators operators, SourceVersion level) {
    this.trees = trees;
    this.types = types;
    this.elements = elements;
    this.operators = operators;
    this.level = level;
    this.jvm = new JvmTypes(types, elements);
  }

  /** Reads a method whose declaration has been checked. */
  public SuspendableMethod read(
      TreePath path,
      ExecutableElement element,
      CoroutineType coroutineType,
      DirectForms directForms,
      Lambdas lambdas) {
    MethodTree tree = (MethodTree) path.getLeaf();
    Source source = new Source(trees, path);
    List<TypeParameterElement> typeParameters = typeParametersInScope(element);
    MethodContext context =
        context(
            source,
            Declarations.classOf(element),
            element,
            typeParameters,
            coroutineType,
            directForms,
            lambdas,
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
    Stmt body = new StatementReader(context).readBody(tree.getBody());
    return read(context, path, new Declaration.Method(element), typeParameters, parameters, body);
  }

  /** Reads a lambda whose declaration has been checked, and notes what it captures. */
  public SuspendableMethod read(
      LambdaDeclaration lambda,
      CoroutineType coroutineType,
      DirectForms directForms,
      Lambdas lambdas) {
    LambdaExpressionTree tree = lambda.tree();
    Source source = new Source(trees, lambda.path());
    Suspensions suspensions = new Suspensions(source, operators, coroutineType, types, elements);
    LambdaScan scan = LambdaScan.of(tree, source, operators, suspensions, jvm);
    List<TypeParameterElement> typeParameters = typeParametersInScope(lambda.scope());
    MethodContext context =
        context(
            source,
            lambda.place().host(),
            null,
            typeParameters,
            coroutineType,
            directForms,
            lambdas,
            tree.getBody());
    scan.constants().forEach(context::declareConstant);
    List<Variable> variables = new ArrayList<>();
    List<HostBody.Capture> captures = new ArrayList<>();
    for (VariableElement captured : scan.captures()) {
      checkNamed(captured, source, tree);
      variables.add(context.declare(captured, Variable.Kind.FINAL_PARAMETER));
      captures.add(
          new HostBody.Capture(
              captured.getSimpleName().toString(), jvm.descriptor(captured.asType())));
    }
    List<String> names = LambdaParameters.names(tree);
    List<String> descriptors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      VariableElement parameter = (VariableElement) elementOf(source, tree.getParameters().get(i));
      checkNamed(parameter, source, tree);
      variables.add(
          context.declare(
              parameter,
              names.get(i),
              context.facts.isWritten(parameter)
                  ? Variable.Kind.PARAMETER
                  : Variable.Kind.FINAL_PARAMETER));
      descriptors.add(jvm.descriptor(parameter.asType()));
    }
    Stmt body = new StatementReader(context).readBody(tree.getBody());
    HostBody.OfLambda found =
        new HostBody.OfLambda(
            lambda.place().nameInNames(),
            source.line(tree.getBody()),
            source.line(source.end(tree.getBody()) - 1),
            lambda.depth(),
            scan.calls(),
            captures,
            descriptors,
            jvm.descriptor(lambda.result()),
            source.start(tree),
            source.text(tree).replaceAll("\\s+", ""));
    Declaration.Lambda declaration =
        new Declaration.Lambda(
            lambda.place(), lambda.number(), !context.usesSelf(), captures.size(), found);
    String typeArguments =
        typeParameters.isEmpty()
            ? ""
            : typeParameters.stream()
                .map(TypeParameterElement::getSimpleName)
                .collect(Collectors.joining(", ", "<", ">"));
    lambdas.addRead(
        tree, new Lambdas.Lambda(declaration, List.copyOf(scan.captures()), typeArguments));
    return read(context, lambda.path(), declaration, typeParameters, variables, body);
  }

  private static Element elementOf(Source source, VariableTree parameter) {
    Element element = source.element(parameter);
    if (element == null) {
      throw source.refuse(Diagnostic.INTERNAL, parameter, "a parameter that is no element");
    }
    return element;
  }

  /** A frame's parameter needs a type that has a name. */
  private static void checkNamed(VariableElement variable, Source source, Tree at) {
    if (variable.asType().getKind() == TypeKind.INTERSECTION
        || !DenotableTypes.isExact(variable.asType())
        || DenotableTypes.isLocal(variable.asType())) {
      throw source.refuse(
          Diagnostic.NOT_SUPPORTED,
          at,
          "a lambda over the variable "
              + variable.getSimpleName()
              + ", whose type has no name outside of the method,",
          "give it a type that has");
    }
  }

  private MethodContext context(
      Source source,
      TypeElement host,
      @Nullable ExecutableElement method,
      List<TypeParameterElement> typeParameters,
      CoroutineType coroutineType,
      DirectForms directForms,
      Lambdas lambdas,
      Tree body) {
    return new MethodContext(
        source,
        host,
        method,
        directForms,
        lambdas,
        coroutineType,
        types,
        elements,
        new DenotableTypes(types, elements, new HashSet<>(typeParameters)),
        operators,
        level,
        body);
  }

  private SuspendableMethod read(
      MethodContext context,
      TreePath path,
      Declaration declaration,
      List<TypeParameterElement> typeParameters,
      List<Variable> parameters,
      Stmt body) {
    Set<String> identifiers = new HashSet<>(context.facts.identifiers());
    parameters.forEach(parameter -> identifiers.add(parameter.name()));
    return new SuspendableMethod(
        declaration,
        typeParameters,
        parameters,
        context.coroutineType,
        body,
        context.constants(),
        context.localClasses(),
        context.source.line(path.getLeaf()),
        fileName(path),
        identifiers,
        context.facts.ambiguousNames(),
        context.members.all(),
        new SourceOrigin(trees, path),
        context.directCallees());
  }

  private record SourceOrigin(Trees trees, TreePath path) implements FrameSource.Origin {
    @Override
    public void report(Trouble trouble, String detail) {
      Diagnostic diagnostic =
          switch (trouble) {
            case SOURCE_NOT_WRITTEN -> Diagnostic.SOURCE_NOT_WRITTEN;
            case FRAME_NOT_COMPILED -> Diagnostic.INTERNAL_FRAME;
            case NOT_BOUND -> Diagnostic.INTERNAL_BIND;
            case CLASS_FILE_WITHHELD -> Diagnostic.CLASS_FILE_WITHHELD;
            case LAMBDA_NOT_FOUND -> Diagnostic.LAMBDA_NOT_FOUND;
            case BEYOND_LIMITS -> Diagnostic.METHOD_BEYOND_LIMITS;
            case TOO_LARGE -> Diagnostic.METHOD_TOO_LARGE;
          };
      trees.printMessage(
          diagnostic.kind(), diagnostic.message(detail), path.getLeaf(), path.getCompilationUnit());
    }
  }

  private static String fileName(TreePath path) {
    String name = path.getCompilationUnit().getSourceFile().getName();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** The method's type parameters and those of the classes whose instance it sees. */
  private static List<TypeParameterElement> typeParametersInScope(Element member) {
    Map<String, TypeParameterElement> byName = new LinkedHashMap<>();
    if (member instanceof ExecutableElement method) {
      method.getTypeParameters().forEach(p -> byName.put(p.getSimpleName().toString(), p));
    }
    Element scope = member;
    while (!scope.getModifiers().contains(Modifier.STATIC)
        && scope.getEnclosingElement() instanceof TypeElement type) {
      type.getTypeParameters().forEach(p -> byName.putIfAbsent(p.getSimpleName().toString(), p));
      scope = type;
    }
    return new ArrayList<>(byName.values());
  }
}
