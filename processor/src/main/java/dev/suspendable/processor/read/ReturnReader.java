package dev.suspendable.processor.read;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.YieldTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Jump.Outcome;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.read.HookArgument.Form;
import dev.suspendable.processor.read.PromiseHooks.Overloads;
import dev.suspendable.processor.source.JumpTargets;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.JumpReader;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads jumps and returns. {@code return Task.of(v)} is a co-return: it creates no task. Any other
 * {@code return e} completes with the outcome of {@code e}.
 */
final class ReturnReader implements JumpReader {
  private static final String RETURN_VALUE = "returnValue";
  private static final String RETURN_FROM = "returnFrom";

  private final MethodContext context;
  private final Source source;
  private final ExpressionReader expressions;
  private final SwitchReader switches;
  private final PromiseHooks hooks;
  private final Suspensions suspensions;

  ReturnReader(MethodContext context, ExpressionReader expressions, SwitchReader switches) {
    this.context = context;
    this.source = context.source;
    this.expressions = expressions;
    this.switches = switches;
    this.hooks = new PromiseHooks(context);
    this.suspensions = context.suspensions;
  }

  /** A jump; a return only if it is in verbatim code. */
  @Override
  public Jump read(Tree jump) {
    if (jump instanceof ReturnTree tree) {
      return new Jump.Return(outcomeInText(tree), source.line(tree));
    }
    Tree target = JumpTargets.target(source, jump);
    if (target == null) {
      throw source.refuse(Diagnostic.INTERNAL, jump, "no target");
    }
    if (jump instanceof BreakTree) {
      return new Jump.Break(context.target(target));
    }
    if (jump instanceof ContinueTree) {
      return new Jump.Continue(context.target(target));
    }
    ExpressionTree value = ((YieldTree) jump).getValue();
    return new Jump.Yield(context.target(target), expressions.read(value));
  }

  /** A return as a statement; {@code return c ? a : b} becomes two. */
  Stmt readStatement(ReturnTree tree) {
    return statement(valueOf(tree), source.line(tree));
  }

  /** The expression that is a lambda's body. */
  Stmt readBody(ExpressionTree value) {
    return statement(value, source.line(value));
  }

  private Stmt statement(ExpressionTree value, int line) {
    ExpressionTree tree = TreeForms.skipCasts(value);
    if (tree instanceof ConditionalExpressionTree conditional) {
      ExpressionTree condition = conditional.getCondition();
      if (TreeForms.hasDeadClass(source, condition, true, conditional.getTrueExpression())) {
        return statement(conditional.getFalseExpression(), line);
      }
      if (TreeForms.hasDeadClass(source, condition, false, conditional.getFalseExpression())) {
        return statement(conditional.getTrueExpression(), line);
      }
      return new Stmt.If(
          expressions.read(condition),
          statement(conditional.getTrueExpression(), line),
          statement(conditional.getFalseExpression(), line),
          line);
    }
    if (tree instanceof SwitchExpressionTree choice && hasOnlyExpressions(choice)) {
      return switches.read(choice, arm -> statement(arm, line));
    }
    return new Stmt.Leave(new Jump.Return(outcome(value), line), line);
  }

  private static boolean hasOnlyExpressions(SwitchExpressionTree tree) {
    return tree.getCases().stream().allMatch(arm -> arm.getBody() instanceof ExpressionTree);
  }

  private ExpressionTree valueOf(ReturnTree tree) {
    ExpressionTree value = tree.getExpression();
    if (value == null) {
      throw source.refuse(Diagnostic.INTERNAL, tree, "return without a value");
    }
    return value;
  }

  private Outcome outcome(ExpressionTree value) {
    ExpressionTree tree = TreeForms.skipCasts(value);
    if (tree instanceof MethodInvocationTree call && suspensions.isCoReturn(call)) {
      return call.getArguments().isEmpty() ? nothing(call) : value(call);
    }
    return transfer(value);
  }

  private Outcome outcomeInText(ReturnTree tree) {
    ExpressionTree value = valueOf(tree);
    if (isCoReturn(TreeForms.skipCasts(value))) {
      return outcome(value);
    }
    if (!isChoiceOfCoReturns(value) && isInTryInText(tree)) {
      throw source.refuse(Diagnostic.IN_SYNCHRONIZED, tree, "return");
    }
    TypeMirror type = context.coroutineType.type();
    Variable coroutine = new Variable("returned", type, Variable.Kind.TEMPORARY);
    Code kept = Code.of(new Code.VariableRef(coroutine, Code.Access.READ, false));
    return new Jump.Kept(
        coroutine, operand(value), transferOf(value, new Expr.Plain(kept, type, false)));
  }

  private boolean isCoReturn(ExpressionTree tree) {
    return tree instanceof MethodInvocationTree call && suspensions.isCoReturn(call);
  }

