package dev.suspendable.processor.find;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The names and variables of a body, and where variables are written and used. */
public class BodyVariables extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Source source;
  private final Map<Element, Integer> writes = new HashMap<>();
  private final Map<Element, VariableTree> declarations = new HashMap<>();
  private final Map<Element, List<IdentifierTree>> uses = new HashMap<>();
  private final Set<String> identifiers = new HashSet<>();
  private final Map<String, Integer> declaredNames = new HashMap<>();

  BodyVariables(Source source) {
    this.source = source;
  }

  /** Whether a variable keeps its initial value, which is javac's effectively final. */
  public boolean isEffectivelyFinal(Element variable) {
    int count = writes.getOrDefault(variable, 0);
    VariableTree declaration = declarations.get(variable);
    boolean blank =
        declaration != null
            && declaration.getInitializer() == null
            && source.parent(declaration) instanceof BlockTree;
    return blank ? count <= 1 : count == 0;
  }

  public boolean isWritten(Element variable) {
    return writes.containsKey(variable);
  }

  /** Every identifier in the body, which generated names must avoid. */
  public Set<String> identifiers() {
    return identifiers;
  }

  /** The names of all variables that the body declares. */
  public Set<String> declaredNames() {
    return declaredNames.keySet();
  }

  /**
   * Records a variable that the body does not declare but that is declared at its head under this
   * name.
   */
  public void declare(String name) {
    declaredNames.merge(name, 1, Integer::sum);
  }

  /** Names that are declared more than once. */
  public Set<String> ambiguousNames() {
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
  public boolean isUsedOutside(Element variable, Tree tree) {
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

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    Element element = source.element(tree);
    if (element != null) {
      declarations.put(element, tree);
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
    }
    return null;
  }

  private void written(ExpressionTree target) {
    ExpressionTree inner = TreeForms.skipParentheses(target);
    Element element = inner instanceof IdentifierTree ? source.element(inner) : null;
    if (element != null) {
      writes.merge(element, 1, Integer::sum);
    }
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    written(tree.getVariable());
    return super.visitAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    written(tree.getVariable());
    written(tree.getVariable());
    return super.visitCompoundAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_DECREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, POSTFIX_INCREMENT -> {
        written(tree.getExpression());
        written(tree.getExpression());
      }
      default -> {}
    }
    return super.visitUnary(tree, null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    identifiers.add(tree.getSimpleName().toString());
    return super.visitClass(tree, null);
  }

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
    identifiers.add(tree.getLabel().toString());
    return super.visitLabeledStatement(tree, null);
  }
}
