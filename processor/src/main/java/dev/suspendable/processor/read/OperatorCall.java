package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.suspendable.processor.find.Operators.Operator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.verbatim.TextCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A call of a suspension operator, and its operands as far as they have been read. */
final class OperatorCall {
  final MethodInvocationTree tree;
  final Operator operator;

  /** The object before the dot, if it is evaluated, and then the arguments. */
  final List<Expr> operands = new ArrayList<>();

  private final MethodContext context;

  /** The number of operands before the arguments: 0 or 1. */
  final int receivers;

  OperatorCall(
      MethodContext context,
      MethodInvocationTree tree,
      Operator operator,
      ExpressionReader expressions) {
    this.context = context;
    this.tree = tree;
    this.operator = operator;
    if (!isStatic()
        && tree.getMethodSelect() instanceof MemberSelectTree select
        && context.operands.isValue(select.getExpression())) {
      operands.add(expressions.read(select.getExpression()));
    }
    this.receivers = operands.size();
  }

  ExecutableElement method() {
    return operator.method();
  }

  boolean isStatic() {
    return operator.method().getModifiers().contains(Modifier.STATIC);
  }

  void readArguments(ExpressionReader expressions) {
    List<? extends ExpressionTree> arguments = tree.getArguments();
    for (int i = 0; i < arguments.size(); i++) {
      ExpressionTree argument = arguments.get(i);
      Expr operand = expressions.read(argument);
      // Inference for the companion may differ from inference for the operator.
      TypeMirror parameter = parameter(i);
      operands.add(parameter == null ? operand : expressions.typed(argument, operand, parameter));
    }
  }

  /**
   * Reads the arguments of a hook. They stay as written unless a later one suspends, because javac
   * chooses the hook.
   */
  void readHookArguments(ExpressionReader expressions) {
    List<? extends ExpressionTree> arguments = tree.getArguments();
    for (int i = 0; i < arguments.size(); i++) {
      ExpressionTree argument = arguments.get(i);
      Expr operand = HookArgument.read(argument, context, expressions);
      boolean isKept =
          arguments.subList(i + 1, arguments.size()).stream().anyMatch(context.facts::suspends);
      TypeMirror parameter = isKept ? parameter(i) : null;
      operands.add(parameter == null ? operand : expressions.typed(argument, operand, parameter));
    }
  }

  /**
   * The type of the parameter that receives an argument; several arguments may go to one parameter.
   */
  @Nullable TypeMirror parameter(int index) {
    List<? extends TypeMirror> parameters = parameterTypes();
    int last = parameters.size() - 1;
    if (index < last || last < 0) {
      return last < 0 ? null : parameters.get(index);
    }
    TypeMirror type = context.source.type(tree.getArguments().get(index));
    boolean isOneOfMany =
        ((ExecutableElement) Objects.requireNonNull(context.source.element(tree))).isVarArgs()
            && parameters.get(last) instanceof ArrayType
            && (tree.getArguments().size() != parameters.size()
                || !context.types.isAssignable(type, parameters.get(last)));
    return isOneOfMany
        ? ((ArrayType) parameters.get(last)).getComponentType()
        : parameters.get(last);
  }

  private List<? extends TypeMirror> parameterTypes() {
    TypeMirror type = context.source.typeOrNull(tree.getMethodSelect());
    return type instanceof ExecutableType method ? method.getParameterTypes() : List.of();
  }

  /** The arguments, each on its own line if it is written so. */
  Code holes() {
    Code code = Code.EMPTY;
    int at = context.source.end(tree.getMethodSelect());
    for (int i = receivers; i < operands.size(); i++) {
      ExpressionTree argument = tree.getArguments().get(i - receivers);
      int start = context.source.start(argument);
      Code comma = i == receivers ? Code.EMPTY : Code.of(", ");
      code =
          Code.of(
              code, comma, TextCarrier.onward(context.source, at, start), new Code.Hole(i, true));
      at = context.source.end(argument);
    }
    return code;
  }
}
