package dev.suspendable.processor.verbatim;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.TreeForms;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/**
 * Spells members that only the host may name, because it inherits them: those after {@code super},
 * and those that are protected in another package.
 */
final class InheritedNames {
  private final BodyContext context;
  private final Names names;

  InheritedNames(BodyContext context, Names names) {
    this.context = context;
    this.names = names;
  }

  /**
   * The class whose supertype {@code super} or {@code T.super} refers to; null for other
   * expressions.
   */
  @Nullable TypeElement superQualifier(Tree expression) {
    if (expression instanceof IdentifierTree identifier) {
      return identifier.getName().contentEquals("super") ? context.host : null;
    }
    if (expression instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("super")) {
      Element named = context.source.element(select.getExpression());
      if (!(named instanceof TypeElement type)) {
        return null;
      }
      return type.getKind().isInterface() ? context.host : type;
    }
    return null;
  }

  /** A member as a frame spells it: {@code qualifier.name}. */
  record Member(Code qualifier, Code name) {}

  /** {@code super.member}, as a member of {@code site} under another name. */
  Member superMember(Element member, Tree qualifier, TypeElement site, Tree at) {
    // After the name of its class, a constant variable would be a constant expression.
    if (!member.getModifiers().contains(Modifier.STATIC) || TreeForms.isConstant(member)) {
      return new Member(names.instance(site, at), Code.of(ofSuper(member, qualifier, site)));
    }
    return context.members.isProtectedElsewhere(member, site)
        ? new Member(Code.of(new Code.ClassRef(site)), Code.of(ofSuper(member, qualifier, site)))
        : new Member(
            Code.of(new Code.ClassRef(superTarget(member, qualifier, site))),
            Code.of(names.name(member)));
  }

  /** The name under which {@code site} provides {@code super.member}. */
  String ofSuper(Element member, Tree qualifier, TypeElement site) {
    return context.members.ofSuper(member, site, superTarget(member, qualifier, site));
  }

  /**
   * The class that javac names for {@code super.member} (JLS 13.1). It is not the class that
   * declares the member, which may be an interface of the superclass or inaccessible.
   */
  private TypeElement superTarget(Element member, Tree qualifier, TypeElement site) {
    if (qualifier instanceof MemberSelectTree select
        && context.source.element(select.getExpression()) instanceof TypeElement named
        && named.getKind().isInterface()) {
      return named;
    }
    return site.getSuperclass() instanceof DeclaredType superclass
        ? (TypeElement) superclass.asElement()
        : Declarations.classOf(member);
  }

  /**
   * The class through which a frame accesses a static member that only subclasses may name; null
   * for any other member. The user may have named it by another class.
   */
  @Nullable TypeElement siteOfProtectedStatic(Element member) {
    if (!names.isMember(member) || !member.getModifiers().contains(Modifier.STATIC)) {
      return null;
    }
    for (TypeElement type = context.host; type != null; type = Declarations.classAround(type)) {
      if (names.inherits(type, member)) {
        return context.members.isProtectedElsewhere(member, type) ? type : null;
      }
    }
    return null;
  }

  /**
   * The name of such a member in the class through which it is accessed.
   *
   * @param named the class that the user has named
   */
  Code protectedStatic(Element member, TypeElement site, TypeElement named) {
    if (isHidden(member, site)) {
      return Code.of(context.members.ofSuper(member, site, named));
    }
    context.members.inherited(member, site);
    return Code.of(names.name(member));
  }

  /**
   * Whether a class between a subclass and the class that declares a static member hides the
   * member.
   */
  private boolean isHidden(Element member, TypeElement heir) {
    for (TypeElement type = heir; !type.equals(member.getEnclosingElement()); ) {
      for (Element other : type.getEnclosedElements()) {
        if (context.elements.hides(other, member)) {
          return true;
        }
      }
      if (!(type.getSuperclass() instanceof DeclaredType superclass)) {
        return false;
      }
      type = (TypeElement) superclass.asElement();
    }
    return false;
  }

  /**
   * The class of the host's nest through which a frame accesses {@code qualifier.member} if the
   * member is protected in another package; null if the frame may name it.
   */
  private @Nullable TypeElement siteOfProtected(Element member, TypeMirror qualifier) {
    for (TypeElement type = context.host; type != null; type = Declarations.classAround(type)) {
      if (context.members.isProtectedElsewhere(member, type)
          && names.inherits(type, member)
          && context.types.isSubtype(
              context.types.erasure(qualifier), context.types.erasure(type.asType()))) {
        return type;
      }
    }
    return null;
  }

  /**
   * Provides access to {@code qualifier.member} if the member is protected in another package.
   *
   * @param type that of the qualifier
   * @return the type that the qualifier must be cast to, because only that superclass of its type
   *     provides the member; null for none
   */
  @Nullable TypeMirror showProtected(Element member, @Nullable TypeMirror type) {
    if (type == null || !(type instanceof DeclaredType || type instanceof TypeVariable)) {
      return null;
    }
    TypeElement site = siteOfProtected(member, type);
    if (site == null) {
      return null;
    }
    context.members.inherited(member, site);
    if (type instanceof DeclaredType declared && declared.asElement().equals(site)) {
      return null;
    }
    DeclaredType asSite = context.denotable.asSuper(type, site);
    return asSite;
  }
}
