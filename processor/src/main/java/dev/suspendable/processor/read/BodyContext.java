package dev.suspendable.processor.read;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The state that copying the text of a body needs: its facts, and the coroutine's variables that
 * represent the user's.
 */
class BodyContext {
  final Source source;
  final BodyFacts facts;
  final TypeElement host;
  final Lambdas lambdas;
  final LocalClasses localClasses;
  final Types types;
  final Elements elements;
  final DenotableTypes denotable;
  final HostMembers members;
  private final Javac javac;
  private final Map<Element, Variable> variables = new HashMap<>();
  private final Map<Variable, String> constants = new LinkedHashMap<>();

  private boolean usesSelf;

  BodyContext(Javac javac, CoroutineBody body, Suspensions suspensions, ClassFacts around) {
    this.javac = javac;
    this.source = body.source();
    this.facts = new BodyFacts(source, body.tree(), suspensions::isSuspension);
    this.host = body.host();
    this.lambdas = around.lambdas();
    this.localClasses = around.localClasses();
    this.types = javac.types();
    this.elements = javac.elements();
    this.denotable = new DenotableTypes(types, elements, new HashSet<>(body.typeParameters()));
    this.members = new HostMembers(types, elements);
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

  /** The constants of the coroutine, with the expressions for their values. */
  Map<Variable, String> constants() {
    return constants;
  }

  /** Whether the language is that of a given version of Java or a later one. */
  boolean isSince(int version) {
    return javac.isSince(version);
  }
}
