package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.find.Operators.Operator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.read.HookArgument.Form;
import dev.suspendable.processor.read.PromiseHooks.Overloads;
import dev.suspendable.processor.verbatim.Names;
import dev.suspendable.processor.verbatim.TextCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads calls of suspension operators. */
final class SuspensionReader {
  static final String AWAIT_TRANSFORM = "awaitTransform";

  private final MethodContext context;
  private final ExpressionReader expressions;
  private final PromiseHooks hooks;
  private final DirectCallReader directCalls;

  SuspensionReader(MethodContext context, ExpressionReader expressions) {
    this.context = context;
    this.expressions = expressions;
    this.hooks = new PromiseHooks(context);
    this.directCalls = new DirectCallReader(context, expressions);
  }

  /**
   * The awaited object.
   *
   * @param push the code that replaces it in push mode, or null
   * @param always whether its type is known to be {@code SuspendAlways}
   */
  private record Awaited(Code code, @Nullable Code push, boolean always) {
    Awaited(Code code, boolean always) {
      this(code, null, always);
    }
  }

  /** The suspension for a call, or null for an ordinary call. */
  @Nullable Expr read(MethodInvocationTree call) {
    Operator operator = context.operators.of(context.source.element(call));
    if (operator == null) {
      return null;
    }
    Expr direct = direct(call, operator);
    if (direct != null) {
      return direct;
    }
    List<Expr> operands = new ArrayList<>();
    ExecutableElement method = operator.method();
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    if (!isStatic
        && call.getMethodSelect() instanceof MemberSelectTree select
        && expressions.isValue(select.getExpression())) {
      operands.add(expressions.read(select.getExpression()));
    }
    int receivers = operands.size();
    Awaited awaited;
    if (!operator.hook().isEmpty()) {
      readHookArguments(call, operands);
      awaited = hookCall(call, operator, receivers, operands);
    } else if (context.coroutineType.noAwaitAdvice() == null && hooks.declares(AWAIT_TRANSFORM)) {
      readHookArguments(call, operands);
      awaited = transformation(call, operator, receivers, operands);
    } else {
      readArguments(call, operands);
      awaited = companionCall(call, operator, isStatic, receivers, operands);
    }
    return expressions.placedAwait(
        call,
        type ->
            new Expr.Suspension(
                awaited.code,
                awaited.push,
                awaited.always,
                operands,
                type,
                type.getKind() != TypeKind.VOID,
                context.source.lineOfCall(call),
                context.source.summary(call)));
  }

  /** The direct call that replaces an await of a coroutine's call, or null. */
  private Expr.@Nullable DirectCall direct(MethodInvocationTree call, Operator operator) {
    if (!operator.isElidable()
        || call.getArguments().size() != 1
        || context.coroutineType.noAwaitAdvice() != null
        || hooks.declares(AWAIT_TRANSFORM)) {
      return null;
    }
    return directCalls.read(
        call.getArguments().get(0),
        context.source.type(call),
        expressions.isUnboxed(call),
        context.source.lineOfCall(call),
        context.source.summary(call));
  }

  private void readArguments(MethodInvocationTree call, List<Expr> operands) {
    List<? extends ExpressionTree> arguments = call.getArguments();
    List<? extends TypeMirror> parameters = parameterTypes(call);
    for (int i = 0; i < arguments.size(); i++) {
      ExpressionTree argument = arguments.get(i);
      Expr operand = expressions.read(argument);
      // Inference for the companion may differ from inference for the operator.
      TypeMirror parameter = parameterAt(i, call, parameters);
      operands.add(parameter == null ? operand : expressions.typed(argument, operand, parameter));
    }
  }

  /**
   * The type of the parameter that receives an argument; several arguments may go to one parameter.
   */
  private @Nullable TypeMirror parameterAt(
      int index, MethodInvocationTree call, List<? extends TypeMirror> parameters) {
    int last = parameters.size() - 1;
    if (index < last || last < 0) {
      return last < 0 ? null : parameters.get(index);
    }
    TypeMirror type = context.source.type(call.getArguments().get(index));
    boolean isOneOfMany =
        ((ExecutableElement) elementOf(call)).isVarArgs()
            && parameters.get(last) instanceof ArrayType
            && (call.getArguments().size() != parameters.size()
                || !context.types.isAssignable(type, parameters.get(last)));
    return isOneOfMany
        ? ((ArrayType) parameters.get(last)).getComponentType()
        : parameters.get(last);
  }

  private Element elementOf(MethodInvocationTree call) {
    return Objects.requireNonNull(context.source.element(call));
  }

