package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Jump.Outcome;
import dev.suspendable.processor.model.Site;
import dev.suspendable.processor.read.HookArgument.Form;
import dev.suspendable.processor.read.PromiseHooks.Overloads;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads returns that hand over to another coroutine, or await it, because they return an object
 * instead of a value.
 */
final class TransferReader {
  private static final String RETURN_FROM = "returnFrom";

  private final MethodContext context;
  private final Source source;
  private final ExpressionReader expressions;
  private final PromiseHooks hooks;

  TransferReader(MethodContext context, ExpressionReader expressions) {
    this.context = context;
    this.source = context.source;
    this.expressions = expressions;
    this.hooks = new PromiseHooks(context);
  }

  Outcome read(ExpressionTree value) {
    TypeMirror type = context.coroutineType.type();
    Outcome direct = directTransfer(value, type);
    return direct != null ? direct : transferOf(value, operand(value));
  }

  Expr operand(ExpressionTree value) {
    return expressions.typed(value, expressions.read(value), context.coroutineType.type());
  }

  /**
   * The returned object goes through {@code awaitTransform}, if there is one for it, as it would in
   * an await; the result is handed over, or awaited.
   */
  Jump.Transfer transferOf(ExpressionTree value, Expr kept) {
    TypeMirror type = context.coroutineType.type();
    boolean isKept = kept instanceof Expr.Plain plain && plain.type() == type;
    HookArgument argument =
        isKept ? HookArgument.of(type) : HookArgument.of(value, context, expressions);
    Expr written = isKept ? kept : HookArgument.read(value, context, expressions);
    ExecutableElement transform = hook(HookCalls.AWAIT_TRANSFORM, argument, value);
    Code it = Code.of(new Code.Hole(0, true));
    TypeMirror result = context.runtime.resultOfAwaitable(type);
    Expr awaiting = null;
    Expr tail = null;
    if (transform != null) {
      Code transformed = call(HookCalls.AWAIT_TRANSFORM, it);
      TypeMirror made = hooks.resultOf(transform);
      TypeMirror itsResult = result == null ? resultOf(transform, type) : result;
      Expr operand = forHook(transform, argument, written);
      awaiting = suspension(value, operand, awaiter(transformed, made, value), itsResult);
      Form form = transform.getTypeParameters().isEmpty() ? Form.STANDALONE : Form.INFERRED;
      ExecutableElement handOver = hook(RETURN_FROM, new HookArgument(made, form), value);
      if (handOver != null) {
        tail = handOver(value, operand, call(RETURN_FROM, transformed), handOver);
      }
    } else {
      if (result != null && !hooks.declares(HookCalls.AWAIT_TRANSFORM)) {
        Code awaiter = Code.of(new Code.Hole(0, false), ".awaiter()");
        awaiting = suspension(value, kept, awaiter, result);
      }
      ExecutableElement handOver = hook(RETURN_FROM, argument, value);
      if (handOver != null) {
        tail =
            handOver(value, forHook(handOver, argument, written), call(RETURN_FROM, it), handOver);
      }
    }
    Expr first = tail == null ? awaiting : tail;
    if (first == null) {
      throw context.notReturned(
          value, Wording.type(type) + ": it is not Awaitable, and there is no hook returnFrom");
    }
    boolean hasValue = hooks.declares(ReturnReader.RETURN_VALUE);
    if (!hasValue && !hooks.accepts("returnVoid", List.of())) {
      throw context.notReturned(value, "anything: it has neither returnValue nor returnVoid");
    }
    return new Jump.Transfer(first, awaiting == null ? first : awaiting, hasValue);
  }

  /** The hook that javac chooses for the returned object, null if there is none for it. */
  private @Nullable ExecutableElement hook(String name, HookArgument argument, Tree at) {
    Overloads overloads = hooks.overloads(name, List.of(argument));
    if (overloads.best() == null && !overloads.isEmpty()) {
      throw source.refuse(Diagnostic.AMBIGUOUS_VALUE, at, name, source.summary(at));
    }
    return overloads.best();
  }

  /** The operand of a hook whose result type must be known. */
  private Expr forHook(ExecutableElement hook, HookArgument argument, Expr operand) {
    boolean isCertain =
        argument.form() == Form.STANDALONE
            || !hook.getTypeParameters().isEmpty()
            || hooks
                    .overloads(hook.getSimpleName().toString(), List.of(argument))
                    .applicable()
                    .size()
                == 1;
    return isCertain
        ? operand
        : HookArgument.cast(operand, hooks.typeOf(hook).getParameterTypes().get(0));
  }

  private static Code call(String hook, Code argument) {
    return Code.of(new Code.Generated(Role.FRAME), "." + hook + "(", argument, ")");
  }

  /**
   * The value type of a hook's result; a type variable of the hook itself stands for the argument's
   * value type.
   */
  private TypeMirror resultOf(ExecutableElement hook, TypeMirror argument) {
    TypeMirror made = hooks.resultOf(hook);
    TypeMirror result = context.runtime.resultOfAwaitable(made);
    if (result == null) {
      result = context.runtime.resultOfAwaiter(made);
    }
    if (result == null) {
      throw new IllegalStateException("neither awaitable nor awaiter: " + made);
    }
    TypeMirror parameter = hooks.typeOf(hook).getParameterTypes().get(0);
    if (result.getKind() == TypeKind.TYPEVAR
        && parameter instanceof DeclaredType declared
        && !declared.getTypeArguments().isEmpty()
        && declared.getTypeArguments().get(0).equals(result)) {
      TypeMirror own = context.denotable.argumentOf(argument, (TypeElement) declared.asElement());
      return own == null ? result : own;
    }
    return result;
  }

  private Code awaiter(Code code, TypeMirror made, Tree at) {
    if (context.runtime.isAwaiter(made)) {
      return code;
    }
    if (context.runtime.isAwaitable(made)) {
      return Code.of(code, ".awaiter()");
    }
    throw context.notReturned(
        at, "awaitTransform, whose result " + Wording.type(made) + " is not Awaitable");
  }

  /** A transfer to a coroutine of the same kind that has a direct form, or null. */
  private @Nullable Outcome directTransfer(ExpressionTree value, TypeMirror type) {
    if (hooks.declares(HookCalls.AWAIT_TRANSFORM)
        || !context.directForms.isOfSameKind(
            context.method, source.element(TreeForms.skipCasts(value)))) {
      return null;
    }
    TypeMirror result = context.runtime.resultOfAwaitable(type);
    if (result == null) {
      return null;
    }
    Expr.Call awaiting =
        new DirectCallReader(context, expressions)
            .read(
                value,
                result,
                /* isUnboxed= */ false,
                source.line(value),
                "return " + source.summary(value));
    return awaiting == null ? null : new Jump.Transfer(new Expr.TailCall(awaiting), awaiting, true);
  }

  private Expr handOver(ExpressionTree value, Expr operand, Code call, ExecutableElement hook) {
    TypeMirror awaitable = hooks.resultOf(hook);
    TypeMirror result = context.runtime.resultOfAwaitable(awaitable);
    if (result == null) {
      throw context.notReturned(
          value, "returnFrom, whose result " + Wording.type(awaitable) + " is not Awaitable");
    }
    return suspension(value, operand, Code.of(call, ".awaiter()"), result);
  }

  private Expr suspension(ExpressionTree value, Expr operand, Code awaiter, TypeMirror result) {
    return new Expr.Await(
        awaiter,
        List.of(operand),
        result,
        new Site(source.line(value), "return " + source.summary(value)));
  }
}
