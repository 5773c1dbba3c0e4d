package dev.suspendable.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.analyze.CodeSize;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.check.DeclarationCheck;
import dev.suspendable.processor.check.Problem;
import dev.suspendable.processor.check.Signature;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.emit.FrameEmitter;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Lowering;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.read.DirectForms;
import dev.suspendable.processor.read.LambdaDeclaration;
import dev.suspendable.processor.read.LambdaFinder;
import dev.suspendable.processor.read.Lambdas;
import dev.suspendable.processor.read.LocalClasses;
import dev.suspendable.processor.read.MethodReader;
import dev.suspendable.processor.read.Operators;
import dev.suspendable.processor.read.PlacementCheck;
import dev.suspendable.processor.read.Warnings;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The passes over the coroutines of one attributed class: read, check, lower, analyze, emit. What
 * is wrong with one method is reported there, and the others go on.
 */
final class Coroutines {
  /**
   * The largest part, in bytes as estimated: below the 8,000 that HotSpot compiles even if there
   * are somewhat more of them.
   */
  private static final int LARGEST_PART = 7_000;

  /** Above this many bytes, as estimated, no coroutine runs in its direct form. */
  private static final int LARGEST_DIRECT_FORM = 5_000;

  /** What it takes, in bytes, to hand a variable to the method that leaves the direct form. */
  private static final int ARGUMENT = 4;

  private final Trees trees;
  private final Types types;
  private final Operators operators;
  private final AwaitedNames awaitedNames;
  private final boolean alwaysDirect;
  private final boolean neverDirect;
  private final boolean links;

  /** Whether a coroutine has one form only, in the order of the source. */
  private final boolean isSingle;

  private final int largestPart;
  private final PlacementCheck placement;
  private final DeclarationCheck declarations;
  private final MethodReader reader;
  private final FrameEmitter emitter;
  private final Lowering.TypeNames typeNames;
  private final Elements elements;
  private final List<Suspicion> suspicions = new ArrayList<>();

  /** Something does not fit in a method; whether that is our fault javac is going to show. */
  private record Suspicion(String host, Runnable report) {}

  Coroutines(
      ProcessingEnvironment environment,
      Options options,
      AwaitedNames awaitedNames,
      Predicate<PackageElement> mayBindPromises) {
    this.trees = Trees.instance(environment);
    this.types = environment.getTypeUtils();
    this.elements = environment.getElementUtils();
    this.operators = new Operators(types);
    this.awaitedNames = awaitedNames;
    this.alwaysDirect = options.has(Options.Option.DIRECT, "always");
    this.isSingle = options.has(Options.Option.LINES, "single");
    this.neverDirect = isSingle || options.has(Options.Option.DIRECT, "none");
    this.links = !neverDirect && !options.has(Options.Option.DIRECT, "file");
    this.largestPart = options.number(Options.Option.SPLIT, LARGEST_PART);
    Warnings warnings = new Warnings(trees, options.warnings());
    this.placement = new PlacementCheck(trees, operators, warnings, types, elements);
    this.declarations = new DeclarationCheck(types, elements, mayBindPromises);
    this.reader = new MethodReader(environment, operators, warnings);
    this.emitter = new FrameEmitter(types, elements, isSingle);
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
    DirectForms directForms =
        new DirectForms(
            trees,
            types,
            elements,
            operators,
            method -> links ? declarations.find(method) : Optional.empty());
    Map<TreePath, CoroutineType> coroutines = new LinkedHashMap<>();
    for (TreePath path : found.methods()) {
      if (!found.misplaced().contains(path.getLeaf())) {
        attempt(path, () -> declarations.check(elementOf(path)))
            .ifPresent(
                coroutineType -> {
                  coroutines.put(path, coroutineType);
                  if (!neverDirect) {
                    directForms.add(elementOf(path), path, coroutineType);
                  }
                });
      }
    }
    Map<TreePath, Lowered> lowered = new LinkedHashMap<>();
    LocalClasses localClasses = new LocalClasses(trees, type);
    Lambdas lambdas = lowerLambdas(found, directForms, localClasses, lowered);
    coroutines.forEach(
        (path, coroutineType) ->
            attempt(
                    path,
                    () ->
                        Optional.of(
                            lower(
                                reader.read(
                                    path,
                                    elementOf(path),
                                    coroutineType,
                                    directForms,
                                    lambdas,
                                    localClasses))))
                .ifPresent(each -> lowered.put(path, each)));
    findRecursion(lowered);
    Set<ExecutableElement> callees = new HashSet<>();
    lowered.values().forEach(each -> callees.addAll(each.method.directCallees()));
    lowered.forEach(
        (path, each) ->
            this.<FrameSource>attempt(
                    path,
                    () -> {
                      boolean hasEntry = hasEntry(each.method, directForms);
                      boolean isCalled = callees.contains(each.method.declaration().method());
                      boolean pays = hasEntry || isCalled || !each.method.directCallees().isEmpty();
                      TypeMirror direct = directResult(each.method, directForms, pays);
                      return Optional.of(emit(each, direct, isCalled, hasEntry));
                    })
                .ifPresent(frames::add));
    return frames;
  }

