package dev.suspendable.processor.read;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.find.CoroutineBody;
import dev.suspendable.processor.find.DirectForms;
import dev.suspendable.processor.find.Operators;
import dev.suspendable.processor.find.SharedFacts;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.types.FunctionTypes;
import dev.suspendable.processor.types.RuntimeTypes;
import dev.suspendable.processor.verbatim.BodyContext;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The state that the readers of one coroutine share. */
final class MethodContext extends BodyContext {
  final @Nullable ExecutableElement method;
  final DirectForms directForms;
  final List<TypeParameterElement> typeParameters;
  final CoroutineType coroutineType;
  final FunctionTypes functions;
  final RuntimeTypes runtime;
  final Operators operators;
  final Suspensions suspensions;
  final Operands operands;
  final Unboxing unboxing;
  private final Set<ExecutableElement> directCallees = new LinkedHashSet<>();
  private final Map<Tree, JumpTarget> targets = new IdentityHashMap<>();

  MethodContext(
      Javac javac,
      CoroutineBody body,
      Operators operators,
      Suspensions suspensions,
      SharedFacts around) {
    super(javac, body, suspensions, around);
    this.method = body.method();
    this.directForms = around.directForms();
    this.typeParameters = body.typeParameters();
    this.coroutineType = body.type();
    this.functions = new FunctionTypes(source, types, denotable);
    this.runtime = new RuntimeTypes(types, elements);
    this.operators = operators;
    this.suspensions = suspensions;
    this.operands = new Operands(source);
    this.unboxing = new Unboxing(source, types, denotable);
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

  /** Reports a return that the promise has no hook for. */
  RuntimeException notReturned(Tree at, String what) {
    return notReturned(
        at, what, "return a co-return factory call, or give the promise a hook returnFrom");
  }

  RuntimeException notReturned(Tree at, String what, String advice) {
    return source.refuse(
        Diagnostic.RETURN_NOT_ACCEPTED,
        at,
        coroutineType.promise().element().getSimpleName(),
        what,
        advice);
  }
}
