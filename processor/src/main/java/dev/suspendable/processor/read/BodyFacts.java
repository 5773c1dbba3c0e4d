package dev.suspendable.processor.read;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * What one walk over a coroutine's body tells: which trees suspend and must be taken apart, which
 * variables are written or captured, which pattern bindings are seen outside of their statement.
 */
final class BodyFacts {
  private final Source source;
  private final Predicate<Tree> isSuspension;
  private final Tree body;

  /** Trees with a suspension in them; a lambda or class body hides what it holds. */
  private final Set<Tree> suspending = identitySet();

  /** Trees without one that cannot be carried over as text all the same. */
  private final Set<Tree> lowered = identitySet();

  private final Map<Element, Integer> writes = new HashMap<>();
  private final Map<Element, List<Tree>> writeTrees = new HashMap<>();
  private final Set<Element> captured = new HashSet<>();
  private final Map<Element, VariableTree> declarations = new HashMap<>();
  private final Map<Element, List<IdentifierTree>> uses = new HashMap<>();
  private final Set<String> identifiers = new HashSet<>();
  private final Map<String, Integer> declaredNames = new HashMap<>();
  private final List<Tree> jumps = new ArrayList<>();

  /**
   * @param isSuspension whether a tree suspends by itself: an operator's call, a try over an
   *     asynchronous resource
   */
  BodyFacts(Source source, Tree body, Predicate<Tree> isSuspension) {
    this.source = source;
    this.body = body;
    this.isSuspension = isSuspension;
    new Walk().scan(body, null);
    jumpOutOfFinally();
    assignInOneCaptureInOther();
  }

  boolean suspends(Tree tree) {
    return suspending.contains(tree);
  }

  /** Whether a statement must be taken apart although or because of what it holds. */
  boolean isLowered(Tree tree) {
    return suspending.contains(tree) || lowered.contains(tree);
  }

  /** Whether a variable keeps its first value: javac's effectively final. */
  boolean isEffectivelyFinal(Element variable) {
    int count = writes.getOrDefault(variable, 0);
    VariableTree declaration = declarations.get(variable);
    boolean blank =
        declaration != null
            && declaration.getInitializer() == null
            && source.parent(declaration) instanceof BlockTree;
    return blank ? count <= 1 : count == 0;
  }

  boolean isWritten(Element variable) {
    return writes.containsKey(variable);
  }

  /** Every identifier in the body, which names of ours must avoid. */
  Set<String> identifiers() {
    return identifiers;
  }

  /** The names of all variables that the body declares. */
  Set<String> declaredNames() {
    return declaredNames.keySet();
  }

  /** Names that are declared more than once. */
  Set<String> ambiguousNames() {
    Set<String> result = new HashSet<>();
    declaredNames.forEach(
        (name, count) -> {
          if (count > 1) {
            result.add(name);
          }
        });
    return result;
  }

  /** Whether a variable is named outside of {@code tree}. */
  boolean isUsedOutside(Element variable, Tree tree) {
    int start = source.start(tree);
    int end = source.end(tree);
    for (IdentifierTree use : uses.getOrDefault(variable, List.of())) {
      int at = source.start(use);
      if (at < start || at >= end) {
        return true;
      }
    }
    return false;
  }

  private static Set<Tree> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private void markAncestors(@Nullable Tree tree, Set<Tree> marks) {
    for (Tree t = tree; t != null && marks.add(t) && t != body; ) {
      t = source.parent(t);
    }
  }

