package dev.suspendable.processor.read;

import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.verbatim.Names;
import dev.suspendable.processor.verbatim.TextCarrier;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Spells awaiters that the companion of an operator creates. */
final class CompanionCalls {
  private final MethodContext context;
  private final EarlyReturns earlyReturns;

  CompanionCalls(MethodContext context) {
    this.context = context;
    this.earlyReturns = new EarlyReturns(context);
  }

  Awaited read(OperatorCall call) {
    List<Expr> operands = call.operands;
    ExecutableElement method = call.method();
    TypeElement early = call.operator.mayReturn();
    boolean isEarly = early != null && earlyReturns.accepts(early);
    String advice = context.coroutineType.promise().noAwaitAdvice();
    if (advice != null && !isEarly) {
      throw context.source.refuse(
          Diagnostic.OPERATOR_NOT_ACCEPTED,
          call.tree,
          context.coroutineType.type(),
          method.getSimpleName(),
          advice);
    }
    if (early != null && !isEarly) {
      throw earlyReturns.notAccepted(call.tree, early);
    }
    ExecutableElement companion = call.operator.companion();
    if (companion == null) {
      throw context.source.refuse(
          Diagnostic.COMPANION_MISSING, call.tree, method, call.operator.companionName());
    }
    if (hasOthers(companion, method)) {
      for (int i = call.receivers; i < operands.size(); i++) {
        TypeMirror parameter = call.parameter(i - call.receivers);
        if (parameter != null && !context.types.isSameType(parameter, operands.get(i).type())) {
          operands.set(i, HookArgument.cast(operands.get(i), parameter));
        }
      }
    }
    Object receiver;
    if (call.isStatic()) {
      receiver = new Code.ClassRef(Declarations.classOf(companion));
    } else if (call.receivers == 1) {
      int end = context.source.end(call.tree.getMethodSelect());
      int name = context.source.words().startOfWord(end);
      Code onward = TextCarrier.onward(context.source, context.source.start(call.tree), name);
      receiver = Code.of(new Code.Hole(0, false), onward);
    } else {
      receiver = new Names(context).instance(context.host, call.tree);
    }
    Code code = Code.of(receiver, "." + companion.getSimpleName() + "(", call.holes(), ")");
    return Awaited.of(code, companion.getReturnType(), call.tree, context);
  }

  /**
   * Whether javac might choose another method with the companion's name, with no corresponding
   * operator.
   */
  private boolean hasOthers(ExecutableElement companion, ExecutableElement operator) {
    List<ExecutableElement> operators =
        ElementFilter.methodsIn(Declarations.classOf(operator).getEnclosedElements());
    return ElementFilter.methodsIn(Declarations.classOf(companion).getEnclosedElements()).stream()
        .filter(
            other ->
                other.getSimpleName().equals(companion.getSimpleName())
                    && !other.equals(companion)
                    && other.getParameters().size() == companion.getParameters().size())
        .anyMatch(
            other ->
                operators.stream()
                    .filter(each -> each.getSimpleName().equals(operator.getSimpleName()))
                    .noneMatch(each -> context.operators.sameParameters(each, other)));
  }
}
