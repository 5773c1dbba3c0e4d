package dev.suspendable.processor.read;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.types.DenotableTypes;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Whether the places of expressions unbox their values. */
final class Unboxing {
  private final Source source;
  private final Types types;
  private final DenotableTypes denotable;

  Unboxing(Source source, Types types, DenotableTypes denotable) {
    this.source = source;
    this.types = types;
    this.denotable = denotable;
  }

  /** Whether an expression's value, if it is a box, is used only as a primitive value. */
  boolean isUnboxed(ExpressionTree expression) {
    ExpressionTree whole = expression;
    while (source.parent(whole) instanceof ParenthesizedTree parenthesized) {
      whole = parenthesized;
    }
    Tree parent = source.parent(whole);
    if (parent instanceof VariableTree variable) {
      return source.type(variable).getKind().isPrimitive();
    }
    if (parent instanceof TypeCastTree cast) {
      return source.type(cast).getKind().isPrimitive();
    }
    if (parent instanceof CompoundAssignmentTree assignment) {
      return assignment.getExpression() == whole && !isString(source.type(assignment));
    }
    return parent instanceof UnaryTree
        || parent instanceof IfTree
        || parent instanceof WhileLoopTree
        || parent instanceof DoWhileLoopTree
        || parent instanceof ForLoopTree
        || isUnboxedByItsPlace(whole);
  }

  /** The same for an expression without parentheses, if its parent is an operation. */
  boolean isUnboxedByItsPlace(ExpressionTree operand) {
    Tree parent = source.parent(operand);
    if (parent instanceof BinaryTree binary) {
      return switch (binary.getKind()) {
        case EQUAL_TO, NOT_EQUAL_TO ->
            source.type(binary.getLeftOperand()).getKind().isPrimitive()
                || source.type(binary.getRightOperand()).getKind().isPrimitive();
        default -> !isString(source.type(binary));
      };
    }
    if (parent instanceof ArrayAccessTree access) {
      return access.getIndex() == operand;
    }
    if (parent instanceof AssignmentTree assignment) {
      return assignment.getExpression() == operand
          && source.type(assignment.getVariable()).getKind().isPrimitive();
    }
    if (parent instanceof NewArrayTree array) {
      return array.getDimensions().contains(operand)
          || (source.type(array) instanceof ArrayType type
              && type.getComponentType().getKind().isPrimitive());
    }
    List<? extends TypeMirror> parameters = List.of();
    int index = -1;
    if (parent instanceof MethodInvocationTree call) {
      index = call.getArguments().indexOf(operand);
      parameters = parametersOf(source.element(call));
    } else if (parent instanceof NewClassTree creation) {
      index = creation.getArguments().indexOf(operand);
      parameters = parametersOf(source.element(creation));
    }
    return index >= 0
        && !parameters.isEmpty()
        && isPrimitiveParameter(parameters.get(Math.min(index, parameters.size() - 1)));
  }

  /** Whether a parameter is primitive, or one of a varargs array of primitives. */
  private static boolean isPrimitiveParameter(TypeMirror type) {
    return type.getKind().isPrimitive()
        || (type instanceof ArrayType array && array.getComponentType().getKind().isPrimitive());
  }

  private static List<? extends TypeMirror> parametersOf(@Nullable Element method) {
    return method instanceof ExecutableElement executable
        ? executable.getParameters().stream().map(Element::asType).toList()
        : List.of();
  }

  /** The primitive type of a box; any other type unchanged. */
  TypeMirror unboxedOrSame(TypeMirror type) {
    try {
      return types.unboxedType(denotable.upperBound(type));
    } catch (IllegalArgumentException e) {
      return type;
    }
  }

  static boolean isString(TypeMirror type) {
    return type.toString().equals("java.lang.String");
  }
}
