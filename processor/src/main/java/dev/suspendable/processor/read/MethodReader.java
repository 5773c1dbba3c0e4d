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
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.TypeParameters;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Reads one coroutine, a method or a lambda, into the model. */
public final class MethodReader {
  private final ProcessingEnvironment environment;
  private final Trees trees;
  private final Types types;
  private final Elements elements;
  private final Operators operators;
  private final Warnings warnings;
  private final BlockingCalls blocking;
  private final SourceVersion level;
  private final JvmTypes jvm;

  /** The file parsed last, and its trees. */
  private @Nullable String parsed;

  private @Nullable WrittenTrees writtenTrees;

  public MethodReader(ProcessingEnvironment environment, Operators operators, Warnings warnings) {
    this.environment = environment;
    this.trees = Trees.instance(environment);
    this.types = environment.getTypeUtils();
    this.elements = environment.getElementUtils();
    this.operators = operators;
    this.warnings = warnings;
    this.blocking = new BlockingCalls(types, elements);
    this.level = environment.getSourceVersion();
    this.jvm = new JvmTypes(types, elements);
  }

  private WrittenTrees parse(String text) {
    if (writtenTrees == null || !text.equals(parsed)) {
      writtenTrees = WrittenTrees.parse(environment, text);
      parsed = text;
    }
    return writtenTrees;
  }

  /** Reads a method whose declaration has been checked. */
  public SuspendableMethod read(
      TreePath path,
      ExecutableElement element,
      CoroutineType coroutineType,
      DirectForms directForms,
      Lambdas lambdas,
      LocalClasses localClasses) {
    MethodTree tree = (MethodTree) path.getLeaf();
    Source source = new Source(trees, path, tree.getBody(), this::parse);
    TypeElement host = Declarations.classOf(element);
    List<TypeParameterElement> typeParameters = TypeParameters.inScope(element);
    MethodContext context =
        context(
            source,
            host,
            element,
            typeParameters,
            coroutineType,
            directForms,
            lambdas,
            localClasses,
            tree.getBody());
    List<Variable> parameters = new ArrayList<>();
    List<HostBody.Kept> around = new ArrayList<>();
    if (Lifted.isInLifted(host)) {
      LocalClasses.Variables variables = localClasses.variables(path);
      variables.constants().forEach(context::declareConstant);
      Set<String> names = new HashSet<>(context.facts.declaredNames());
      element.getParameters().forEach(p -> names.add(p.getSimpleName().toString()));
      for (VariableElement variable : variables.captured()) {
        around.add(kept(variable, host));
        parameters.add(
            context.declare(variable, fresh(variable, names), Variable.Kind.FINAL_PARAMETER));
      }
    }
    for (VariableElement parameter : element.getParameters()) {
      parameters.add(
          context.declare(
              parameter,
              context.facts.isWritten(parameter)
                  ? Variable.Kind.PARAMETER
                  : Variable.Kind.FINAL_PARAMETER));
    }
    Stmt body = new StatementReader(context).readBody(tree.getBody());
    Declaration.Method declaration = new Declaration.Method(element, List.copyOf(around));
    return read(context, path, declaration, typeParameters, parameters, body);
  }

