package dev.suspendable.processor.read;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.source.QualifiedCreation;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** Finds the operands of expressions, in the order of their evaluation (JLS 15.7). */
final class Operands {
  private final Source source;

  Operands(Source source) {
    this.source = source;
  }

  List<ExpressionTree> ofCall(MethodInvocationTree call) {
    List<ExpressionTree> operands = new ArrayList<>();
    if (call.getMethodSelect() instanceof MemberSelectTree select
        && isValue(select.getExpression())) {
      operands.add(select.getExpression());
    }
    operands.addAll(call.getArguments());
    return operands;
  }

  List<ExpressionTree> ofCreation(NewClassTree creation) {
    List<ExpressionTree> operands = new ArrayList<>();
    ExpressionTree outer = QualifiedCreation.outer(creation, source);
    if (outer != null) {
      operands.add(outer);
    }
    operands.addAll(QualifiedCreation.arguments(creation, source));
    return operands;
  }

  List<ExpressionTree> ofArray(NewArrayTree array) {
    List<ExpressionTree> operands = new ArrayList<>(array.getDimensions());
    if (array.getInitializers() != null) {
      for (ExpressionTree element : array.getInitializers()) {
        if (element instanceof NewArrayTree inner && inner.getType() == null) {
          operands.addAll(ofArray(inner));
        } else {
          operands.add(element);
        }
      }
    }
    return operands;
  }

  /** The operands of an expression that may be the target of an assignment. */
  List<ExpressionTree> ofPlace(ExpressionTree place) {
    ExpressionTree tree = TreeForms.skipParentheses(place);
    List<ExpressionTree> operands = new ArrayList<>();
    if (tree instanceof ArrayAccessTree access) {
      operands.add(access.getExpression());
      operands.add(access.getIndex());
    } else if (tree instanceof MemberSelectTree select && isValue(select.getExpression())) {
      operands.add(select.getExpression());
    }
    return operands;
  }

  /** Whether the left side of a dot is an expression that is evaluated. */
  boolean isValue(ExpressionTree tree) {
    if (tree instanceof IdentifierTree identifier
        && (identifier.getName().contentEquals("super"))) {
      return false;
    }
    if (tree instanceof MemberSelectTree select
        && (select.getIdentifier().contentEquals("super")
            || select.getIdentifier().contentEquals("class"))) {
      return false;
    }
    if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
      Element element = source.element(tree);
      return element != null
          && !(element instanceof TypeElement)
          && element.asType().getKind() != TypeKind.PACKAGE;
    }
    return tree instanceof ExpressionTree;
  }

  /** Whether any expression may replace this one without parentheses. */
  boolean isDelimited(ExpressionTree tree) {
    Tree parent = source.parent(tree);
    if (parent instanceof MethodInvocationTree call) {
      return call.getArguments().contains(tree);
    }
    if (parent instanceof NewClassTree creation) {
      return creation.getArguments().contains(tree);
    }
    if (parent instanceof ArrayAccessTree access) {
      return access.getIndex() == tree;
    }
    if (parent instanceof AssignmentTree assignment) {
      return assignment.getExpression() == tree;
    }
    return parent instanceof ParenthesizedTree || parent instanceof NewArrayTree;
  }
}
