package dev.suspendable.processor.types;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.NameableTypes;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Finds subclasses among the classes that the user's file declares and names. */
public final class NamedOwners implements NameableTypes {
  private final Trees trees;
  private final Types types;
  private final PackageElement here;
  private final TreePath unit;
  private @Nullable Set<TypeElement> named;

  public NamedOwners(Trees trees, Types types, Elements elements, TreePath code, TypeElement host) {
    this.trees = trees;
    this.types = types;
    this.here = elements.getPackageOf(host);
    this.unit = new TreePath(code.getCompilationUnit());
  }

  @Override
  public @Nullable TypeElement ownerOf(TypeElement nested) {
    TypeElement declaring = Declarations.classOf(nested);
    if (isNameable(declaring)) {
      return declaring;
    }
    for (TypeElement heir : named()) {
      if (isNameable(heir) && inherits(heir, declaring) && !isHidden(nested, heir)) {
        return heir;
      }
    }
    return null;
  }

  /** Private and protected nested types are shown as public. */
  private boolean isNameable(TypeElement type) {
    Set<Modifier> modifiers = type.getModifiers();
    if (isOf(type, here) || !(type.getEnclosingElement() instanceof TypeElement owner)) {
      return isOf(type, here) || modifiers.contains(Modifier.PUBLIC);
    }
    return (modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED))
        && isNameable(owner);
  }

  private static boolean isOf(TypeElement type, PackageElement place) {
    return place.equals(Declarations.outermost(type).getEnclosingElement());
  }

  private boolean inherits(TypeElement heir, TypeElement declaring) {
    return types.isSubtype(types.erasure(heir.asType()), types.erasure(declaring.asType()));
  }

  private boolean isHidden(TypeElement nested, TypeElement heir) {
    if (heir.equals(nested.getEnclosingElement())) {
      return false;
    }
    for (TypeElement other : ElementFilter.typesIn(heir.getEnclosedElements())) {
      if (other.getSimpleName().equals(nested.getSimpleName())) {
        return true;
      }
    }
    for (TypeMirror each : types.directSupertypes(heir.asType())) {
      TypeElement supertype = (TypeElement) types.asElement(each);
      if (inherits(supertype, Declarations.classOf(nested)) && !isHidden(nested, supertype)) {
        return false;
      }
    }
    return true;
  }

  /** The named classes, computed on demand because they are rarely needed. */
  private Set<TypeElement> named() {
    if (named == null) {
      Set<TypeElement> found = new LinkedHashSet<>();
      new TreePathScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
          add(trees.getElement(getCurrentPath()));
          return null;
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
          add(trees.getElement(getCurrentPath()));
          return super.visitMemberSelect(tree, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
          super.visitClass(tree, null);
          add(trees.getElement(getCurrentPath()));
          return null;
        }

        private void add(@Nullable Element element) {
          if (element instanceof TypeElement type && !Lifted.isInLifted(type)) {
            found.add(type);
          }
        }
      }.scan(unit, null);
      named = found;
    }
    return named;
  }
}
