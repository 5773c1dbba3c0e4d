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
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.YieldTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Jump.Outcome;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads jumps and returns. {@code return Task.of(v)} is a co-return: no task is made. Any other
 * {@code return e} completes with what {@code e} completes with.
 */
final class ReturnReader implements JumpReader {
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
    this.suspensions =
        new Suspensions(
            source, context.operators, context.coroutineType, context.types, context.elements);
  }

  /** A jump; a return only if it is in carried-over code. */
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
    ExpressionTree tree = skipCasts(value);
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

  static ExpressionTree skipCasts(ExpressionTree tree) {
    ExpressionTree t = TreeForms.skipParentheses(tree);
    while (t instanceof TypeCastTree cast) {
      t = TreeForms.skipParentheses(cast.getExpression());
    }
    return t;
  }

  private Outcome outcome(ExpressionTree value) {
    ExpressionTree tree = skipCasts(value);
    if (tree instanceof MethodInvocationTree call && suspensions.isCoReturn(call)) {
      return call.getArguments().isEmpty() ? nothing(call) : value(call);
    }
    return transfer(value);
  }

  private Outcome outcomeInText(ReturnTree tree) {
    ExpressionTree value = valueOf(tree);
    if (isCoReturn(skipCasts(value))) {
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
    ExpressionTree tree = skipCasts(value);
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

  /** Whether the outcome of what is returned would have to be waited for with the monitor held. */
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
    if (hooks.accepting("returnVoid", List.of()) == null) {
      throw notAccepted(call, "nothing: it has no hook returnVoid()");
    }
    return new Jump.Nothing();
  }

  private Outcome value(MethodInvocationTree call) {
    if (call.getArguments().size() != 1) {
      throw notAccepted(call, "several values");
    }
    ExpressionTree argument = call.getArguments().get(0);
    Expr value = expressions.read(argument);
    TypeMirror parameter = parameterType(call, argument);
    if (hooks.accepting("returnValue", List.of(parameter)) == null) {
      throw notAccepted(call, Wording.type(parameter) + ": it has no hook returnValue for it");
    }
    return new Jump.Value(expressions.typed(argument, value, parameter));
  }

  private TypeMirror parameterType(MethodInvocationTree call, ExpressionTree argument) {
    TypeMirror type = source.typeOrNull(call.getMethodSelect());
    return type instanceof javax.lang.model.type.ExecutableType method
            && !method.getParameterTypes().isEmpty()
        ? context.denotable.of(method.getParameterTypes().get(0))
        : expressions.type(argument);
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

  private Jump.Transfer transferOf(ExpressionTree value, Expr operand) {
    TypeMirror type = context.coroutineType.type();
    ExecutableElement hook = hooks.accepting("returnFrom", List.of(type));
    Expr awaiting = awaiting(value, operand, type);
    Expr tail = hook == null ? awaiting : handOver(value, operand, hook);
    if (tail == null) {
      throw notAccepted(
          value, Wording.type(type) + ": it is not Awaitable, and there is no hook returnFrom");
    }
    boolean hasValue = hooks.declares("returnValue");
    if (!hasValue && hooks.accepting("returnVoid", List.of()) == null) {
      throw notAccepted(value, "anything: it has neither returnValue nor returnVoid");
    }
    return new Jump.Transfer(tail, awaiting == null ? tail : awaiting, hasValue);
  }

  /** A transfer to a coroutine of the same kind that has a direct form, or null. */
  private @Nullable Outcome directTransfer(ExpressionTree value, TypeMirror type) {
    if (!context.directForms.isOfSameKind(context.method, source.element(skipCasts(value)))) {
      return null;
    }
    TypeMirror result =
        context.denotable.argumentOf(type, context.typeElement(SuspensionReader.AWAITABLE));
    if (result == null) {
      return null;
    }
    Expr.DirectCall awaiting =
        new DirectCallReader(context, expressions)
            .read(
                value,
                context.denotable.of(result),
                /* isUnboxed= */ false,
                source.line(value),
                "return " + source.summary(value));
    return awaiting == null ? null : new Jump.Transfer(awaiting.asTail(), awaiting, true);
  }

  private @Nullable Expr awaiting(ExpressionTree value, Expr operand, TypeMirror type) {
    TypeMirror result =
        context.denotable.argumentOf(type, context.typeElement(SuspensionReader.AWAITABLE));
    return result == null
        ? null
        : suspension(value, operand, Code.of(new Code.Hole(0, false), ".awaiter()"), result);
  }

  private Expr handOver(ExpressionTree value, Expr operand, ExecutableElement hook) {
    TypeMirror awaitable = hooks.resultOf(hook);
    TypeMirror result =
        context.denotable.argumentOf(awaitable, context.typeElement(SuspensionReader.AWAITABLE));
    if (result == null) {
      throw notAccepted(
          value, "returnFrom, whose result " + Wording.type(awaitable) + " is not Awaitable");
    }
    Code call =
        Code.of(
            new Code.Generated(Role.FRAME), ".returnFrom(", new Code.Hole(0, true), ").awaiter()");
    return suspension(value, operand, call, result);
  }

  private Expr suspension(ExpressionTree value, Expr operand, Code awaiter, TypeMirror result) {
    TypeMirror type = context.denotable.of(result);
    return new Expr.Suspension(
        awaiter,
        null,
        false,
        List.of(operand),
        type,
        type.getKind() != TypeKind.VOID,
        source.line(value),
        "return " + source.summary(value));
  }
}
