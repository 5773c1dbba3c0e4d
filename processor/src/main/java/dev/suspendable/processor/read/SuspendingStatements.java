package dev.suspendable.processor.read;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.Names;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads statements that contain a suspension, and so must be lowered. */
final class SuspendingStatements extends SimpleTreeVisitor<Stmt, @Nullable Void> {
  private final MethodContext context;
  private final Source source;
  private final StatementReader statements;
  private final ExpressionReader expressions;
  private final SwitchReader switches;
  private final ResourceReader resources;
  private final LoopReader loops;

  SuspendingStatements(
      MethodContext context,
      StatementReader statements,
      ExpressionReader expressions,
      SwitchReader switches) {
    this.context = context;
    this.source = context.source;
    this.statements = statements;
    this.expressions = expressions;
    this.switches = switches;
    this.resources = new ResourceReader(context, statements, expressions);
    this.loops = new LoopReader(context, statements, expressions);
  }

  @Override
  public Stmt visitBlock(BlockTree tree, @Nullable Void unused) {
    return statements.readBlock(tree);
  }

  @Override
  public Stmt visitExpressionStatement(ExpressionStatementTree tree, @Nullable Void unused) {
    return new Stmt.Evaluate(expressions.read(tree.getExpression()), source.line(tree));
  }

  @Override
  public Stmt visitIf(IfTree tree, @Nullable Void unused) {
    return new Stmt.If(
        statements.condition(tree.getCondition()),
        branch(tree, true, tree.getThenStatement()),
        tree.getElseStatement() == null ? null : branch(tree, false, tree.getElseStatement()),
        source.line(tree));
  }

  private Stmt branch(IfTree tree, boolean taken, StatementTree branch) {
    return TreeForms.hasDeadClass(source, tree.getCondition(), taken, branch)
        ? new Stmt.Sequence(List.of())
        : statements.read(branch);
  }

  @Override
  public Stmt visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    return loops.read(tree);
  }

  @Override
  public Stmt visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    return loops.read(tree);
  }

  @Override
  public Stmt visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    return loops.read(tree);
  }

  @Override
  public Stmt visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    return loops.read(tree);
  }

  @Override
  public Stmt visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
    JumpTarget target = context.target(tree);
    return new Stmt.Labeled(target, statements.read(tree.getStatement()));
  }

  @Override
  public Stmt visitSwitch(SwitchTree tree, @Nullable Void unused) {
    return switches.read(tree);
  }

  @Override
  public Stmt visitThrow(ThrowTree tree, @Nullable Void unused) {
    return new Stmt.Throw(expressions.read(tree.getExpression()), source.line(tree));
  }

  @Override
  public Stmt visitTry(TryTree tree, @Nullable Void unused) {
    Stmt body =
        tree.getResources().isEmpty()
            ? statements.readBlock(tree.getBlock())
            : resources.read(tree);
    List<Stmt.Catch> catches = new ArrayList<>();
    for (CatchTree clause : tree.getCatches()) {
      catches.add(catchClause(clause));
    }
    Stmt finallyBody =
        tree.getFinallyBlock() == null ? null : statements.readBlock(tree.getFinallyBlock());
    return catches.isEmpty() && finallyBody == null
        ? body
        : new Stmt.Try(body, catches, finallyBody, source.line(tree));
  }

  private Stmt.Catch catchClause(CatchTree clause) {
    VariableTree parameter = clause.getParameter();
    List<TypeMirror> types = new ArrayList<>();
    if (parameter.getType() instanceof UnionTypeTree union) {
      union.getTypeAlternatives().forEach(type -> types.add(source.type(type)));
    } else {
      types.add(source.type(parameter.getType()));
    }
    Variable variable = context.declare(statements.elementOf(parameter), Variable.Kind.LOCAL);
    return new Stmt.Catch(
        types, variable, statements.readBlock(clause.getBlock()), source.line(clause));
  }

  /** Only the expression for the lock can contain a suspension. */
  @Override
  public Stmt visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
    int line = source.line(tree);
    Expr lock = expressions.read(TreeForms.skipParentheses(tree.getExpression()));
    Variable variable = new Variable("lock", lock.type(), Variable.Kind.TEMPORARY);
    Code head =
        Code.of(
            new Code.Line(line),
            "synchronized (",
            new Code.VariableRef(variable, Code.Access.READ, false),
            ") ");
    return new Stmt.Sequence(
        List.of(
            new Stmt.Declaration(variable, lock, null, line),
            statements.carriedOver(tree, Code.of(head, statements.code(tree.getBlock())))));
  }

  @Override
  public Stmt visitAssert(AssertTree tree, @Nullable Void unused) {
    int line = source.line(tree);
    TypeMirror bool = context.types.getPrimitiveType(TypeKind.BOOLEAN);
    TypeMirror error = context.typeElement("java.lang.AssertionError").asType();
    Code.Piece assertionError = new Code.RuntimeClass(AssertionError.class);
    Expr enabled = new Expr.Plain(new Names(context).assertionStatus(), bool, false);
    boolean hasDetail =
        tree.getDetail() != null
            && !TreeForms.hasDeadClass(source, tree.getCondition(), false, tree.getDetail());
    Expr failure =
        !hasDetail
            ? new Expr.Plain(Code.of("new ", assertionError, "()"), error, false)
            : new Expr.Strict(
                Code.of("new ", assertionError, "(", new Code.Hole(0, true), ")"),
                List.of(expressions.read(tree.getDetail())),
                error);
    return new Stmt.If(
        enabled,
        new Stmt.If(
            statements.condition(tree.getCondition()),
            new Stmt.Sequence(List.of()),
            new Stmt.Throw(failure, line),
            line),
        null,
        line);
  }

  @Override
  public Stmt visitEmptyStatement(EmptyStatementTree tree, @Nullable Void unused) {
    return new Stmt.Sequence(List.of());
  }

  @Override
  protected Stmt defaultAction(Tree tree, @Nullable Void unused) {
    throw source.refuse(
        Diagnostic.NOT_SUPPORTED,
        tree,
        "a statement of kind " + tree.getKind(),
        "move the suspension out of it");
  }
}
