package dev.suspendable.processor.read;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Cases;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads switch statements and expressions that must be lowered. */
final class SwitchReader {
  private final MethodContext context;
  private final StatementReader statements;
  private final ExpressionReader expressions;

  SwitchReader(MethodContext context, StatementReader statements, ExpressionReader expressions) {
    this.context = context;
    this.statements = statements;
    this.expressions = expressions;
  }

  Stmt read(SwitchTree tree) {
    List<? extends CaseTree> cases = tree.getCases();
    return read(
        tree,
        tree.getExpression(),
        cases,
        isExhaustive(cases) ? unmatched() : null,
        (arm, selected) -> arm(arm, selected, null));
  }

  Expr read(SwitchExpressionTree tree) {
    JumpTarget target = context.target(tree);
    List<? extends CaseTree> cases = tree.getCases();
    return new Expr.SwitchExpression(
        read(
            tree,
            tree.getExpression(),
            cases,
            unmatched(),
            (arm, selected) -> arm(arm, selected, target)),
        target,
        context.functions.of(tree));
  }

  /** A switch expression as a statement; {@code value} reads the value of each arm. */
  Stmt read(SwitchExpressionTree tree, Function<ExpressionTree, Stmt> value) {
    List<? extends CaseTree> cases = tree.getCases();
    return read(
        tree,
        tree.getExpression(),
        cases,
        unmatched(),
        (arm, selected) ->
            new Stmt.Arm(
                choice(arm, selected),
                suspendingGuard(arm),
                value.apply((ExpressionTree) arm.getBody()),
                false,
                context.source.line(arm)));
  }

  private Stmt.Switch read(
      Tree tree,
      ExpressionTree selector,
      List<? extends CaseTree> cases,
      @Nullable Code unmatched,
      BiFunction<CaseTree, TypeMirror, Stmt.Arm> arm) {
    JumpTarget target = context.target(tree);
    Expr selected = expressions.readSelector(TreeForms.skipParentheses(selector));
    List<Stmt.Arm> arms = new ArrayList<>();
    cases.forEach(c -> arms.add(arm.apply(c, selected.type())));
    return new Stmt.Switch(
        selected,
        arms,
        unmatched,
        target,
        context.source.summary(selector),
        context.source.line(tree));
  }

  /**
   * Whether a switch statement must cover all values: one over patterns, or with {@code case null}
   * (JLS 14.11.2).
   */
  private static boolean isExhaustive(List<? extends CaseTree> cases) {
    for (CaseTree arm : cases) {
      for (Tree label : Cases.labels(arm)) {
        Tree constant = Cases.constantOf(label);
        if (constant == null || isNull(constant)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNull(Tree constant) {
    return constant.getKind() == Tree.Kind.NULL_LITERAL;
  }

  /** The exception that javac throws after the last case of an exhaustive switch (JLS 15.28.2). */
  private Code unmatched() {
    return context.isSince(21)
        ? Code.of("new ", classRef("java.lang.MatchException"), "(null, null)")
        : Code.of("new ", classRef("java.lang.IncompatibleClassChangeError"), "()");
  }

  private Code.ClassRef classRef(String name) {
    return new Code.ClassRef(context.typeElement(name));
  }

  private Stmt.Arm arm(CaseTree tree, TypeMirror selected, @Nullable JumpTarget yieldTarget) {
    Choice choice = choice(tree, selected);
    Expr guard = suspendingGuard(tree);
    int line = context.source.line(tree);
    Tree body = tree.getStatements() == null ? tree.getBody() : null;
    if (body == null) {
      return new Stmt.Arm(choice, guard, statements.readAll(tree.getStatements()), true, line);
    }
    return new Stmt.Arm(choice, guard, rule(body, yieldTarget), false, line);
  }

  private @Nullable Expr suspendingGuard(CaseTree tree) {
    ExpressionTree guard = Cases.guard(tree);
    return guard == null || !context.facts.suspends(guard)
        ? null
        : expressions.read(TreeForms.skipParentheses(guard));
  }

  /** The labels of an arm and its guard, unless the guard suspends. */
  private Choice choice(CaseTree tree, TypeMirror selected) {
    List<Code> labels = new ArrayList<>();
    List<Variable> bindings = new ArrayList<>();
    Choice.Extent extent = Choice.Extent.CONSTANTS;
    boolean acceptsNull = false;
    for (Tree label : Cases.labels(tree)) {
      Tree constant = Cases.constantOf(label);
      if (constant == null) {
        Patterns.check(context, label);
        bindings.addAll(Patterns.declare(context, label));
        extent = max(extent, extent(label, selected));
      } else if (isNull(constant)) {
        acceptsNull = true;
        continue;
      }
      Element element = constant == null ? null : context.source.element(constant);
      labels.add(
          constant instanceof IdentifierTree
                  && element != null
                  && element.getKind() == ElementKind.ENUM_CONSTANT
              ? Code.of(element.getSimpleName().toString())
              : statements.code(label));
    }
    ExpressionTree guard = Cases.guard(tree);
    Code condition = guard == null || context.facts.suspends(guard) ? null : statements.code(guard);
    if (condition != null) {
      condition.forEach(
          piece -> {
            if (piece instanceof Code.TypeTest test) {
              bindings.addAll(test.bindings());
            }
          });
    }
    return new Choice(labels, extent, acceptsNull, Cases.isDefault(tree), condition, bindings);
  }

  private static Choice.Extent max(Choice.Extent one, Choice.Extent other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private Choice.Extent extent(Tree label, TypeMirror selected) {
    return Cases.patternOf(label) instanceof BindingPatternTree pattern
            && isUnconditional(selected, context.source.type(pattern.getVariable().getType()))
        ? Choice.Extent.EVERYTHING
        : Choice.Extent.PATTERNS;
  }

  /** Whether a type pattern matches all values (JLS 14.30.3, and JEP 507 for primitive types). */
  private boolean isUnconditional(TypeMirror selected, TypeMirror pattern) {
    if (!pattern.getKind().isPrimitive()) {
      TypeMirror type =
          selected instanceof PrimitiveType primitive
              ? context.types.boxedClass(primitive).asType()
              : selected;
      return context.types.isSubtype(context.types.erasure(type), context.types.erasure(pattern));
    }
    boolean isExact =
        switch (selected.getKind()) {
          case INT -> pattern.getKind() != TypeKind.FLOAT;
          case LONG -> pattern.getKind() == TypeKind.LONG;
          default -> true;
        };
    return selected.getKind().isPrimitive()
        && isExact
        && context.types.isSubtype(selected, pattern);
  }

  private Stmt rule(Tree body, @Nullable JumpTarget yieldTarget) {
    if (body instanceof BlockTree || body instanceof ThrowTree) {
      return statements.read((StatementTree) body);
    }
    ExpressionTree expression =
        body instanceof ExpressionStatementTree statement
            ? statement.getExpression()
            : (ExpressionTree) body;
    int line = context.source.line(body);
    return yieldTarget == null
        ? new Stmt.Evaluate(expressions.read(expression), line)
        : new Stmt.Leave(new Jump.Yield(yieldTarget, expressions.read(expression)), line);
  }
}
