package dev.suspendable.processor.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Prints a statement or an expression that another annotation processor has generated. */
final class StatementPrinter extends ExpressionPrinter {
  /** Blanks and comments. */
  private static final Pattern BETWEEN =
      Pattern.compile("(\\s|//[^\\r\\n]*|/\\*.*?\\*/)*+", Pattern.DOTALL);

  StatementPrinter(Rendition rendition, RenderedText text, int origin) {
    super(rendition, text, origin);
  }

  @Override
  public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
    say(tree.isStatic() ? "static {" : "{");
    int previous = -1;
    for (StatementTree statement : tree.getStatements()) {
      boolean isCopy = rendition.isWritten(statement);
      if (isCopy && previous >= 0 && isNextTo(previous, rendition.positions().start(statement))) {
        rendition.copyFrom(previous, statement);
        text.printFor(origin);
      } else {
        say("\n", indentation(statement), statement);
      }
      previous = isCopy ? rendition.positions().end(statement) : -1;
    }
    say("\n", indentation(tree));
    text.printFor(Math.max(Math.max(0, origin), rendition.positions().end(tree) - 1));
    return say("}");
  }

  /**
   * Whether the original has no other statement in between; `int a, b` is two statements, of which
   * b starts at a.
   */
  private boolean isNextTo(int end, int start) {
    return start < end || BETWEEN.matcher(rendition.original().substring(end, start)).matches();
  }

  private String indentation(Tree tree) {
    String original = rendition.original();
    int start = Math.max(0, rendition.positions().start(tree));
    int lineStart = original.lastIndexOf('\n', start - 1) + 1;
    int end = lineStart;
    while (end < start && (original.charAt(end) == ' ' || original.charAt(end) == '\t')) {
      end++;
    }
    return original.substring(lineStart, end);
  }

  @Override
  public @Nullable Void visitExpressionStatement(
      ExpressionStatementTree tree, @Nullable Void unused) {
    say(tree.getExpression());
    return rendition.parent(tree) instanceof ForLoopTree loop && loop.getStatement() != tree
        ? null
        : say(";");
  }

  @Override
  public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
    parenthesized("if ", tree.getCondition());
    say(" ", tree.getThenStatement());
    return tree.getElseStatement() == null ? null : say(" else ", tree.getElseStatement());
  }

  private void parenthesized(String keyword, ExpressionTree tree) {
    say(keyword);
    if (tree instanceof ParenthesizedTree) {
      say(tree);
    } else {
      say("(", tree, ")");
    }
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    say("for (", tree.getVariable(), " : ", tree.getExpression(), ") ", tree.getStatement());
    return null;
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    say("for (");
    list(tree.getInitializer());
    say("; ", tree.getCondition(), "; ");
    list(tree.getUpdate());
    return say(") ", tree.getStatement());
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    parenthesized("while ", tree.getCondition());
    return say(" ", tree.getStatement());
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    say("do ", tree.getStatement());
    parenthesized(" while ", tree.getCondition());
    return say(";");
  }

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
    return say(tree.getLabel(), ": ", tree.getStatement());
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    return tree.getExpression() == null
        ? say("return;")
        : say("return ", tree.getExpression(), ";");
  }

  @Override
  public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
    return say("throw ", tree.getExpression(), ";");
  }

  @Override
  public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
    parenthesized("synchronized ", tree.getExpression());
    return say(" ", tree.getBlock());
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    if (!tree.getResources().isEmpty()) {
      throw rendition.refuse(tree);
    }
    say("try ", tree.getBlock());
    for (CatchTree clause : tree.getCatches()) {
      say(" ", clause);
    }
    return tree.getFinallyBlock() == null ? null : say(" finally ", tree.getFinallyBlock());
  }

  @Override
  public @Nullable Void visitCatch(CatchTree tree, @Nullable Void unused) {
    return say("catch (", tree.getParameter(), ") ", tree.getBlock());
  }

  /**
   * javac infers the type of a variable that had none, as with {@code val}. Annotations are
   * dropped: their own processor has already handled them.
   */
  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    if (tree.getModifiers().getFlags().contains(Modifier.FINAL)) {
      say("final ");
    }
    Tree type = tree.getType();
    boolean isInferred = type == null || !rendition.isWritten(type);
    Tree parent = rendition.parent(tree);
    if (isInferred && (tree.getInitializer() != null || parent instanceof EnhancedForLoopTree)) {
      say("var");
    } else {
      say(type);
    }
    say(" ", tree.getName());
    if (tree.getInitializer() != null) {
      say(" = ", tree.getInitializer());
    }
    return parent instanceof BlockTree || parent instanceof CaseTree ? say(";") : null;
  }
}
