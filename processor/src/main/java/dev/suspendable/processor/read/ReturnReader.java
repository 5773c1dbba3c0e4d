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
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Reads jumps and returns. {@code return Task.of(v)} is a co-return: it creates no task. Any other
 * {@code return e} completes with the outcome of {@code e}.
 */
final class ReturnReader implements JumpReader {
  static final String RETURN_VALUE = "returnValue";

  private final MethodContext context;
  private final Source source;
  private final ExpressionReader expressions;
  private final SwitchReader switches;
  private final PromiseHooks hooks;
  private final TransferReader transfers;
  private final Suspensions suspensions;

  ReturnReader(MethodContext context, ExpressionReader expressions, SwitchReader switches) {
    this.context = context;
    this.source = context.source;
    this.expressions = expressions;
    this.switches = switches;
    this.hooks = new PromiseHooks(context);
    this.transfers = new TransferReader(context, expressions);
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
    return context.coroutineType.takesObject() ? object(value) : transfers.read(value);
  }

  /** An object that is complete: the coroutine returns it as an ordinary method would. */
  private Outcome object(ExpressionTree value) {
    TypeMirror type = context.coroutineType.type();
    Expr read = expressions.read(value);
    if (TreeForms.skipParentheses(value).getKind() == Tree.Kind.NULL_LITERAL
        && read instanceof Expr.Plain plain) {
      Code ofType = Code.of("(", new Code.TypeRef(type), ") ", plain.code());
      return new Jump.Value(new Expr.Plain(ofType, type, true));
    }
    return new Jump.Value(expressions.typed(value, read, type));
  }

  private Outcome outcomeInText(ReturnTree tree) {
    ExpressionTree value = valueOf(tree);
    if (context.coroutineType.takesObject() || isCoReturn(TreeForms.skipCasts(value))) {
      return outcome(value);
    }
    if (!isChoiceOfCoReturns(value) && isInTryInText(tree)) {
      throw source.refuse(Diagnostic.IN_SYNCHRONIZED, tree, "return");
    }
    TypeMirror type = context.coroutineType.type();
    Variable coroutine = new Variable("returned", type, Variable.Kind.TEMPORARY);
    Code kept = Code.of(new Code.VariableRef(coroutine, Code.Access.READ, false));
    return new Jump.Kept(
        coroutine,
        transfers.operand(value),
        transfers.transferOf(value, new Expr.Plain(kept, type, false)));
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

  /** Whether a returned value is kept, while the code around the return is left. */
  private boolean isKept(Tree returned) {
    Tree child = returned;
    for (Tree each = source.parent(child); each != null && !(each instanceof MethodTree); ) {
      if (each instanceof SynchronizedTree
          || (each instanceof TryTree guarded
              && (child == guarded.getBlock()
                  || (guarded.getFinallyBlock() != null && child != guarded.getFinallyBlock())))) {
        return true;
      }
      child = each;
      each = each instanceof LambdaExpressionTree ? null : source.parent(each);
    }
    return false;
  }

  private Outcome nothing(MethodInvocationTree call) {
    if (!hooks.accepts("returnVoid", List.of())) {
      throw context.notReturned(
          call,
          "nothing: it has no hook returnVoid()",
          "add protected void returnVoid() to the promise");
    }
    return new Jump.Nothing();
  }

  private Outcome value(MethodInvocationTree call) {
    if (call.getArguments().size() != 1) {
      throw context.notReturned(call, "several values");
    }
    ExpressionTree argument = call.getArguments().get(0);
    HookArgument value = HookArgument.of(argument, context, expressions);
    Overloads overloads = hooks.overloads(RETURN_VALUE, List.of(value));
    if (overloads.isEmpty()) {
      String expected = hooks.expected(RETURN_VALUE, 1);
      throw expected.isEmpty()
          ? context.notReturned(
              call,
              Wording.type(value.type()) + ": it has no hook returnValue for it",
              "add protected void returnValue(" + Wording.type(value.type()) + ") to the promise")
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
    if (hooks.declaresSeveral(RETURN_VALUE, 1)
        && HookArgument.isOfVariable(source, argument)
        && isKept(call)) {
      TypeMirror own = HookArgument.inferred(argument, context);
      if (own == null) {
        throw source.refuse(Diagnostic.INFERRED_VALUE, argument, RETURN_VALUE);
      }
      return new Jump.Value(HookArgument.typed(expressions.read(argument), own));
    }
    hooks.note(RETURN_VALUE, value, call, argument);
    Expr read = HookArgument.read(argument, context, expressions);
    // A value that must be kept is kept at its own type; null needs no type.
    return new Jump.Value(
        value.type().getKind() == TypeKind.NULL && read instanceof Expr.Plain plain
            ? new Expr.Plain(plain.code(), value.type(), true)
            : read);
  }
}
