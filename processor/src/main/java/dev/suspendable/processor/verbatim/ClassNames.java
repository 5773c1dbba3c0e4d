package dev.suspendable.processor.verbatim;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.IntersectionTypeTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WildcardTree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.types.DenotableTypes;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Spells names of classes. In a frame a name may need type arguments that the user did not write: a
 * local class has those of the code around it. A simple name of an inner class means one whose
 * enclosing class has type arguments: those in scope, or those of a superclass of the host.
 */
final class ClassNames {
  private final Source source;
  private final DenotableTypes denotable;

  ClassNames(Source source, DenotableTypes denotable) {
    this.source = source;
    this.denotable = denotable;
  }

  /**
   * Names a class. One that the user has written without type arguments may have some in the frame.
   */
  Code.Piece type(TypeElement type, Tree named) {
    TypeMirror implied = implied(named);
    if (implied != null) {
      return new Code.TypeRef(implied);
    }
    return isGeneric(type) && isTypeUse(named) && isSafe(type, named)
        ? new Code.TypeRef(source.type(named))
        : new Code.ClassRef(type);
  }

  static boolean isGeneric(TypeElement type) {
    return type.getTypeParameters().isEmpty() && Lifted.isGeneric(type);
  }

  /**
   * The type that a name stands for if the classes around it have type arguments that the name does
   * not say, as that of {@code Inner} and {@code Inner<String>}; otherwise null.
   */
  @Nullable TypeMirror implied(Tree named) {
    return startsWithInner(named)
            && source.typeOrNull(named) instanceof DeclaredType type
            && type.getEnclosingType() instanceof DeclaredType outer
            && hasArguments(outer)
            && denotable.isNamed(outer)
            && (named instanceof ParameterizedTypeTree || isTypeUse(named))
            && isSafe((TypeElement) type.asElement(), named)
        ? type
        : null;
  }

  /** Whether a name is one of inner classes, {@code Inner.Innermost}, without the outermost one. */
  private boolean startsWithInner(Tree named) {
    Tree name = TreeForms.withoutArguments(named);
    return source.element(name) instanceof TypeElement type
        && Lifted.isInner(type)
        && (!(name instanceof MemberSelectTree select) || startsWithInner(select.getExpression()));
  }

  private static boolean hasArguments(DeclaredType type) {
    for (TypeMirror t = type; t instanceof DeclaredType each; t = each.getEnclosingType()) {
      if (!each.getTypeArguments().isEmpty() || Lifted.isGeneric((TypeElement) each.asElement())) {
        return true;
      }
    }
    return false;
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
    return parent instanceof VariableTree
        || parent instanceof TypeCastTree
        || parent instanceof ParameterizedTypeTree
        || parent instanceof WildcardTree
        || parent instanceof IntersectionTypeTree
        || (parent instanceof MethodInvocationTree call && call.getTypeArguments().contains(child))
        || (parent instanceof NewClassTree creation && creation.getTypeArguments().contains(child))
        || (parent instanceof MemberReferenceTree reference
            && (child == reference.getQualifierExpression()
                || (reference.getTypeArguments() != null
                    && reference.getTypeArguments().contains(child))));
  }

  /**
   * Whether a pattern may test for the type: that of the tested value must determine the type
   * arguments that a class has from the code around a local class.
   */
  private boolean isSafe(TypeElement type, Tree named) {
    List<TypeParameterElement> lifted = Lifted.allTypeParameters(type);
    Tree binding = source.parent(named);
    if (lifted.isEmpty()
        || !(binding instanceof VariableTree variable)
        || !ElementKind.BINDING_VARIABLE.equals(kind(variable))) {
      return true;
    }
    Tree pattern = source.parent(binding);
    return pattern != null
        && source.parent(pattern) instanceof InstanceOfTree test
        && source.type(test.getExpression()) instanceof DeclaredType tested
        && Lifted.allTypeParameters((TypeElement) tested.asElement()).containsAll(lifted);
  }

  private @Nullable ElementKind kind(VariableTree tree) {
    Element element = source.element(tree);
    return element == null ? null : element.getKind();
  }

  /** Whether the variable that a pattern binds has a type that the pattern cannot express. */
  static boolean isGenericBinding(Element binding) {
    return binding.asType() instanceof DeclaredType type
        && type.asElement() instanceof TypeElement element
        && isGeneric(element);
  }
}
