package dev.suspendable.processor.read;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The state that the readers of one method share. */
final class MethodContext {
  final Source source;

  final BodyFacts facts;
  final @Nullable ExecutableElement method;
  final DirectForms directForms;
  final Lambdas lambdas;
  final LocalClasses localClasses;
  final TypeElement host;
  final CoroutineType coroutineType;
  final Types types;
  final Elements elements;
  final DenotableTypes denotable;
  final FunctionTypes functions;
  final HostMembers members;
  final Operators operators;
  private final SourceVersion level;
  private final Map<Element, Variable> variables = new HashMap<>();
  private final Map<Variable, String> constants = new LinkedHashMap<>();
  private final Set<ExecutableElement> directCallees = new LinkedHashSet<>();
  private final Map<Tree, JumpTarget> targets = new IdentityHashMap<>();

  private boolean usesSelf;

  MethodContext(
      Source source,
      TypeElement host,
      @Nullable ExecutableElement method,
      DirectForms directForms,
      Lambdas lambdas,
      LocalClasses localClasses,
      CoroutineType coroutineType,
      Types types,
      Elements elements,
      DenotableTypes denotable,
      Operators operators,
      SourceVersion level,
      Tree body) {
    this.source = source;
    this.method = method;
    this.directForms = directForms;
    this.lambdas = lambdas;
    this.localClasses = localClasses;
    this.host = host;
    this.coroutineType = coroutineType;
    this.types = types;
    this.elements = elements;
    this.denotable = denotable;
    this.functions = new FunctionTypes(source, types, denotable);
    this.members = new HostMembers(types, elements);
    this.operators = operators;
    this.level = level;
    Suspensions suspensions = new Suspensions(source, operators, coroutineType, types, elements);
    this.facts = new BodyFacts(source, body, suspensions::isSuspension);
  }

  /**
   * The coroutine's variable that represents a local variable of the user's, unless it is part of
   * verbatim text.
   */
  @Nullable Variable variable(@Nullable Element element) {
    return element == null ? null : variables.get(element);
  }

  Variable declare(Element element, Variable.Kind kind) {
    return declare(element, element.getSimpleName().toString(), kind);
  }

  Variable declare(Element element, String name, Variable.Kind kind) {
    return variables.computeIfAbsent(element, e -> new Variable(name, e.asType(), kind));
  }

  /** Declares a constant of the user's, which has its value as its initialiser. */
  Variable declareConstant(VariableElement element) {
    Variable known = variable(element);
    if (known != null) {
      return known;
    }
    if (element.getKind().isField()) {
      facts.declare(element.getSimpleName().toString());
    }
    Variable variable = declare(element, Variable.Kind.CONSTANT);
    constants.put(variable, elements.getConstantExpression(element.getConstantValue()));
    return variable;
  }

  /** Declares a variable of the surrounding code that is in scope and that only dead code names. */
  void declareDead(VariableElement element) {
    TypeMirror type = element.asType();
    // Not a constant expression, or javac would find unreachable code.
    String value =
        type.getKind().isPrimitive()
            ? "(new " + type.getKind().name().toLowerCase(Locale.ROOT) + "[1])[0]"
            : "null";
    constants.put(declare(element, Variable.Kind.CONSTANT), value);
  }

  /** The receiver. */
  Code self() {
    usesSelf = true;
    return Code.of(new Code.Self());
  }

  /** Whether the code uses the receiver. */
  boolean usesSelf() {
    return usesSelf;
  }

  /**
   * A call of a hook whose argument's type javac infers when it compiles the frame. Only that
   * compilation shows whether such a type exists.
   *
   * @param first the line on which it begins
   * @param last the line on which it ends
   * @param at the argument
   * @param expected the type that the hook takes
   * @param actual the type that the argument has in the user's code
   */
  record InferredCall(
      String hook, int first, int last, TreePath at, String expected, TypeMirror actual) {}

  /** The calls of hooks whose arguments' types are inferred. */
  final List<InferredCall> inferredCalls = new ArrayList<>();

  /** Records that a coroutine is called by its direct form. */
  void callsDirectly(ExecutableElement callee) {
    directCallees.add(callee);
  }

  Set<ExecutableElement> directCallees() {
    return directCallees;
  }

  Map<Variable, String> constants() {
    return constants;
  }

  /** Whether the source level is a given version of Java or a later one. */
  boolean isSince(int version) {
    return level.ordinal() >= version;
  }

  JumpTarget target(Tree statement) {
    return targets.computeIfAbsent(statement, s -> new JumpTarget(source.line(s)));
  }

  TypeElement typeElement(String name) {
    TypeElement element = elements.getTypeElement(name);
    if (element == null) {
      throw new IllegalStateException("no " + name + " in this compilation");
    }
    return element;
  }
}
