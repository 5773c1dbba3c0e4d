package dev.suspendable.processor.read;

import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.BeginLines;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads loops that contain a suspension. */
final class LoopReader {
  private final MethodContext context;
  private final Source source;
  private final StatementReader statements;
  private final ExpressionReader expressions;

  LoopReader(MethodContext context, StatementReader statements, ExpressionReader expressions) {
    this.context = context;
    this.source = context.source;
    this.statements = statements;
    this.expressions = expressions;
  }

  Stmt read(WhileLoopTree loop) {
    return new Stmt.Loop(
        List.of(),
        loopCondition(loop.getCondition()),
        true,
        List.of(),
        statements.read(loop.getStatement()),
        context.target(loop),
        "while " + source.summary(loop.getCondition()));
  }

  Stmt read(DoWhileLoopTree loop) {
    Stmt body = statements.read(loop.getStatement());
    return new Stmt.Loop(
        List.of(),
        condition(loop.getCondition()),
        false,
        List.of(),
        body,
        context.target(loop),
        "do … while " + source.summary(loop.getCondition()));
  }

  Stmt read(ForLoopTree loop) {
    List<Stmt> init = new ArrayList<>();
    loop.getInitializer().forEach(statement -> init.add(readHead(statement)));
    Expr.Begun condition = loopCondition(loop.getCondition());
    List<Stmt> update = new ArrayList<>();
    loop.getUpdate().forEach(statement -> update.add(readHead(statement)));
    Stmt body = statements.read(loop.getStatement());
    return new Stmt.Loop(init, condition, true, update, body, context.target(loop), head(loop));
  }

  /** The text before a loop's body statement. */
  private String head(StatementTree loop) {
    StatementTree body =
        loop instanceof ForLoopTree counted
            ? counted.getStatement()
            : ((EnhancedForLoopTree) loop).getStatement();
    return source.summary(source.start(loop), source.start(body));
  }

  /** A statement in the head of a for loop, which has no semicolon of its own. */
  private Stmt readHead(StatementTree tree) {
    if (tree instanceof VariableTree variable) {
      return statements.declaration(variable) instanceof Stmt.Declaration declaration
          ? new Stmt.Declaration(
              declaration.variable(), declaration.initializer(), null, declaration.line())
          : new Stmt.Sequence(List.of());
    }
    ExpressionTree expression = ((ExpressionStatementTree) tree).getExpression();
    return new Stmt.Evaluate(expressions.read(expression), source.line(tree));
  }

  Stmt read(EnhancedForLoopTree loop) {
    Expr iterable = expressions.read(loop.getExpression());
    TypeMirror type = source.type(loop.getExpression());
    Variable variable =
        context.declare(statements.elementOf(loop.getVariable()), Variable.Kind.LOCAL);
    TypeMirror cursor;
    TypeMirror element;
    if (type.getKind() == TypeKind.ARRAY) {
      cursor = context.types.getPrimitiveType(TypeKind.INT);
      element = ((ArrayType) type).getComponentType();
    } else {
      TypeMirror argument =
          context.denotable.argumentOf(
              context.denotable.upperBound(type), context.typeElement("java.lang.Iterable"));
      if (argument == null) {
        throw source.refuse(Diagnostic.INTERNAL, loop, type + " is not Iterable");
      }
      element = argument;
      cursor = context.types.getDeclaredType(context.typeElement("java.util.Iterator"), argument);
    }
    Stmt body = statements.read(loop.getStatement());
    int line = source.line(loop.getExpression());
    return new Stmt.ForEach(
        variable, iterable, cursor, element, body, context.target(loop), line, head(loop));
  }

  private Expr.@Nullable Begun loopCondition(@Nullable ExpressionTree tree) {
    return tree == null || TreeForms.isTrue(tree) ? null : condition(tree);
  }

  private Expr.Begun condition(ExpressionTree tree) {
    return new Expr.Begun(new BeginLines(source).of(tree), statements.condition(tree));
  }
}