  private record Lowered(SuspendableMethod method, Graph graph) {
    Lowered with(SuspendableMethod changed) {
      return new Lowered(changed, graph);
    }
  }

  /** Tells coroutines which of their direct calls may come back to them. */
  private static void findRecursion(Map<TreePath, Lowered> lowered) {
    Map<ExecutableElement, Set<ExecutableElement>> calls = new HashMap<>();
    for (Lowered each : lowered.values()) {
      ExecutableElement method = each.method.declaration().method();
      if (method != null) {
        calls.put(method, each.method.directCallees());
      }
    }
    lowered.replaceAll(
        (path, each) -> {
          Set<ExecutableElement> recursive = new LinkedHashSet<>(each.method.directCallees());
          recursive.removeIf(callee -> !reaches(callee, each.method.declaration().method(), calls));
          return each.with(each.method.withRecursiveCallees(recursive));
        });
  }

  private static boolean reaches(
      ExecutableElement from,
      @Nullable ExecutableElement to,
      Map<ExecutableElement, Set<ExecutableElement>> calls) {
    Set<ExecutableElement> seen = new HashSet<>(Set.of(from));
    Deque<ExecutableElement> todo = new ArrayDeque<>(seen);
    while (!todo.isEmpty()) {
      ExecutableElement method = todo.pop();
      if (method.equals(to)) {
        return true;
      }
      calls.getOrDefault(method, Set.of()).stream().filter(seen::add).forEach(todo::push);
    }
    return false;
  }

  /** The inner ones first: what they capture, the code around them has to pass. */
  private Lambdas lowerLambdas(
      PlacementCheck.Found found,
      DirectForms directForms,
      LocalClasses localClasses,
      Map<TreePath, Lowered> lowered) {
    Lambdas lambdas = new Lambdas();
    LambdaFinder finder = new LambdaFinder(trees, types, elements);
    Deque<LambdaDeclaration> declared = new ArrayDeque<>();
    for (TreePath path : found.lambdas()) {
      attempt(path, () -> Optional.of(finder.find(path))).ifPresent(declared::push);
      lambdas.add((LambdaExpressionTree) path.getLeaf());
    }
    for (LambdaDeclaration lambda : declared) {
      if (!found.misplaced().contains(lambda.tree())) {
        attempt(
                lambda.path(),
                () -> {
                  CoroutineType type = declarations.checkLambda(signature(lambda));
                  return Optional.of(
                      lower(reader.read(lambda, type, directForms, lambdas, localClasses)));
                })
            .ifPresent(each -> lowered.put(lambda.path(), each));
      }
    }
    return lambdas;
  }

  private static Signature signature(LambdaDeclaration lambda) {
    return new Signature(
        lambda.function(), lambda.place().host(), lambda.result(), lambda.parameters(), null);
  }

  private Lowered lower(SuspendableMethod read) throws Problem {
    return new Lowered(read, Lowering.lower(read, types, typeNames, !isSingle));
  }

