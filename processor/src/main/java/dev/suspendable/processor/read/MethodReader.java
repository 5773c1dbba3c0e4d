package dev.suspendable.processor.read;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.find.CoroutineBody;
import dev.suspendable.processor.find.LambdaDeclaration;
import dev.suspendable.processor.find.LambdaParameters;
import dev.suspendable.processor.find.LambdaScan;
import dev.suspendable.processor.find.Lambdas;
import dev.suspendable.processor.find.LocalClasses;
import dev.suspendable.processor.find.Operators;
import dev.suspendable.processor.find.SharedFacts;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.model.Body;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.DirectCallees;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.LambdaSignature;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.NestView;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.TypeParameters;
import dev.suspendable.processor.model.TypeScope;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.FileParser;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.types.NamedOwners;
import dev.suspendable.processor.types.RuntimeTypes;
import dev.suspendable.processor.warn.BodyWarnings;
import dev.suspendable.processor.warn.ForeignAnnotations;
import dev.suspendable.processor.warn.Warnings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads one coroutine, a method or a lambda, into the model. */
public final class MethodReader {
  private final Javac javac;
  private final Operators operators;
  private final Warnings warnings;
  private final BodyWarnings bodyWarnings;
  private final ForeignAnnotations annotations;
  private final FileParser parser;
  private final RuntimeTypes runtime;
  private final JvmTypes jvm;

  public MethodReader(ProcessingEnvironment environment, Operators operators, Warnings warnings) {
    this.javac = Javac.of(environment);
    this.operators = operators;
    this.warnings = warnings;
    this.bodyWarnings = new BodyWarnings(javac, warnings);
    this.annotations = new ForeignAnnotations(javac, warnings);
    this.parser = new FileParser(environment);
    this.runtime = new RuntimeTypes(javac.types(), javac.elements());
    this.jvm = new JvmTypes(javac.types(), javac.elements());
  }

  /** Reads a method whose declaration has been checked. */
  public SuspendableMethod read(
      TreePath path, ExecutableElement element, CoroutineType type, SharedFacts around) {
    annotations.check(path, element);
    MethodTree tree = (MethodTree) path.getLeaf();
    Source source = new Source(javac.trees(), path, tree.getBody(), parser);
    TypeElement host = Declarations.classOf(element);
    CoroutineBody body =
        new CoroutineBody(
            source, tree.getBody(), host, element, TypeParameters.inScope(element), type);
    MethodContext context = context(body, suspensions(body), around);
    List<Variable> parameters = new ArrayList<>();
    List<HostBody.Kept> kept = new ArrayList<>();
    if (Lifted.isInLifted(host)) {
      LocalClasses.Variables variables = around.localClasses().variables(path);
      variables.constants().forEach(context::declareConstant);
      Set<String> names = new HashSet<>(context.facts.variables.declaredNames());
      element.getParameters().forEach(p -> names.add(p.getSimpleName().toString()));
      for (VariableElement variable : variables.captured()) {
        kept.add(kept(variable, host));
        parameters.add(
            context.declare(variable, fresh(variable, names), Variable.Kind.FINAL_PARAMETER));
      }
    }
    for (VariableElement parameter : element.getParameters()) {
      parameters.add(
          context.declare(
              parameter,
              context.facts.variables.isWritten(parameter)
                  ? Variable.Kind.PARAMETER
                  : Variable.Kind.FINAL_PARAMETER));
    }
    Stmt read = new StatementReader(context).readBody(tree.getBody());
    Declaration.Method declaration = new Declaration.Method(element, List.copyOf(kept));
    return method(context, path, declaration, parameters, read);
  }