  /**
   * Reads the arguments of a hook. They stay as written unless a later one suspends, because javac
   * chooses the hook.
   */
  private void readHookArguments(MethodInvocationTree call, List<Expr> operands) {
    List<? extends ExpressionTree> arguments = call.getArguments();
    List<? extends TypeMirror> parameters = parameterTypes(call);
    for (int i = 0; i < arguments.size(); i++) {
      ExpressionTree argument = arguments.get(i);
      Expr operand = HookArgument.read(argument, context, expressions);
      boolean isKept =
          arguments.subList(i + 1, arguments.size()).stream().anyMatch(context.facts::suspends);
      TypeMirror parameter = isKept ? parameterAt(i, call, parameters) : null;
      operands.add(parameter == null ? operand : expressions.typed(argument, operand, parameter));
    }
  }

  private List<? extends TypeMirror> parameterTypes(MethodInvocationTree call) {
    TypeMirror type = context.source.typeOrNull(call.getMethodSelect());
    return type instanceof ExecutableType method ? method.getParameterTypes() : List.of();
  }

  private Awaited companionCall(
      MethodInvocationTree call,
      Operator operator,
      boolean isStatic,
      int receivers,
      List<Expr> operands) {
    ExecutableElement method = operator.method();
    String advice = context.coroutineType.noAwaitAdvice();
    if (advice != null) {
      throw context.source.refuse(
          Diagnostic.OPERATOR_NOT_ACCEPTED,
          call,
          context.coroutineType.type(),
          method.getSimpleName(),
          advice);
    }
    ExecutableElement companion = operator.companion();
    if (companion == null) {
      throw context.source.refuse(
          Diagnostic.COMPANION_MISSING, call, method, operator.companionName());
    }
    if (hasOthers(companion, method)) {
      List<? extends TypeMirror> parameters = parameterTypes(call);
      for (int i = receivers; i < operands.size(); i++) {
        TypeMirror parameter = parameterAt(i - receivers, call, parameters);
        if (parameter != null && !context.types.isSameType(parameter, operands.get(i).type())) {
          operands.set(i, HookArgument.cast(operands.get(i), parameter));
        }
      }
    }
    Object receiver;
    if (isStatic) {
      receiver = new Code.ClassRef(Declarations.classOf(companion));
    } else if (receivers == 1) {
      int end = context.source.end(call.getMethodSelect());
      int name = context.source.words().startOfWord(end);
      Code onward = TextCarrier.onward(context.source, context.source.start(call), name);
      receiver = Code.of(new Code.Hole(0, false), onward);
    } else {
      receiver = new Names(context).instance(context.host, call);
    }
    Code arguments = holes(call, receivers, operands);
    Code code = Code.of(receiver, "." + companion.getSimpleName() + "(", arguments, ")");
    return asAwaiter(code, companion.getReturnType(), call);
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

  private Awaited hookCall(
      MethodInvocationTree call, Operator operator, int receivers, List<Expr> operands) {
    List<HookArgument> arguments = new ArrayList<>();
    for (int i = receivers; i < operands.size(); i++) {
      arguments.add(argument(call.getArguments().get(i - receivers), operands.get(i)));
    }
    String hook = operator.hook();
    Overloads overloads = hooks.overloads(hook, arguments);
    if (overloads.isEmpty()) {
      throw notAccepted(call, operator.method(), hook, call.getArguments(), arguments);
    }
    if (arguments.size() == 1) {
      hooks.note(hook, arguments.get(0), call, call.getArguments().get(0));
    }
    Code holes = Code.of(holes(call, receivers, operands), ")");
    Awaited awaited =
        hookCall(
            call,
            hook,
            Code.of(new Code.Generated(Role.FRAME), "." + hook + "(", holes),
            overloads,
            arguments,
            operands,
            receivers);
    return new Awaited(awaited.code, push(hook + "To", arguments, holes), awaited.always);
  }

  /** The result of {@code awaitTransform} for the awaited object; other arguments are evaluated. */
  private Awaited transformation(
      MethodInvocationTree call, Operator operator, int receivers, List<Expr> operands) {
    boolean isImplicit = operands.isEmpty();
    int awaited = isImplicit ? 0 : Math.min(receivers, operands.size() - 1);
    HookArgument argument;
    ExpressionTree tree = call;
    if (isImplicit) {
      Code receiver = Code.of(new Names(context).instance(context.host, call));
      TypeMirror type = context.host.asType();
      operands.add(new Expr.Plain(receiver, type, true));
      argument = HookArgument.of(type);
    } else {
      tree =
          awaited < receivers
              ? ((MemberSelectTree) call.getMethodSelect()).getExpression()
              : call.getArguments().get(awaited - receivers);
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
      throw missingHook(
          call, operator.method(), AWAIT_TRANSFORM + "(" + Wording.type(argument.type()) + ")");
    }
    hooks.note(AWAIT_TRANSFORM, argument, call, tree);
    return hookCall(
        call,
        AWAIT_TRANSFORM,
        Code.of(
            new Code.Generated(Role.FRAME),
            "." + AWAIT_TRANSFORM + "(",
            new Code.Hole(awaited, true),
            ")"),
        overloads,
        List.of(argument),
        operands,
        awaited);
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
  private Awaited hookCall(
      MethodInvocationTree call,
      String name,
      Code code,
      Overloads overloads,
      List<HookArgument> arguments,
      List<Expr> operands,
      int first) {
    boolean isKnown = arguments.stream().allMatch(a -> a.form() == Form.STANDALONE);
    ExecutableElement best = overloads.best();
    if (best != null && isKnown) {
      return asAwaiter(code, hooks.resultOf(best), call);
    }
    List<Awaited> all =
        overloads.applicable().stream()
            .map(hook -> asAwaiter(code, hooks.resultOf(hook), call))
            .toList();
    Awaited one = all.get(0);
    boolean isSame = all.stream().allMatch(each -> each.code.equals(one.code));
    if (isSame && (best != null || !isKnown)) {
      return new Awaited(one.code, all.stream().allMatch(Awaited::always));
    }
    if (best == null) {
      throw context.source.refuse(
          Diagnostic.AMBIGUOUS_VALUE, call, name, context.source.summary(call));
    }
    List<? extends TypeMirror> parameters = hooks.typeOf(best).getParameterTypes();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).form() != Form.STANDALONE && i < parameters.size()) {
        TypeMirror parameter =
            best.getTypeParameters().isEmpty()
                ? parameters.get(i)
                : context.types.erasure(parameters.get(i));
        operands.set(first + i, HookArgument.cast(operands.get(first + i), parameter));
      }
    }
    return asAwaiter(code, hooks.resultOf(best), call);
  }

  /** The call of the hook that passes values directly to the consumer, if there is one. */
  private @Nullable Code push(String hook, List<HookArgument> arguments, Code holes) {
    TypeMirror sink = context.coroutineType.sink();
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
      MethodInvocationTree call,
      ExecutableElement operator,
      String hook,
      List<? extends ExpressionTree> trees,
      List<HookArgument> arguments) {
    String expected = hooks.expected(hook, arguments.size());
    String types =
        arguments.stream()
            .map(argument -> Wording.type(argument.type()))
            .collect(Collectors.joining(", "));
    if (!expected.isEmpty()) {
      return context.source.refuse(
          Diagnostic.WRONG_VALUE,
          trees.size() == 1 ? trees.get(0) : call,
          operator.getSimpleName(),
          context.coroutineType.type(),
          expected,
          types);
    }
    if (hooks.areOfRuntime()) {
      return context.source.refuse(
          Diagnostic.OPERATOR_NOT_ACCEPTED,
          call,
          context.coroutineType.type(),
          operator.getSimpleName(),
          hook.startsWith("yield")
              ? "values are yielded by a method that returns a Generator"
              : "use it in a method that returns another coroutine type");
    }
    return missingHook(call, operator, hook + "(" + types + ")");
  }

  private RuntimeException missingHook(
      MethodInvocationTree call, ExecutableElement operator, String missing) {
    return context.source.refuse(
        Diagnostic.OPERATOR_NOT_ACCEPTED,
        call,
        context.coroutineType.type(),
        operator.getSimpleName(),
        "its promise "
            + context.coroutineType.promise().getSimpleName()
            + " has no accessible hook "
            + missing);
  }

  /** The arguments, each on its own line if it is written so. */
  private Code holes(MethodInvocationTree call, int from, List<Expr> operands) {
    Code code = Code.EMPTY;
    int at = context.source.end(call.getMethodSelect());
    for (int i = from; i < operands.size(); i++) {
      ExpressionTree argument = call.getArguments().get(i - from);
      int start = context.source.start(argument);
      Code comma = i == from ? Code.EMPTY : Code.of(", ");
      code =
          Code.of(
              code, comma, TextCarrier.onward(context.source, at, start), new Code.Hole(i, true));
      at = context.source.end(argument);
    }
    return code;
  }

  /** The code that creates an awaiter from an expression of type {@code type}. */
  private Awaited asAwaiter(Code code, TypeMirror type, Tree at) {
    if (context.runtime.isAwaiter(type)) {
      return new Awaited(code, context.runtime.isSuspendAlways(type));
    }
    if (context.runtime.isAwaitable(type)) {
      return new Awaited(Code.of(code, ".awaiter()"), false);
    }
    throw context.source.refuse(
        Diagnostic.OPERATOR_NOT_ACCEPTED,
        at,
        context.coroutineType.type(),
        context.source.summary(at),
        Wording.type(type) + " is not Awaitable");
  }
}
