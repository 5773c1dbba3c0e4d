package dev.suspendable.processor.verbatim;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Determines which class a creation initialises. The JVM initialises it before the arguments are
 * evaluated, because the instruction {@code new} comes first. A creation whose arguments suspend
 * comes after them.
 */
public final class Initialisers {
  private final Source source;
  private final Types types;
  private final TypeElement host;
  private final Map<TypeElement, Boolean> known = new HashMap<>();

  public Initialisers(Source source, Types types, TypeElement host) {
    this.source = source;
    this.types = types;
    this.host = host;
  }

  /** The class that must be initialised first; null if the difference is not observable. */
  public @Nullable TypeElement of(NewClassTree creation) {
    ClassTree body = creation.getClassBody();
    Element created =
        body == null
            ? source.element(TreeForms.withoutArguments(creation.getIdentifier()))
            : source.element(body);
    return created instanceof TypeElement type && mayShow(type) ? type : null;
  }

  /** Whether the initialisation of a class, or of one of its supertypes, may run code. */
  private boolean mayShow(TypeElement type) {
    Boolean before = known.get(type);
    if (before == null) {
      before = findOut(type);
      known.put(type, before);
    }
    return before;
  }

  private boolean findOut(TypeElement type) {
    TypeMirror erased = types.erasure(type.asType());
    // The host runs, so its superclasses are initialised; initialisation in the JDK is not
    // observable.
    if (types.isSubtype(types.erasure(host.asType()), erased)
        || type.getQualifiedName().toString().startsWith("java.")) {
      return false;
    }
    if (source.declaration(type) instanceof ClassTree tree
        ? tree.getMembers().stream().anyMatch(member -> isInitialiser(member, type))
        : mayInitialise(type)) {
      return true;
    }
    return isSuper(type.getSuperclass()) || type.getInterfaces().stream().anyMatch(this::isSuper);
  }

  private boolean isSuper(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && mayShow(element);
  }

  private static boolean isInitialiser(Tree member, TypeElement type) {
    if (member instanceof BlockTree block) {
      return block.isStatic();
    }
    return member instanceof VariableTree variable
        && variable.getInitializer() != null
        && type.getEnclosedElements().stream()
            .anyMatch(field -> field.getSimpleName().equals(variable.getName()) && isSet(field));
  }

  /** Whether a member is a static field that is not a constant. */
  private static boolean isSet(Element member) {
    return member.getKind() == ElementKind.FIELD
        && member.getModifiers().contains(Modifier.STATIC)
        && ((VariableElement) member).getConstantValue() == null;
  }

  /** Whether a class may have a static initialiser; a class file is not searched for one. */
  private static boolean mayInitialise(TypeElement type) {
    return !type.getKind().isInterface()
        || type.getEnclosedElements().stream().anyMatch(Initialisers::isSet);
  }
}