  /** Reads a lambda whose declaration has been checked, and records its captures. */
  public SuspendableMethod read(LambdaDeclaration lambda, CoroutineType type, SharedFacts around) {
    LambdaExpressionTree tree = lambda.tree();
    Source source = new Source(javac.trees(), lambda.path(), tree, parser);
    CoroutineBody body =
        new CoroutineBody(
            source, tree.getBody(), lambda.place().host(), null, lambda.typeParameters(), type);
    Suspensions suspensions = suspensions(body);
    LambdaScan scan =
        LambdaScan.of(tree, source, operators, suspensions, around.localClasses(), jvm);
    MethodContext context = context(body, suspensions, around);
    scan.constants().forEach(context::declareConstant);
    scan.dead().forEach(context::declareDead);
    List<Variable> variables = new ArrayList<>();
    for (VariableElement variable : scan.captures()) {
      variables.add(context.declare(variable, Variable.Kind.FINAL_PARAMETER));
    }
    List<String> names = LambdaParameters.names(tree);
    List<String> descriptors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      VariableElement parameter = (VariableElement) elementOf(source, tree.getParameters().get(i));
      variables.add(
          context.declare(
              parameter,
              names.get(i),
              context.facts.variables.isWritten(parameter)
                  ? Variable.Kind.PARAMETER
                  : Variable.Kind.FINAL_PARAMETER));
      descriptors.add(jvm.descriptor(parameter.asType()));
    }
    Stmt read = new StatementReader(context).readBody(tree.getBody());
    HostBody.OfLambda found =
        new HostBody.OfLambda(
            lambda.place().namesInMethods(),
            lambda.depth(),
            new HostBody.Written(
                source.startInFile(tree),
                source.line(tree.getBody()),
                source.line(source.end(tree.getBody()) - 1),
                source.text(tree).replaceAll("\\s+", "")),
            scan.calls(),
            new LambdaSignature(
                scan.captures().stream().map(this::capture).toList(),
                scan.named().stream().map(this::capture).toList(),
                descriptors,
                jvm.descriptor(lambda.result())),
            scan.hasDeadCode());
    Declaration.Lambda declaration =
        new Declaration.Lambda(lambda.place(), lambda.number(), !context.usesSelf(), found);
    around
        .lambdas()
        .addRead(
            tree,
            new Lambdas.Lambda(declaration, List.copyOf(scan.captures()), lambda.typeParameters()));
    return method(context, lambda.path(), declaration, variables, read);
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
    return new HostBody.Kept(javac.elements().getBinaryName(keeper).toString(), capture(variable));
  }

  /** A name for a captured variable that the method may hide with a variable of its own. */
  private static String fresh(VariableElement variable, Set<String> names) {
    String name = variable.getSimpleName().toString();
    while (!names.add(name)) {
      name += "$";
    }
    return name;
  }

  private Suspensions suspensions(CoroutineBody body) {
    return new Suspensions(body.source(), operators, body.type(), runtime);
  }

  private MethodContext context(CoroutineBody body, Suspensions suspensions, SharedFacts around) {
    bodyWarnings.check(body, suspensions);
    return new MethodContext(javac, body, operators, suspensions, around);
  }

  private SuspendableMethod method(
      MethodContext context,
      TreePath path,
      Declaration declaration,
      List<Variable> parameters,
      Stmt read) {
    Set<String> identifiers = new HashSet<>(context.facts.variables.identifiers());
    parameters.forEach(parameter -> identifiers.add(parameter.name()));
    return new SuspendableMethod(
        declaration,
        new TypeScope(
            context.typeParameters,
            new NamedOwners(
                javac.trees(), javac.types(), javac.elements(), path, declaration.host())),
        parameters,
        context.coroutineType,
        new Body(read, context.constants(), identifiers, context.facts.variables.ambiguousNames()),
        new DirectCallees(context.directCallees(), Set.of()),
        new NestView(context.localClasses.nestTypes(jvm), context.members.all()),
        new SourceOrigin(
            fileName(path),
            context.source.line(path.getLeaf()),
            javac.trees(),
            warnings,
            path,
            context.coroutineType,
            List.copyOf(context.inferredCalls)));
  }

  private static String fileName(TreePath path) {
    String name = path.getCompilationUnit().getSourceFile().getName();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
