package dev.suspendable.processor.read;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Completion;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.CodeReader;
import dev.suspendable.processor.verbatim.Comments;
import dev.suspendable.processor.verbatim.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements. A statement without a suspension is kept verbatim; the others are read by kind.
 *
 * <p>The class is long because it has one small method for each kind of statement.
 */
final class StatementReader {
  private final MethodContext context;
  private final Source source;
  private final ExpressionReader expressions;
  private final SwitchReader switches;
  private final ReturnReader returns;
  private final ResourceReader resources;
  private final Completion completion;
  private final Comments comments;

  StatementReader(MethodContext context) {
    this.context = context;
    this.source = context.source;
    this.expressions = new ExpressionReader(context, this);
    this.switches = new SwitchReader(context, this, expressions);
    this.returns = new ReturnReader(context, expressions, switches);
    this.resources = new ResourceReader(context, this, expressions);
    this.completion = new Completion(source);
    this.comments = new Comments(source);
  }

  SwitchReader switches() {
    return switches;
  }

  Code code(Tree tree) {
    return CodeReader.read(context, returns, tree);
  }

  Code code(Tree tree, Map<Tree, Code.Hole> holes) {
    return CodeReader.read(context, returns, tree, holes);
  }

  /** The body of a coroutine: a block, or the expression that a lambda returns. */
  Stmt readBody(Tree body) {
    return body instanceof BlockTree block
        ? readBlock(block)
        : returns.readBody((ExpressionTree) body);
  }

  /** A block as a sequence, including its comments. */
  Stmt.Sequence readBlock(BlockTree block) {
    List<Stmt> result = new ArrayList<>();
    int end = readInto(block.getStatements(), comments.afterBrace(block), result);
    comments.between(end, source.end(block) - 1, result);
    return new Stmt.Sequence(result);
  }

  Stmt.Sequence readAll(List<? extends StatementTree> statements) {
    List<Stmt> result = new ArrayList<>();
    if (!statements.isEmpty()) {
      readInto(statements, source.start(statements.get(0)), result);
    }
    return new Stmt.Sequence(result);
  }

  private int readInto(List<? extends StatementTree> statements, int start, List<Stmt> result) {
    int at = start;
    for (StatementTree statement : statements) {
      comments.between(at, source.start(statement), result);
      result.add(read(statement));
      at = source.end(statement);
    }
    return at;
  }

  /** Any statement. */
  Stmt read(StatementTree tree) {
    if (tree instanceof VariableTree variable) {
      return declaration(variable);
    }
    if (tree instanceof ClassTree) {
      // It stays in the host, where frames see it.
      return new Stmt.Sequence(List.of());
    }
    // A throw ends a block; jumps and returns have their own model classes.
    if (tree instanceof BreakTree || tree instanceof ContinueTree || tree instanceof YieldTree) {
      return new Stmt.Leave(returns.read(tree), source.line(tree));
    }
    if (tree instanceof ReturnTree returning) {
      return returns.readStatement(returning);
    }
    return context.facts.suspends(tree) ? lowered(tree) : carriedOver(tree, code(tree));
  }

  /**
   * javac always considers the end of an {@code if} reachable, regardless of the statement in it.
   */
  private Stmt carriedOver(StatementTree tree, Code code) {
    boolean isLeft = context.facts.isLeftThroughCleanup(tree);
    return context.facts.mayBeEndless(tree)
        ? new Stmt.Verbatim(Code.of("if (true) ", code), true, isLeft)
        : new Stmt.Verbatim(code, completion.completes(tree), isLeft);
  }

  private Stmt lowered(StatementTree tree) {
    int line = source.line(tree);
    if (tree instanceof BlockTree block) {
      return readBlock(block);
    }
    if (tree instanceof ExpressionStatementTree statement) {
      return new Stmt.Evaluate(expressions.read(statement.getExpression()), line);
    }
    if (tree instanceof IfTree branch) {
      return new Stmt.If(
          condition(branch.getCondition()),
          branch(branch, true, branch.getThenStatement()),
          branch.getElseStatement() == null
              ? null
              : branch(branch, false, branch.getElseStatement()),
          line);
    }
    if (tree instanceof WhileLoopTree loop) {
      return new Stmt.Loop(
          List.of(),
          loopCondition(loop.getCondition()),
          true,
          List.of(),
          read(loop.getStatement()),
          context.target(tree),
          "while " + source.summary(loop.getCondition()));
    }
    if (tree instanceof DoWhileLoopTree loop) {
      Stmt body = read(loop.getStatement());
      return new Stmt.Loop(
          List.of(),
          condition(loop.getCondition()),
          false,
          List.of(),
          body,
          context.target(tree),
          "do … while " + source.summary(loop.getCondition()));
    }
    if (tree instanceof ForLoopTree loop) {
      return forLoop(loop);
    }
    if (tree instanceof EnhancedForLoopTree loop) {
      return forEach(loop);
    }
    if (tree instanceof LabeledStatementTree labeled) {
      JumpTarget target = context.target(labeled);
      return new Stmt.Labeled(target, read(labeled.getStatement()));
    }
    if (tree instanceof SwitchTree statement) {
      return switches.read(statement);
    }
    if (tree instanceof ThrowTree statement) {
      return new Stmt.Throw(expressions.read(statement.getExpression()), line);
    }
    if (tree instanceof TryTree statement) {
      return tryStatement(statement);
    }
    if (tree instanceof SynchronizedTree statement) {
      return synchronizedOn(statement);
    }
    if (tree instanceof AssertTree statement) {
      return assertion(statement);
    }
    if (tree instanceof EmptyStatementTree) {
      return new Stmt.Sequence(List.of());
    }
    throw source.refuse(
        Diagnostic.NOT_SUPPORTED,
        tree,
        "a statement of kind " + tree.getKind(),
        "move the suspension out of it");
  }

