package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.read.HookArgument.Form;
import dev.suspendable.processor.read.PromiseHooks.Overloads;
import dev.suspendable.processor.verbatim.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Spells awaiters that a hook of the promise creates. */
final class HookCalls {
  static final String AWAIT_TRANSFORM = "awaitTransform";

  private final MethodContext context;
  private final ExpressionReader expressions;
  private final PromiseHooks hooks;

  HookCalls(MethodContext context, ExpressionReader expressions) {
    this.context = context;
    this.expressions = expressions;
    this.hooks = new PromiseHooks(context);
  }

  /**
   * The hook that is called.
   *
   * @param overloads those that javac may choose
   * @param first the index of the first operand that is an argument of the hook
   */
  private record Chosen(
      String hook, Overloads overloads, List<HookArgument> arguments, int first) {}

  /** The call of the operator's hook. */
  Awaited read(OperatorCall call) {
    List<Expr> operands = call.operands;
    List<? extends ExpressionTree> trees = call.tree.getArguments();
    List<HookArgument> arguments = new ArrayList<>();
    for (int i = call.receivers; i < operands.size(); i++) {
      arguments.add(argument(trees.get(i - call.receivers), operands.get(i)));
    }
    String hook = call.operator.hook();
    Overloads overloads = hooks.overloads(hook, arguments);
    if (overloads.isEmpty()) {
      throw notAccepted(call, hook, arguments);
    }
    if (arguments.size() == 1) {
      hooks.note(hook, arguments.get(0), call.tree, trees.get(0));
    }
    Code holes = Code.of(call.holes(), ")");
    Code code = Code.of(new Code.Generated(Role.FRAME), "." + hook + "(", holes);
    Chosen chosen = new Chosen(hook, overloads, arguments, call.receivers);
    Awaited awaited = awaited(call, code, chosen);
    return new Awaited(awaited.code(), push(hook + "To", arguments, holes), awaited.always());
  }

  /** The result of {@code awaitTransform} for the awaited object; other arguments are evaluated. */
  Awaited transformed(OperatorCall call) {
    List<Expr> operands = call.operands;
    boolean isImplicit = operands.isEmpty();
    int awaited = isImplicit ? 0 : Math.min(call.receivers, operands.size() - 1);
    HookArgument argument;
    ExpressionTree tree = call.tree;
    if (isImplicit) {
      Code receiver = Code.of(new Names(context).instance(context.host, call.tree));
      TypeMirror type = context.host.asType();
      operands.add(new Expr.Plain(receiver, type, true));
      argument = HookArgument.of(type);
    } else {
      tree =
          awaited < call.receivers
              ? ((MemberSelectTree) call.tree.getMethodSelect()).getExpression()
              : call.tree.getArguments().get(awaited - call.receivers);
      argument = argument(tree, operands.get(awaited));
    }
    for (int i = 0; i < operands.size(); i++) {
      Expr operand = operands.get(i);
      if (i != awaited && !(operand instanceof Expr.Plain plain && plain.stable())) {
        operands.set(i, new Expr.Typed(operand, operand.type()));
      }
    }
    Overloads overloads = hooks.overloads(AWAIT_TRANSFORM, List.of(argument));
    if (overloads.isEmpty()) {
      throw missingHook(call, AWAIT_TRANSFORM + "(" + Wording.type(argument.type()) + ")");
    }
    hooks.note(AWAIT_TRANSFORM, argument, call.tree, tree);
    Code code =
        Code.of(
            new Code.Generated(Role.FRAME),
            "." + AWAIT_TRANSFORM + "(",
            new Code.Hole(awaited, true),
            ")");
    return awaited(call, code, new Chosen(AWAIT_TRANSFORM, overloads, List.of(argument), awaited));
  }

  private HookArgument argument(ExpressionTree tree, Expr operand) {
    return operand instanceof Expr.Typed typed
        ? HookArgument.of(typed.type())
        : HookArgument.of(tree, context, expressions);
  }

