package dev.suspendable.processor.read;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Completion;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.CodeReader;
import dev.suspendable.processor.verbatim.Comments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/**
 * Reads statements. A statement without a suspension is kept verbatim; {@link SuspendingStatements}
 * reads the others.
 */
final class StatementReader {
  private final MethodContext context;
  private final Source source;
  private final ExpressionReader expressions;
  private final ReturnReader returns;
  private final SuspendingStatements suspending;
  private final Completion completion;
  private final Comments comments;

  StatementReader(MethodContext context) {
    this.context = context;
    this.source = context.source;
    this.expressions = new ExpressionReader(context, this);
    SwitchReader switches = new SwitchReader(context, this, expressions);
    this.returns = new ReturnReader(context, expressions, switches);
    this.suspending = new SuspendingStatements(context, this, expressions, switches);
    this.completion = new Completion(source);
    this.comments = new Comments(source);
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
    return context.facts.suspends(tree)
        ? tree.accept(suspending, null)
        : carriedOver(tree, code(tree));
  }

  /**
   * javac always considers the end of an {@code if} reachable, regardless of the statement in it.
   */
  Stmt carriedOver(StatementTree tree, Code code) {
    boolean isLeft = context.facts.isLeftThroughCleanup(tree);
    return context.facts.mayBeEndless(tree)
        ? new Stmt.Verbatim(Code.of("if (true) ", code), true, isLeft)
        : new Stmt.Verbatim(code, completion.completes(tree), isLeft);
  }

  Expr condition(ExpressionTree tree) {
    return expressions.read(TreeForms.skipParentheses(tree));
  }

  Stmt declaration(VariableTree tree) {
    Element element = elementOf(tree);
    if (TreeForms.isConstant(element)) {
      context.declareConstant((VariableElement) element);
      return new Stmt.Sequence(List.of());
    }
    Variable variable = context.declare(element, Variable.Kind.LOCAL);
    ExpressionTree initializer = tree.getInitializer();
    Expr read =
        initializer == null ? null : expressions.readInitializer(initializer, variable.type());
    List<StatementTree> declarators = declarators(tree);
    boolean carried =
        (initializer == null || !context.facts.suspends(initializer)) && declarators.size() == 1;
    int index = declarators.indexOf(tree);
    Integer before = index == 0 ? null : source.end(declarators.get(index - 1));
    // As javac does, which gives a declaration the position of its name.
    int line = source.line(source.startOfName(tree, before));
    return new Stmt.Declaration(variable, read, carried ? declarationCode(tree) : null, line);
  }

  private Code declarationCode(VariableTree tree) {
    Code code = code(tree);
    // The declaration has no semicolon if it is in the head of a for loop.
    return source.text(tree).endsWith(";") ? code : Code.of(code, ";");
  }

  /**
   * The declarations of {@code int a, b}, of which this variable is one: for javac all of them
   * start at the type.
   */
  private List<StatementTree> declarators(VariableTree tree) {
    Tree parent = source.parent(tree);
    List<? extends StatementTree> siblings = List.of(tree);
    if (parent instanceof BlockTree block) {
      siblings = block.getStatements();
    } else if (parent instanceof CaseTree group && group.getStatements() != null) {
      siblings = group.getStatements();
    } else if (parent instanceof ForLoopTree loop) {
      siblings = loop.getInitializer();
    }
    List<StatementTree> declarators = new ArrayList<>();
    for (StatementTree each : siblings) {
      if (each instanceof VariableTree && source.start(each) == source.start(tree)) {
        declarators.add(each);
      }
    }
    return declarators;
  }

  Element elementOf(VariableTree tree) {
    Element element = source.element(tree);
    if (element == null) {
      throw source.refuse(Diagnostic.INTERNAL, tree, "no element for " + tree.getName());
    }
    return element;
  }
}
