package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.read.Operators.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads calls of suspension operators. */
final class SuspensionReader {
  static final String AWAITER = "dev.suspendable.coroutine.Awaiter";
  static final String AWAITABLE = "dev.suspendable.coroutine.Awaitable";

  private static final String SUSPEND_ALWAYS = "dev.suspendable.coroutine.SuspendAlways";

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
   * What is awaited.
   *
   * @param push what stands for it in push mode, or null
   * @param always whether its type tells that it is {@code SuspendAlways}
   */
  private record Awaited(Code code, @Nullable Code push, boolean always) {
    Awaited(Code code, boolean always) {
      this(code, null, always);
    }
  }

  /** The suspension that a call is, or null for an ordinary call. */
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
    readArguments(call, operands);
    Awaited awaited =
        operator.hook().isEmpty()
            ? companionCall(call, operator, isStatic, receivers, operands)
            : hookCall(call, operator, receivers, operands);
    TypeMirror type = expressions.type(call);
    return new Expr.Suspension(
        awaited.code,
        awaited.push,
        awaited.always,
        operands,
        type,
        type.getKind() != TypeKind.VOID,
        context.source.lineOfCall(call),
        context.source.summary(call));
  }

  /** The direct call that an await of a coroutine's call is, or null. */
  private Expr.@Nullable DirectCall direct(MethodInvocationTree call, Operator operator) {
    if (!operator.isElidable()
        || call.getArguments().size() != 1
        || context.coroutineType.noAwaitAdvice() != null
        || hooks.declares("awaitTransform")) {
      return null;
    }
    return directCalls.read(
        call.getArguments().get(0),
        expressions.type(call),
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
      // The companion may be inferred otherwise than the operator was.
      operands.add(
          i < parameters.size()
              ? expressions.typed(argument, operand, context.denotable.of(parameters.get(i)))
              : operand);
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
    if (hooks.declares("awaitTransform")) {
      int first = Math.min(receivers, operands.size() - 1);
      ExecutableElement transform =
          hooks.accepting("awaitTransform", List.of(operands.get(first).type()));
      if (transform == null) {
        throw notAccepted(
            call, method, "awaitTransform(" + Wording.type(operands.get(first).type()) + ")");
      }
      Code code =
          Code.of(
              new Code.Generated(Role.FRAME), ".awaitTransform(", new Code.Hole(first, true), ")");
      return asAwaiter(code, hooks.resultOf(transform), call);
    }
    ExecutableElement companion = operator.companion();
    if (companion == null) {
      throw context.source.refuse(
          Diagnostic.COMPANION_MISSING, call, method, operator.companionName());
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

  private Awaited hookCall(
      MethodInvocationTree call, Operator operator, int receivers, List<Expr> operands) {
    List<TypeMirror> types = new ArrayList<>();
    for (Expr operand : operands.subList(receivers, operands.size())) {
      types.add(operand.type());
    }
    ExecutableElement hook = hooks.accepting(operator.hook(), types);
    if (hook == null) {
      throw notAccepted(
          call,
          operator.method(),
          operator.hook()
              + types.stream().map(Wording::type).collect(Collectors.joining(", ", "(", ")")));
    }
    Code arguments = Code.of(holes(call, receivers, operands), ")");
    Code code = Code.of(new Code.Generated(Role.FRAME), "." + operator.hook() + "(", arguments);
    Awaited awaited = asAwaiter(code, hooks.resultOf(hook), call);
    return new Awaited(
        awaited.code, push(operator.hook() + "To", types, arguments), awaited.always);
  }

  /** The call of the hook that gives values to the consumer on the spot, if there is one. */
  private @Nullable Code push(String hook, List<TypeMirror> types, Code arguments) {
    TypeMirror sink = context.coroutineType.sink();
    if (sink == null) {
      return null;
    }
    List<TypeMirror> withSink = new ArrayList<>(types);
    withSink.add(0, sink);
    return hooks.accepting(hook, withSink) == null
        ? null
        : Code.of(
            new Code.Generated(Role.FRAME),
            "." + hook + "(",
            new Code.Generated(Role.SINK),
            types.isEmpty() ? "" : ", ",
            arguments);
  }

  private RuntimeException notAccepted(
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

  /** The arguments, each on a line of its own if it is written so. */
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

  /** What makes an awaiter of an expression of {@code type}. */
  private Awaited asAwaiter(Code code, TypeMirror type, Tree at) {
    if (isA(type, AWAITER)) {
      return new Awaited(code, isA(type, SUSPEND_ALWAYS));
    }
    if (isA(type, AWAITABLE)) {
      return new Awaited(Code.of(code, ".awaiter()"), false);
    }
    throw context.source.refuse(
        Diagnostic.OPERATOR_NOT_ACCEPTED,
        at,
        context.coroutineType.type(),
        context.source.summary(at),
        Wording.type(type) + " is not Awaitable");
  }

  private boolean isA(TypeMirror type, String name) {
    return context.types.isSubtype(
        context.types.erasure(type), context.types.erasure(context.typeElement(name).asType()));
  }
}