  /**
   * The call of a hook. Which overload it refers to matters only if the overloads create different
   * kinds of awaitables. Then an argument whose type javac infers is cast to the parameter type of
   * the overload found here.
   */
  private Awaited awaited(OperatorCall call, Code code, Chosen chosen) {
    List<HookArgument> arguments = chosen.arguments;
    Overloads overloads = chosen.overloads;
    boolean isKnown = arguments.stream().allMatch(a -> a.form() == Form.STANDALONE);
    ExecutableElement best = overloads.best();
    if (best != null && isKnown) {
      return Awaited.of(code, hooks.resultOf(best), call.tree, context);
    }
    List<Awaited> all =
        overloads.applicable().stream()
            .map(hook -> Awaited.of(code, hooks.resultOf(hook), call.tree, context))
            .toList();
    Awaited one = all.get(0);
    boolean isSame = all.stream().allMatch(each -> each.code().equals(one.code()));
    if (isSame && (best != null || !isKnown)) {
      return new Awaited(one.code(), null, all.stream().allMatch(Awaited::always));
    }
    if (best == null) {
      throw context.source.refuse(
          Diagnostic.AMBIGUOUS_VALUE, call.tree, chosen.hook, context.source.summary(call.tree));
    }
    List<? extends TypeMirror> parameters = hooks.typeOf(best).getParameterTypes();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).form() != Form.STANDALONE && i < parameters.size()) {
        int at = chosen.first + i;
        TypeMirror parameter =
            best.getTypeParameters().isEmpty()
                ? parameters.get(i)
                : context.types.erasure(parameters.get(i));
        call.operands.set(at, HookArgument.cast(call.operands.get(at), parameter));
      }
    }
    return Awaited.of(code, hooks.resultOf(best), call.tree, context);
  }

  /** The call of the hook that passes values directly to the consumer, if there is one. */
  private @Nullable Code push(String hook, List<HookArgument> arguments, Code holes) {
    TypeMirror sink = context.coroutineType.promise().sink();
    if (sink == null) {
      return null;
    }
    List<HookArgument> withSink = new ArrayList<>(arguments);
    withSink.add(0, HookArgument.of(sink));
    return hooks.accepts(hook, withSink)
        ? Code.of(
            new Code.Generated(Role.FRAME),
            "." + hook + "(",
            new Code.Generated(Role.SINK),
            arguments.isEmpty() ? "" : ", ",
            holes)
        : null;
  }

  private RuntimeException notAccepted(
      OperatorCall call, String hook, List<HookArgument> arguments) {
    List<? extends ExpressionTree> trees = call.tree.getArguments();
    String expected = hooks.expected(hook, arguments.size());
    String types =
        arguments.stream()
            .map(argument -> Wording.type(argument.type()))
            .collect(Collectors.joining(", "));
    if (!expected.isEmpty()) {
      return context.source.refuse(
          Diagnostic.WRONG_VALUE,
          trees.size() == 1 ? trees.get(0) : call.tree,
          call.method().getSimpleName(),
          context.coroutineType.type(),
          expected,
          types);
    }
    if (hooks.areOfRuntime()) {
      return context.source.refuse(
          Diagnostic.OPERATOR_NOT_ACCEPTED,
          call.tree,
          context.coroutineType.type(),
          call.method().getSimpleName(),
          hook.startsWith("yield")
              ? "values are yielded by a method that returns a Generator, or an AsyncGenerator if it also awaits"
              : "use it in a method that returns another coroutine type");
    }
    return missingHook(call, hook + "(" + types + ")");
  }

  private RuntimeException missingHook(OperatorCall call, String missing) {
    return context.source.refuse(
        Diagnostic.OPERATOR_NOT_ACCEPTED,
        call.tree,
        context.coroutineType.type(),
        call.method().getSimpleName(),
        "its promise "
            + context.coroutineType.promise().element().getSimpleName()
            + " has no accessible hook "
            + missing);
  }
}
