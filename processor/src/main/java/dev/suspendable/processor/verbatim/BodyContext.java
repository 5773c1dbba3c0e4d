package dev.suspendable.processor.verbatim;

import dev.suspendable.processor.find.BodyFacts;
import dev.suspendable.processor.find.CoroutineBody;
import dev.suspendable.processor.find.Lambdas;
import dev.suspendable.processor.find.LocalClasses;
import dev.suspendable.processor.find.SharedFacts;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.types.DenotableTypes;
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
public class BodyContext {
  public final Source source;
  public final BodyFacts facts;
  public final TypeElement host;
  final Lambdas lambdas;
  public final LocalClasses localClasses;
  public final Types types;
  public final Elements elements;
  public final DenotableTypes denotable;
  public final HostMembers members;
  private final Javac javac;
  private final Map<Element, Variable> variables = new HashMap<>();
  private final Map<Variable, String> constants = new LinkedHashMap<>();

  private boolean usesSelf;

  public BodyContext(Javac javac, CoroutineBody body, Suspensions suspensions, SharedFacts around) {
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
  public @Nullable Variable variable(@Nullable Element element) {
    return element == null ? null : variables.get(element);
  }

  public Variable declare(Element element, Variable.Kind kind) {
    return declare(element, element.getSimpleName().toString(), kind);
  }

  public Variable declare(Element element, String name, Variable.Kind kind) {
    return variables.computeIfAbsent(element, e -> new Variable(name, e.asType(), kind));
  }

  /** Declares a constant of the user's, which has its value as its initialiser. */
  public Variable declareConstant(VariableElement element) {
    Variable known = variable(element);
    if (known != null) {
      return known;
    }
    if (element.getKind().isField()) {
      facts.variables.declare(element.getSimpleName().toString());
    }
    Variable variable = declare(element, Variable.Kind.CONSTANT);
    constants.put(variable, elements.getConstantExpression(element.getConstantValue()));
    return variable;
  }

  /** Declares a variable of the surrounding code that is in scope and that only dead code names. */
  public void declareDead(VariableElement element) {
    TypeMirror type = element.asType();
    // Not a constant expression, or javac would find unreachable code.
    String value =
        type.getKind().isPrimitive()
            ? "(new " + type.getKind().name().toLowerCase(Locale.ROOT) + "[1])[0]"
            : "null";
    constants.put(declare(element, Variable.Kind.CONSTANT), value);
  }

  /** The receiver. */
  public Code self() {
    usesSelf = true;
    return Code.of(new Code.Self());
  }

  /** Whether the code uses the receiver. */
  public boolean usesSelf() {
    return usesSelf;
  }

  /** The constants of the coroutine, with the expressions for their values. */
  public Map<Variable, String> constants() {
    return constants;
  }

  /** Whether the language is that of a given version of Java or a later one. */
  public boolean isSince(int version) {
    return javac.isSince(version);
  }
}
