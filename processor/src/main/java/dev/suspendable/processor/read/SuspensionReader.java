package dev.suspendable.processor.read;

import com.sun.source.tree.MethodInvocationTree;
import dev.suspendable.processor.find.Operators.Operator;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Site;
import org.jspecify.annotations.Nullable;

/** Reads calls of suspension operators. */
final class SuspensionReader {
  private final MethodContext context;
  private final ExpressionReader expressions;
  private final PromiseHooks hooks;
  private final HookCalls hookCalls;
  private final CompanionCalls companions;
  private final DirectCallReader directCalls;

  SuspensionReader(MethodContext context, ExpressionReader expressions) {
    this.context = context;
    this.expressions = expressions;
    this.hooks = new PromiseHooks(context);
    this.hookCalls = new HookCalls(context, expressions);
    this.companions = new CompanionCalls(context);
    this.directCalls = new DirectCallReader(context, expressions);
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
    OperatorCall read = new OperatorCall(context, call, operator, expressions);
    Awaited awaited = awaited(read);
    Site site = new Site(context.source.lineOfCall(call), context.source.summary(call));
    return expressions.placedAwait(
        call,
        type ->
            awaited.always()
                ? new Expr.Yield(awaited.code(), awaited.push(), read.operands, type, site)
                : new Expr.Await(awaited.code(), read.operands, type, site));
  }

  private Awaited awaited(OperatorCall call) {
    if (!call.operator.hook().isEmpty()) {
      call.readHookArguments(expressions);
      return hookCalls.read(call);
    }
    if (context.coroutineType.promise().acceptsAwaits()
        && hooks.declares(HookCalls.AWAIT_TRANSFORM)) {
      call.readHookArguments(expressions);
      return hookCalls.transformed(call);
    }
    call.readArguments(expressions);
    return companions.read(call);
  }

  /** The direct call that replaces an await of a coroutine's call, or null. */
  private Expr.@Nullable Call direct(MethodInvocationTree call, Operator operator) {
    if (!operator.isElidable()
        || call.getArguments().size() != 1
        || !context.coroutineType.promise().acceptsAwaits()
        || hooks.declares(HookCalls.AWAIT_TRANSFORM)) {
      return null;
    }
    return directCalls.read(
        call.getArguments().get(0),
        context.source.type(call),
        context.unboxing.isUnboxed(call),
        context.source.lineOfCall(call),
        context.source.summary(call));
  }
}