  /**
   * A jump out of a carried-over statement sets the next state first; a finally block that then
   * runs and fails would be taken for one of the jump's target. So a try with cleanups is taken
   * apart when something jumps out of it to a statement that is.
   */
  private void jumpOutOfFinally() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Tree jump : jumps) {
        Tree target = JumpTargets.target(source, jump);
        if (target != null && !isLowered(target)) {
          continue;
        }
        Tree child = jump;
        for (Tree t = source.parent(jump); t != null && t != target && t != body; ) {
          if (t instanceof TryTree tryTree
              && child != tryTree.getFinallyBlock()
              && (tryTree.getFinallyBlock() != null || !tryTree.getResources().isEmpty())
              && !isLowered(t)) {
            markAncestors(t, lowered);
            changed = true;
          }
          child = t;
          t = source.parent(t);
        }
      }
    }
  }

  /**
   * A lambda sees a copy of a variable made in front of the statement that the lambda stands in.
   * For that the assignment must stand in an earlier statement.
   */
  private void assignInOneCaptureInOther() {
    for (Element variable : captured) {
      VariableTree declaration = declarations.get(variable);
      if (declaration == null || declaration.getInitializer() != null) {
        continue;
      }
      Tree scope = source.parent(declaration);
      if (!(scope instanceof BlockTree)) {
        continue;
      }
      for (Tree write : writeTrees.getOrDefault(variable, List.of())) {
        Tree statement = source.parent(write);
        for (Tree t = statement == null ? null : source.parent(statement);
            t != null && t != scope;
            t = source.parent(t)) {
          lowered.add(t);
        }
        markAncestors(scope, lowered);
      }
    }
  }

  private final class Walk extends TreeScanner<@Nullable Void, @Nullable Void> {
    /** Lambdas and class bodies around the current tree; what they capture counts, not more. */
    private int nested;

    /** Guards around the current tree: they capture what they name, as lambdas do. */
    private int guards;

    private final Map<Element, Integer> depthOf = new HashMap<>();

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree == null || (!source.isWritten(tree) && !(tree instanceof VariableTree))) {
        return null;
      }
      if (nested == 0 && isSuspension.test(tree)) {
        markAncestors(tree, suspending);
      }
      return super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      Element element = source.element(tree);
      if (element != null) {
        declarations.put(element, tree);
        depthOf.put(element, nested + guards);
      }
      identifiers.add(tree.getName().toString());
      declaredNames.merge(tree.getName().toString(), 1, Integer::sum);
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      identifiers.add(tree.getName().toString());
      Element element = source.element(tree);
      if (element != null) {
        uses.computeIfAbsent(element, e -> new ArrayList<>()).add(tree);
        // Parameters of the coroutine have no declaration in the body: depth 0.
        if (nested + guards > depthOf.getOrDefault(element, 0)) {
          captured.add(element);
        }
      }
      return null;
    }

    private void written(ExpressionTree target, Tree by) {
      ExpressionTree inner = TreeForms.skipParentheses(target);
      Element element = inner instanceof IdentifierTree ? source.element(inner) : null;
      if (element != null) {
        writes.merge(element, 1, Integer::sum);
        writeTrees.computeIfAbsent(element, e -> new ArrayList<>()).add(by);
      }
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
      written(tree.getVariable(), tree);
      return super.visitAssignment(tree, null);
    }

    @Override
    public @Nullable Void visitCompoundAssignment(
        CompoundAssignmentTree tree, @Nullable Void unused) {
      written(tree.getVariable(), tree);
      written(tree.getVariable(), tree);
      return super.visitCompoundAssignment(tree, null);
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
      switch (tree.getKind()) {
        case PREFIX_DECREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, POSTFIX_INCREMENT -> {
          written(tree.getExpression(), tree);
          written(tree.getExpression(), tree);
        }
        default -> {}
      }
      return super.visitUnary(tree, null);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      nested++;
      super.visitLambdaExpression(tree, null);
      nested--;
      return null;
    }

    @Override
    public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
      scan(SwitchReader.labels(tree), null);
      guards++;
      scan(SwitchReader.guard(tree), null);
      guards--;
      return tree.getStatements() == null
          ? scan(tree.getBody(), null)
          : scan(tree.getStatements(), null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      identifiers.add(tree.getSimpleName().toString());
      nested++;
      super.visitClass(tree, null);
      nested--;
      return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return super.visitReturn(tree, null);
    }

    @Override
    public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return null;
    }

    @Override
    public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return null;
    }

    @Override
    public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return super.visitYield(tree, null);
    }

    // A loop over a constant that is not the literal true: whether javac takes its end for
    // reachable cannot be asked, so that the loop is taken apart and its condition tested.

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
      constantLoop(tree, tree.getCondition());
      return super.visitWhileLoop(tree, null);
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
      constantLoop(tree, tree.getCondition());
      return super.visitDoWhileLoop(tree, null);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
      constantLoop(tree, tree.getCondition());
      return super.visitForLoop(tree, null);
    }

    private void constantLoop(Tree loop, @Nullable ExpressionTree condition) {
      if (nested == 0
          && condition != null
          && !TreeForms.isTrue(condition)
          && TreeForms.mayBeConstant(source, condition)) {
        markAncestors(loop, lowered);
      }
    }
  }
}
