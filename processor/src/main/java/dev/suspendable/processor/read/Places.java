package dev.suspendable.processor.read;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.types.DenotableTypes;
import dev.suspendable.processor.types.FunctionTypes;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The types that the contexts of operands require. At run time a value of a generic type may be of
 * any class (JLS 4.12.2). javac checks it against the type that its context requires, and not
 * against its own. A variable that saves an operand must require no more.
 */
final class Places {
  private final Source source;
  private final Types types;
  private final DenotableTypes denotable;
  private final FunctionTypes functions;
  private final TypeMirror object;

  Places(
      Source source,
      Types types,
      DenotableTypes denotable,
      FunctionTypes functions,
      TypeMirror object) {
    this.source = source;
    this.denotable = denotable;
    this.functions = functions;
    this.types = types;
    this.object = object;
  }

  /**
   * How an operand is saved.
   *
   * @param kept the type with which its value is checked and saved: the expression's own, or a
   *     supertype
   * @param shown the type that the surrounding code must see instead, or null
   */
  record Place(TypeMirror kept, @Nullable TypeMirror shown) {}

  /**
   * How the value of an expression is saved for its context.
   *
   * @param isUnchecked whether the value may be of any class, regardless of the expression's type
   */
  Place of(ExpressionTree tree, boolean isUnchecked) {
    TypeMirror own = functions.of(tree);
    if (!isReference(own) || !(isUnchecked || isUnchecked(tree, own))) {
      return new Place(own, null);
    }
    TypeMirror asked = asked(tree);
    if (asked == null || !isReference(asked) || isSameAtRunTime(asked, own)) {
      return new Place(own, null);
    }
    // A type with a captured variable cannot be named, so only the expression's own type works for
    // it.
    if (denotable.isNamed(asked) && types.isAssignable(own, asked)) {
      return new Place(asked, null);
    }
    return denotable.isNamed(own) ? new Place(types.erasure(asked), own) : new Place(own, null);
  }

  private boolean isSameAtRunTime(TypeMirror one, TypeMirror other) {
    return types.isSameType(types.erasure(one), types.erasure(other));
  }

  private static boolean isReference(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED, ARRAY, TYPEVAR, INTERSECTION -> true;
      default -> false;
    };
  }

  /** Whether the erased code guarantees less about a value than its type. */
  private boolean isUnchecked(ExpressionTree expression, TypeMirror own) {
    ExpressionTree tree = TreeForms.skipParentheses(expression);
    Element element = source.element(tree);
    TypeMirror declared;
    if (tree instanceof MethodInvocationTree && element instanceof ExecutableElement method) {
      declared = method.getReturnType();
    } else if (element != null && element.getKind().isField()) {
      declared = element.asType();
    } else {
      return false;
    }
    return !declared.getKind().isPrimitive()
        && !types.isSubtype(types.erasure(declared), types.erasure(own));
  }

  /** The type that an expression's context requires; null if it is the expression's own. */
  private @Nullable TypeMirror asked(ExpressionTree expression) {
    Tree place = expression;
    Tree parent = source.parent(place);
    while (parent instanceof ParenthesizedTree) {
      place = parent;
      parent = source.parent(place);
    }
    if (parent == null) {
      return null;
    }
    if (parent instanceof VariableTree variable) {
      Element element = source.element(variable);
      return element == null ? null : element.asType();
    }
    if (parent instanceof AssignmentTree assignment && assignment.getExpression() == place) {
      Element field = source.element(assignment.getVariable());
      return field != null && field.getKind().isField()
          ? field.asType()
          : source.type(assignment.getVariable());
    }
    if (isConcatenation(parent)) {
      return Unboxing.isString(source.type(expression)) ? null : object;
    }
    if (parent instanceof BinaryTree binary) {
      return isReference(source.type(binary.getLeftOperand()))
              && isReference(source.type(binary.getRightOperand()))
              && source.type(binary).getKind() == TypeKind.BOOLEAN
              && (binary.getKind() == Tree.Kind.EQUAL_TO
                  || binary.getKind() == Tree.Kind.NOT_EQUAL_TO)
          ? object
          : null;
    }
    if (parent instanceof ConditionalExpressionTree choice) {
      return choice.getCondition() == place ? null : source.type(choice);
    }
    if (parent instanceof TypeCastTree cast) {
      // A conversion from int to long takes two casts.
      return isReference(source.type(cast)) ? object : null;
    }
    if (parent instanceof InstanceOfTree) {
      return object;
    }
    if (parent instanceof NewArrayTree array) {
      return array.getInitializers() != null && source.type(array) instanceof ArrayType type
          ? type.getComponentType()
          : null;
    }
    if (parent instanceof MethodInvocationTree call) {
      return parameter(
          source.element(call),
          source.typeOrNull(call.getMethodSelect()),
          call.getArguments(),
          place);
    }
    if (parent instanceof NewClassTree creation
        && creation.getClassBody() == null
        && source.element(creation) instanceof ExecutableElement constructor
        && source.type(creation) instanceof DeclaredType type) {
      return parameter(
          constructor, types.asMemberOf(type, constructor), creation.getArguments(), place);
    }
    return null;
  }

  private boolean isConcatenation(Tree tree) {
    return (tree.getKind() == Tree.Kind.PLUS || tree.getKind() == Tree.Kind.PLUS_ASSIGNMENT)
        && Unboxing.isString(source.type((ExpressionTree) tree));
  }

  /**
   * The type of the parameter for an argument.
   *
   * @param type the type of the method at this call
   */
  private @Nullable TypeMirror parameter(
      @Nullable Element method,
      @Nullable TypeMirror type,
      List<? extends ExpressionTree> arguments,
      Tree argument) {
    int index = arguments.indexOf(argument);
    if (index < 0
        || !(method instanceof ExecutableElement element)
        || !(type instanceof ExecutableType called)) {
      return null;
    }
    List<? extends TypeMirror> parameters = called.getParameterTypes();
    int last = parameters.size() - 1;
    return element.isVarArgs() && index >= last && isSpread(arguments, parameters)
        ? ((ArrayType) parameters.get(last)).getComponentType()
        : parameters.get(index);
  }

  /** Whether javac creates an array for the last arguments. */
  private boolean isSpread(
      List<? extends ExpressionTree> arguments, List<? extends TypeMirror> parameters) {
    int last = parameters.size() - 1;
    return arguments.size() != parameters.size()
        || !types.isAssignable(source.type(arguments.get(last)), parameters.get(last));
  }
}