  private boolean isChoiceOfCoReturns(ExpressionTree value) {
    ExpressionTree tree = TreeForms.skipCasts(value);
    if (tree instanceof ConditionalExpressionTree conditional) {
      return isChoiceOfCoReturns(conditional.getTrueExpression())
          && isChoiceOfCoReturns(conditional.getFalseExpression());
    }
    if (tree instanceof SwitchExpressionTree choice) {
      return choice.getCases().stream()
          .allMatch(
              arm ->
                  arm.getBody() instanceof ThrowTree
                      || (arm.getBody() instanceof ExpressionTree each
                          && isChoiceOfCoReturns(each)));
    }
    return isCoReturn(tree);
  }

  /**
   * Whether the coroutine would have to wait for the returned object while it holds the monitor.
   */
  private boolean isInTryInText(ReturnTree tree) {
    boolean isInTry = false;
    for (Tree each = tree; each != null && !(each instanceof MethodTree); ) {
      if (each instanceof SynchronizedTree && isInTry) {
        return true;
      }
      isInTry |= each instanceof TryTree;
      each = each instanceof LambdaExpressionTree ? null : source.parent(each);
    }
    return false;
  }

  private Outcome nothing(MethodInvocationTree call) {
    if (!hooks.accepts("returnVoid", List.of())) {
      throw notAccepted(call, "nothing: it has no hook returnVoid()");
    }
    return new Jump.Nothing();
  }

  private Outcome value(MethodInvocationTree call) {
    if (call.getArguments().size() != 1) {
      throw notAccepted(call, "several values");
    }
    ExpressionTree argument = call.getArguments().get(0);
    HookArgument value = HookArgument.of(argument, context, expressions);
    Overloads overloads = hooks.overloads(RETURN_VALUE, List.of(value));
    if (overloads.isEmpty()) {
      String expected = hooks.expected(RETURN_VALUE, 1);
      throw expected.isEmpty()
          ? notAccepted(call, Wording.type(value.type()) + ": it has no hook returnValue for it")
          : source.refuse(
              Diagnostic.WRONG_VALUE,
              argument,
              "return",
              context.coroutineType.type(),
              expected,
              value.type());
    }
    if (overloads.best() == null && value.form() == Form.STANDALONE) {
      throw source.refuse(
          Diagnostic.AMBIGUOUS_VALUE, argument, RETURN_VALUE, source.summary(argument));
    }
    hooks.note(RETURN_VALUE, value, call, argument);
    Expr read = HookArgument.read(argument, context, expressions);
    // A value that must be kept is kept at its own type; null needs no type.
    return new Jump.Value(
        value.type().getKind() == TypeKind.NULL && read instanceof Expr.Plain plain
            ? new Expr.Plain(plain.code(), value.type(), true)
            : read);
  }

  private RuntimeException notAccepted(Tree at, String what) {
    return source.refuse(
        Diagnostic.RETURN_NOT_ACCEPTED, at, context.coroutineType.promise().getSimpleName(), what);
  }

  private Outcome transfer(ExpressionTree value) {
    TypeMirror type = context.coroutineType.type();
    Outcome direct = directTransfer(value, type);
    return direct != null ? direct : transferOf(value, operand(value));
  }

  private Expr operand(ExpressionTree value) {
    return expressions.typed(value, expressions.read(value), context.coroutineType.type());
  }

  /**
   * The returned object goes through {@code awaitTransform}, if there is one for it, as it would in
   * an await; the result is handed over, or awaited.
   */
  private Jump.Transfer transferOf(ExpressionTree value, Expr kept) {
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
      throw notAccepted(
          value, Wording.type(type) + ": it is not Awaitable, and there is no hook returnFrom");
    }
    boolean hasValue = hooks.declares(RETURN_VALUE);
    if (!hasValue && !hooks.accepts("returnVoid", List.of())) {
      throw notAccepted(value, "anything: it has neither returnValue nor returnVoid");
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
    throw notAccepted(
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
    Expr.DirectCall awaiting =
        new DirectCallReader(context, expressions)
            .read(
                value,
                result,
                /* isUnboxed= */ false,
                source.line(value),
                "return " + source.summary(value));
    return awaiting == null ? null : new Jump.Transfer(awaiting.asTail(), awaiting, true);
  }

  private Expr handOver(ExpressionTree value, Expr operand, Code call, ExecutableElement hook) {
    TypeMirror awaitable = hooks.resultOf(hook);
    TypeMirror result = context.runtime.resultOfAwaitable(awaitable);
    if (result == null) {
      throw notAccepted(
          value, "returnFrom, whose result " + Wording.type(awaitable) + " is not Awaitable");
    }
    return suspension(value, operand, Code.of(call, ".awaiter()"), result);
  }

  private Expr suspension(ExpressionTree value, Expr operand, Code awaiter, TypeMirror result) {
    return new Expr.Suspension(
        awaiter,
        null,
        false,
        List.of(operand),
        result,
        result.getKind() != TypeKind.VOID,
        source.line(value),
        "return " + source.summary(value));
  }
}