  private FrameSource emit(
      Lowered lowered, @Nullable TypeMirror direct, boolean isCalled, boolean hasEntry)
      throws Problem {
    Structurer.Body body =
        direct == null
            ? null
            : Structurer.structure(lowered.graph, Terminator.Suspend::always).orElse(null);
    FrameLayout layout = layout(lowered, body != null);
    if (body != null
        && (CodeSize.of(body.blocks(), layout, ARGUMENT) > LARGEST_DIRECT_FORM
            || layout.mostKept() > JvmTypes.MOST_ARGUMENTS)) {
      body = null;
      layout = layout(lowered, false);
    }
    TypeMirror result = body == null && !isCalled ? null : direct;
    return emitter.emit(lowered.method, lowered.graph, layout, result, body, isCalled, hasEntry);
  }

  private FrameLayout layout(Lowered lowered, boolean hasDirectForm) {
    return FrameLayout.of(lowered.method, lowered.graph, hasDirectForm, largestPart, types);
  }

  /**
   * What a method's direct form returns; null if it is not to have one. Those that call directly
   * have one too, for the time before they first suspend: then their loops are loops.
   */
  private @Nullable TypeMirror directResult(
      SuspendableMethod method, DirectForms directForms, boolean pays) {
    DirectForms.DirectForm form = directForms.of(method.declaration().method());
    return form != null && (alwaysDirect || pays) && !method.hasUndeclarableParameter()
        ? form.result()
        : null;
  }

  /** Whether coroutines of other files are to find a way into the direct form. */
  private boolean hasEntry(SuspendableMethod coroutine, DirectForms directForms) {
    ExecutableElement method = coroutine.declaration().method();
    DirectForms.DirectForm form = directForms.of(method);
    return links
        && method != null
        && form != null
        && form.isCallable()
        && !method.getModifiers().contains(Modifier.PRIVATE)
        && (alwaysDirect || awaitedNames.isAwaitedElsewhere(method));
  }

  private ExecutableElement elementOf(TreePath path) {
    return (ExecutableElement) trees.getElement(path);
  }

  /** One pass over a coroutine. */
  private interface Pass<T> {
    Optional<T> run() throws Problem;
  }

  private <T> Optional<T> attempt(TreePath path, Pass<T> pass) {
    try {
      return pass.run();
    } catch (Problem problem) {
      report(problem.diagnostic(), part(problem, path), path, problem.arguments());
    } catch (Refusal refusal) {
      suspect(path, refusal.suspicion());
    } catch (RuntimeException bug) {
      String what = bug + at(bug);
      suspect(path, () -> report(Diagnostic.INTERNAL, path.getLeaf(), path, what));
    }
    return Optional.empty();
  }

  private void suspect(TreePath path, @Nullable Runnable suspicion) {
    if (suspicion != null) {
      String host = elements.getBinaryName(hostOf(path)).toString();
      suspicions.add(new Suspicion(host, suspicion));
    }
  }

  private TypeElement hostOf(TreePath coroutine) {
    TreePath path = coroutine;
    while (!(path.getLeaf() instanceof ClassTree)) {
      path = path.getParentPath();
    }
    return (TypeElement) trees.getElement(path);
  }

  /**
   * Reports methods that could not be read although javac has found no error in their class.
   *
   * @param isGenerated whether javac has generated the class of that name
   * @return whether there are any
   */
  boolean reportBugs(Predicate<String> isGenerated) {
    List<Suspicion> bugs =
        suspicions.stream().filter(each -> isGenerated.test(each.host())).toList();
    bugs.forEach(bug -> bug.report().run());
    suspicions.removeAll(bugs);
    return !bugs.isEmpty();
  }

  private static String at(RuntimeException bug) {
    StackTraceElement[] trace = bug.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private static Tree part(Problem problem, TreePath path) {
    if (!(path.getLeaf() instanceof MethodTree method)) {
      return path.getLeaf();
    }
    @Nullable Tree part =
        switch (problem.part()) {
          case METHOD -> method;
          case RETURN_TYPE -> method.getReturnType();
          case ANNOTATION -> PlacementCheck.promiseOf(method);
        };
    return part == null ? method : part;
  }

  private void report(Diagnostic diagnostic, Tree at, TreePath path, Object... arguments) {
    trees.printMessage(
        diagnostic.kind(), diagnostic.message(arguments), at, path.getCompilationUnit());
  }
}