  private Stmt branch(IfTree tree, boolean taken, StatementTree branch) {
    return TreeForms.hasDeadClass(source, tree.getCondition(), taken, branch)
        ? new Stmt.Sequence(List.of())
        : read(branch);
  }

  private Expr condition(ExpressionTree tree) {
    return expressions.read(TreeForms.skipParentheses(tree));
  }

  private @Nullable Expr loopCondition(@Nullable ExpressionTree tree) {
    return tree == null || TreeForms.isTrue(tree) ? null : condition(tree);
  }

  private Stmt declaration(VariableTree tree) {
    Element element = elementOf(tree);
    if (TreeForms.isConstant(element)) {
      context.declareConstant((VariableElement) element);
      return new Stmt.Sequence(List.of());
    }
    Variable variable = context.declare(element, Variable.Kind.LOCAL);
    ExpressionTree initializer = tree.getInitializer();
    Expr read =
        initializer == null ? null : expressions.readInitializer(initializer, variable.type());
    boolean carried =
        (initializer == null || !context.facts.suspends(initializer)) && !sharesType(tree);
    return new Stmt.Declaration(
        variable, read, carried ? declarationCode(tree) : null, source.line(tree));
  }

  private Code declarationCode(VariableTree tree) {
    Code code = code(tree);
    // The declaration has no semicolon if it is in the head of a for loop.
    return source.text(tree).endsWith(";") ? code : Code.of(code, ";");
  }

  /**
   * Whether this variable is one of several in {@code int a, b}: for javac all of them start at the
   * type.
   */
  private boolean sharesType(VariableTree tree) {
    Tree parent = source.parent(tree);
    List<? extends StatementTree> siblings = List.of();
    if (parent instanceof BlockTree block) {
      siblings = block.getStatements();
    } else if (parent instanceof CaseTree group && group.getStatements() != null) {
      siblings = group.getStatements();
    }
    for (StatementTree other : siblings) {
      if (other != tree
          && other instanceof VariableTree
          && source.start(other) == source.start(tree)) {
        return true;
      }
    }
    return false;
  }

  private Element elementOf(VariableTree tree) {
    Element element = source.element(tree);
    if (element == null) {
      throw source.refuse(Diagnostic.INTERNAL, tree, "no element for " + tree.getName());
    }
    return element;
  }

  private Stmt forLoop(ForLoopTree loop) {
    List<Stmt> init = new ArrayList<>();
    loop.getInitializer().forEach(statement -> init.add(readHead(statement)));
    Expr condition = loopCondition(loop.getCondition());
    List<Stmt> update = new ArrayList<>();
    loop.getUpdate().forEach(statement -> update.add(readHead(statement)));
    Stmt body = read(loop.getStatement());
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
      return declaration(variable) instanceof Stmt.Declaration declaration
          ? new Stmt.Declaration(
              declaration.variable(), declaration.initializer(), null, declaration.line())
          : new Stmt.Sequence(List.of());
    }
    ExpressionTree expression = ((ExpressionStatementTree) tree).getExpression();
    return new Stmt.Evaluate(expressions.read(expression), source.line(tree));
  }

  private Stmt forEach(EnhancedForLoopTree loop) {
    Expr iterable = expressions.read(loop.getExpression());
    TypeMirror type = source.type(loop.getExpression());
    Variable variable = context.declare(elementOf(loop.getVariable()), Variable.Kind.LOCAL);
    boolean overArray = type.getKind() == TypeKind.ARRAY;
    TypeMirror cursor;
    TypeMirror element;
    if (overArray) {
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
    Stmt body = read(loop.getStatement());
    return new Stmt.ForEach(
        variable, iterable, overArray, cursor, element, body, context.target(loop), head(loop));
  }

  private Stmt tryStatement(TryTree tree) {
    Stmt body = tree.getResources().isEmpty() ? readBlock(tree.getBlock()) : resources.read(tree);
    List<Stmt.Catch> catches = new ArrayList<>();
    for (CatchTree clause : tree.getCatches()) {
      catches.add(catchClause(clause));
    }
    Stmt finallyBody = tree.getFinallyBlock() == null ? null : readBlock(tree.getFinallyBlock());
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
    Variable variable = context.declare(elementOf(parameter), Variable.Kind.LOCAL);
    return new Stmt.Catch(types, variable, readBlock(clause.getBlock()), source.line(clause));
  }

  /** Only the expression for the lock can contain a suspension. */
  private Stmt synchronizedOn(SynchronizedTree tree) {
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
            carriedOver(tree, Code.of(head, code(tree.getBlock())))));
  }

  private Stmt assertion(AssertTree tree) {
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
            condition(tree.getCondition()),
            new Stmt.Sequence(List.of()),
            new Stmt.Throw(failure, line),
            line),
        null,
        line);
  }
}