  /** Reads a lambda whose declaration has been checked, and records its captures. */
  public SuspendableMethod read(
      LambdaDeclaration lambda,
      CoroutineType coroutineType,
      DirectForms directForms,
      Lambdas lambdas,
      LocalClasses localClasses) {
    LambdaExpressionTree tree = lambda.tree();
    Source source = new Source(trees, lambda.path(), tree, this::parse);
    Suspensions suspensions = new Suspensions(source, operators, coroutineType, types, elements);
    LambdaScan scan = LambdaScan.of(tree, source, operators, suspensions, localClasses, jvm);
    List<TypeParameterElement> typeParameters = lambda.typeParameters();
    MethodContext context =
        context(
            source,
            lambda.place().host(),
            null,
            typeParameters,
            coroutineType,
            directForms,
            lambdas,
            localClasses,
            tree.getBody());
    scan.constants().forEach(context::declareConstant);
    scan.dead().forEach(context::declareDead);
    List<Variable> variables = new ArrayList<>();
    for (VariableElement variable : scan.captures()) {
      variables.add(context.declare(variable, Variable.Kind.FINAL_PARAMETER));
    }
    List<HostBody.Capture> captures = scan.captures().stream().map(this::capture).toList();
    List<String> names = LambdaParameters.names(tree);
    List<String> descriptors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      VariableElement parameter = (VariableElement) elementOf(source, tree.getParameters().get(i));
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
            scan.hasDeadCode(),
            captures,
            scan.named().stream().map(this::capture).toList(),
            descriptors,
            jvm.descriptor(lambda.result()),
            source.startInFile(tree),
            source.text(tree).replaceAll("\\s+", ""));
    Declaration.Lambda declaration =
        new Declaration.Lambda(
            lambda.place(), lambda.number(), !context.usesSelf(), captures.size(), found);
    lambdas.addRead(
        tree, new Lambdas.Lambda(declaration, List.copyOf(scan.captures()), typeParameters));
    return read(context, lambda.path(), declaration, typeParameters, variables, body);
  }

  private static Element elementOf(Source source, VariableTree parameter) {
    Element element = source.element(parameter);
    if (element == null) {
      throw source.refuse(Diagnostic.INTERNAL, parameter, "a parameter that is no element");
    }
    return element;
  }

  private HostBody.Capture capture(VariableElement variable) {
    return new HostBody.Capture(
        variable.getSimpleName().toString(), jvm.descriptor(variable.asType()));
  }

  /**
   * Finds the instance that keeps a captured variable: that of the class around whose declaration
   * the variable is declared.
   */
  private HostBody.Kept kept(VariableElement variable, TypeElement host) {
    TypeElement keeper = host;
    while (!Declarations.classOf(keeper).equals(Declarations.classOf(variable))) {
      keeper = Declarations.classOf(keeper);
    }
    return new HostBody.Kept(elements.getBinaryName(keeper).toString(), capture(variable));
  }

  /** A name for a captured variable that the method may hide with a variable of its own. */
  private static String fresh(VariableElement variable, Set<String> names) {
    String name = variable.getSimpleName().toString();
    while (!names.add(name)) {
      name += "$";
    }
    return name;
  }

  private MethodContext context(
      Source source,
      TypeElement host,
      @Nullable ExecutableElement method,
      List<TypeParameterElement> typeParameters,
      CoroutineType coroutineType,
      DirectForms directForms,
      Lambdas lambdas,
      LocalClasses localClasses,
      Tree body) {
    Suspensions suspensions = new Suspensions(source, operators, coroutineType, types, elements);
    new BodyWarnings(
            source,
            blocking,
            new HeldLocks(source, suspensions, warnings, types, elements),
            new Waits(source, suspensions, warnings, types, elements),
            coroutineType.noAwaitAdvice() == null)
        .check(body);
    return new MethodContext(
        source,
        host,
        method,
        directForms,
        lambdas,
        localClasses,
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
        context.localClasses.nestTypes(jvm),
        context.source.line(path.getLeaf()),
        fileName(path),
        identifiers,
        context.facts.ambiguousNames(),
        context.members.all(),
        new NamedOwners(trees, types, elements, path, declaration.host()),
        new SourceOrigin(
            trees, warnings, path, context.coroutineType, List.copyOf(context.inferredCalls)),
        context.directCallees(),
        Set.of());
  }

  private record SourceOrigin(
      Trees trees,
      Warnings warnings,
      TreePath path,
      CoroutineType type,
      List<MethodContext.InferredCall> calls)
      implements FrameSource.Origin {
    @Override
    public boolean reportWrongValue(int line, String code) {
      for (MethodContext.InferredCall each : calls) {
        if (code.contains("." + each.hook() + "(") && line >= each.first() && line <= each.last()) {
          Source.print(
              trees,
              Diagnostic.WRONG_VALUE,
              each.at().getLeaf(),
              path.getCompilationUnit(),
              each.hook(),
              type.type(),
              each.expected(),
              each.actual());
          return true;
        }
      }
      return false;
    }

    @Override
    public void report(Trouble trouble, String detail) {
      Diagnostic diagnostic =
          switch (trouble) {
            case SOURCE_NOT_WRITTEN -> Diagnostic.SOURCE_NOT_WRITTEN;
            case FRAME_NOT_COMPILED -> Diagnostic.INTERNAL_FRAME;
            case NOT_BOUND -> Diagnostic.INTERNAL_BIND;
            case CLASS_FILE_WITHHELD -> Diagnostic.CLASS_FILE_WITHHELD;
            case CLASS_FILE_HIDDEN -> Diagnostic.CLASS_FILE_HIDDEN;
            case LAMBDA_NOT_FOUND -> Diagnostic.LAMBDA_NOT_FOUND;
            case BEYOND_LIMITS -> Diagnostic.METHOD_BEYOND_LIMITS;
            case TOO_MANY_PARAMETERS -> Diagnostic.TOO_MANY_PARAMETERS;
            case TOO_LARGE -> Diagnostic.METHOD_TOO_LARGE;
          };
      if (diagnostic.kind() == Kind.WARNING) {
        warnings.warn(diagnostic, path, detail);
      } else {
        Source.print(trees, diagnostic, path.getLeaf(), path.getCompilationUnit(), detail);
      }
    }
  }

  private static String fileName(TreePath path) {
    String name = path.getCompilationUnit().getSourceFile().getName();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
