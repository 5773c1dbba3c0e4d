package dev.suspendable.processor.verbatim;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WildcardTree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.source.Source;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/**
 * Spells names of classes. A local class may have more type arguments in frames than in the host.
 */
final class ClassNames {
  private final Source source;

  ClassNames(Source source) {
    this.source = source;
  }

  /**
   * Names a class. One that the user has written without type arguments may have some in the frame.
   */
  Code.Piece type(TypeElement type, Tree named) {
    return isGeneric(type) && isTypeUse(named)
        ? new Code.TypeRef(type.asType())
        : new Code.ClassRef(type);
  }

  static boolean isGeneric(TypeElement type) {
    return type.getTypeParameters().isEmpty() && Lifted.isGeneric(type);
  }

  /**
   * Whether a class is named as the type of something, not in a member access, a test or an array.
   */
  private boolean isTypeUse(Tree named) {
    Tree child = named;
    Tree parent = source.parent(child);
    while (parent instanceof ArrayTypeTree || parent instanceof AnnotatedTypeTree) {
      child = parent;
      parent = source.parent(child);
    }
    if (parent instanceof VariableTree variable) {
      Element element = source.element(variable);
      return element == null
          || element.getKind() != ElementKind.BINDING_VARIABLE
          || (child == named && isSafeTest(variable));
    }
    return parent instanceof TypeCastTree
        || parent instanceof ParameterizedTypeTree
        || parent instanceof WildcardTree
        || (parent instanceof MethodInvocationTree call && call.getTypeArguments().contains(child));
  }

  /** Whether the type of a tested value determines the type arguments of a lifted class. */
  private boolean isSafeTest(VariableTree binding) {
    Tree pattern = source.parent(binding);
    return pattern != null
        && source.parent(pattern) instanceof InstanceOfTree test
        && source.type(test.getExpression()) instanceof DeclaredType tested
        && source.element(binding.getType()) instanceof TypeElement type
        && Lifted.typeParameters((TypeElement) tested.asElement())
            .containsAll(Lifted.typeParameters(type));
  }

  /** Whether the variable that a pattern binds has a type that the pattern cannot express. */
  static boolean isGenericBinding(Element binding) {
    return binding.asType() instanceof DeclaredType type
        && type.asElement() instanceof TypeElement element
        && isGeneric(element);
  }
}
