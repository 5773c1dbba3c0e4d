package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.suspendable.processor.find.DirectForms.DirectForm;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Site;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads awaited calls of coroutines, where the call uses the direct form or a link to it. */
final class DirectCallReader {
  private final MethodContext context;
  private final ExpressionReader expressions;

  DirectCallReader(MethodContext context, ExpressionReader expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /**
   * The direct call that replaces awaiting {@code awaited}, or null if the call must be awaited.
   *
   * @param type type of the await
   * @param isUnboxed whether its context unboxes the value
   * @param source the user's text, shortened to one line
   */
  Expr.@Nullable Call read(
      ExpressionTree awaited, TypeMirror type, boolean isUnboxed, int line, String source) {
    if (!(TreeForms.skipParentheses(awaited) instanceof MethodInvocationTree call)
        || !(context.source.element(call) instanceof ExecutableElement method)) {
      return null;
    }
    DirectForm known = context.directForms.of(method);
    boolean isLinked = context.directForms.isLinkable(method, context.host);
    if (!isLinked && (known == null || !known.isCallable())) {
      return null;
    }
    List<Expr> operands = new ArrayList<>();
    Code receiver = receiver(call, method, operands);
    if (receiver == null) {
      return null;
    }
    boolean mayBeNull = !operands.isEmpty();
    TypeMirror result = type;
    if (isLinked && isUnboxed) {
      result = context.unboxing.unboxedOrSame(type);
    } else if (known != null && known.result().getKind().isPrimitive()) {
      result = known.result();
    }
    Code code;
    if (isLinked) {
      code = Code.of(new Code.LinkedCall(method, result), receiver.isEmpty() ? "" : ", ", receiver);
    } else {
      Code.Piece form = new Code.DirectForm(method);
      code = Code.of(form, receiver, receiver.isEmpty() ? "" : ", ", new Code.CallContext());
    }
    for (ExpressionTree argument : call.getArguments()) {
      Expr operand = expressions.operand(argument);
      code = Code.of(code, ", ", new Code.Hole(operands.size(), true));
      operands.add(mayBeNull ? new Expr.Typed(operand, parameter(method, operands)) : operand);
    }
    context.callsDirectly(method);
    return new Expr.Call(
        method, Code.of(code, ")"), operands, result, type, isLinked, new Site(line, source));
  }

  private TypeMirror parameter(ExecutableElement method, List<Expr> before) {
    return method.getParameters().get(before.size() - 1).asType();
  }

  /**
   * The receiver as an argument, empty for a static method; null if there is a receiver that cannot
   * be passed. A receiver that may be null becomes an operand: the arguments are evaluated before
   * it is checked.
   */
  private @Nullable Code receiver(
      MethodInvocationTree call, ExecutableElement method, List<Expr> operands) {
    TypeElement host = Declarations.classOf(method);
    ExpressionTree select = TreeForms.skipParentheses(call.getMethodSelect());
    if (method.getModifiers().contains(Modifier.STATIC)) {
      // A call initialises the class; a call of a direct form in the same file would not.
      boolean isInitialised = host.equals(context.host) || isElsewhere(host);
      return isInitialised && !isEvaluated(select) ? Code.EMPTY : null;
    }
    if (select instanceof IdentifierTree) {
      Names names = new Names(context);
      // A class around the coroutine may declare a method that a nearer class inherits.
      return host.equals(names.siteOf(method)) ? names.instance(host, call) : null;
    }
    if (!(select instanceof MemberSelectTree member) || !host.getTypeParameters().isEmpty()) {
      return null;
    }
    ExpressionTree receiver = TreeForms.skipParentheses(member.getExpression());
    if (receiver instanceof IdentifierTree name && name.getName().contentEquals("this")) {
      return context.self();
    }
    if (!context.operands.isValue(receiver)) {
      return null;
    }
    operands.add(new Expr.Typed(expressions.read(receiver), host.asType()));
    return Code.of(
        new Code.RuntimeClass(Objects.class), ".requireNonNull(", new Code.Hole(0, true), ")");
  }

  private boolean isElsewhere(TypeElement type) {
    return !Declarations.outermost(type).equals(Declarations.outermost(context.host));
  }

  private boolean isEvaluated(ExpressionTree select) {
    return select instanceof MemberSelectTree member
        && context.operands.isValue(member.getExpression());
  }
}
