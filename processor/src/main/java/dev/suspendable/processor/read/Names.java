package dev.suspendable.processor.read;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.SymbolName;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** How a name of the host's is spelled in the frame class. */
final class Names {
  private final MethodContext context;

  Names(MethodContext context) {
    this.context = context;
  }

  /** Whether an element is a field or method, what a simple name may find in an enclosing class. */
  boolean isMember(Element element) {
    return (element.getKind().isField() || element.getKind() == ElementKind.METHOD)
        && element.getEnclosingElement() instanceof TypeElement;
  }

  /**
   * What must stand in front of a member's simple name, with the dot; empty where the name is found
   * in a class that is carried over itself.
   */
  Code qualifier(Element member, Set<Element> innerClasses, Tree at) {
    for (Element inner : innerClasses) {
      if (inherits((TypeElement) inner, member)) {
        return Code.EMPTY;
      }
    }
    boolean isStatic = member.getModifiers().contains(Modifier.STATIC);
    for (Element e = context.host; e instanceof TypeElement type; e = e.getEnclosingElement()) {
      if (inherits(type, member)) {
        if (context.members.isProtectedElsewhere(member, type)) {
          context.members.inherited(member, type);
        }
        return isStatic
            ? Code.of(new Code.ClassRef(staticSite(type, member)), ".")
            : Code.of(instance(type, at), ".");
      }
    }
    if (!isStatic) {
      throw context.source.refuse(
          Diagnostic.INTERNAL, at, "no enclosing class has the member " + member);
    }
    return Code.of(new Code.ClassRef(importedFrom(member)), ".");
  }

  private boolean inherits(TypeElement type, Element member) {
    TypeElement owner = Declarations.classOf(member);
    if (type.equals(owner)) {
      return true;
    }
    return !member.getModifiers().contains(Modifier.PRIVATE)
        && context.types.isSubtype(
            context.types.erasure(type.asType()), context.types.erasure(owner.asType()));
  }

  /** Static methods of interfaces are not inherited; what is inherited is named by the heir. */
  private static TypeElement staticSite(TypeElement type, Element member) {
    TypeElement owner = Declarations.classOf(member);
    return owner.getKind().isInterface() ? owner : type;
  }

  /**
   * The class that a static import names. The member may be declared in a superclass of it that the
   * host cannot see.
   */
  private TypeElement importedFrom(Element member) {
    TypeElement imported = context.source.staticImportOf(member, context.types);
    return imported != null ? imported : Declarations.classOf(member);
  }

  /** The instance of the host or of a class around it: {@code this}, {@code Outer.this}. */
  Code instance(TypeElement type, Tree at) {
    Code code = context.self();
    TypeElement inner = context.host;
    while (!inner.equals(type)) {
      if (inner.getNestingKind() != NestingKind.MEMBER
          || inner.getModifiers().contains(Modifier.STATIC)) {
        throw context.source.refuse(
            Diagnostic.INTERNAL, at, "no enclosing instance of " + type.getSimpleName());
      }
      context.members.outer(inner);
      code = Code.of(code, "." + HostMembers.OUTER);
      inner = Declarations.classOf(inner);
    }
    return code;
  }

  /** The instance that {@code new Inner()} takes for its enclosing one; empty if it needs none. */
  Code implicitOuter(TypeElement created, Set<Element> innerClasses, Tree at) {
    if (created.getNestingKind() != NestingKind.MEMBER
        || created.getKind() != ElementKind.CLASS
        || created.getModifiers().contains(Modifier.STATIC)) {
      return Code.EMPTY;
    }
    TypeElement outer = Declarations.classOf(created);
    for (Element inner : innerClasses) {
      if (isSubclass((TypeElement) inner, outer)) {
        return Code.EMPTY;
      }
    }
    for (Element e = context.host; e instanceof TypeElement type; e = e.getEnclosingElement()) {
      if (isSubclass(type, outer)) {
        return instance(type, at);
      }
    }
    return Code.EMPTY;
  }

  private boolean isSubclass(TypeElement type, TypeElement superclass) {
    return context.types.isSubtype(
        context.types.erasure(type.asType()), context.types.erasure(superclass.asType()));
  }

  /** The class that a creation names: for an anonymous class its superclass. */
  @Nullable TypeElement createdClass(NewClassTree tree) {
    Element element = context.source.element(withoutArguments(tree.getIdentifier()));
    return element instanceof TypeElement type ? type : null;
  }

  /** {@code Inner} of {@code Inner<A>}. */
  static Tree withoutArguments(Tree type) {
    Tree t = type;
    while (true) {
      if (t instanceof ParameterizedTypeTree parameterized) {
        t = parameterized.getType();
      } else if (t instanceof AnnotatedTypeTree annotated) {
        t = annotated.getUnderlyingType();
      } else {
        return t;
      }
    }
  }

  /** The class whose supertype {@code super} or {@code T.super} asks, or null for anything else. */
  @Nullable TypeElement superQualifier(Tree expression, Set<Element> innerClasses) {
    if (expression instanceof IdentifierTree identifier) {
      return identifier.getName().contentEquals("super") && innerClasses.isEmpty()
          ? context.host
          : null;
    }
    if (expression instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("super")) {
      Element named = context.source.element(select.getExpression());
      if (!(named instanceof TypeElement type) || innerClasses.contains(type)) {
        return null;
      }
      if (type.getKind().isInterface()) {
        return innerClasses.isEmpty() ? context.host : null;
      }
      return type;
    }
    return null;
  }

  /** {@code super.member}, as a member of {@code site} under another name. */
  Code superMember(Element member, Tree qualifier, TypeElement site, Tree at) {
    if (member.getModifiers().contains(Modifier.STATIC)) {
      TypeElement target = superTarget(member, qualifier, site);
      return Code.of(new Code.ClassRef(target), "." + member.getSimpleName());
    }
    return Code.of(instance(site, at), "." + ofSuper(member, qualifier, site));
  }

  /** The name under which {@code site} shows {@code super.member}. */
  String ofSuper(Element member, Tree qualifier, TypeElement site) {
    return context.members.ofSuper(member, site, superTarget(member, qualifier, site));
  }

  private TypeElement superTarget(Element member, Tree qualifier, TypeElement site) {
    TypeElement target = Declarations.classOf(member);
    if (qualifier instanceof MemberSelectTree select
        && context.source.element(select.getExpression()) instanceof TypeElement named
        && named.getKind().isInterface()) {
      return named;
    }
    if (member.getKind() == ElementKind.METHOD && !target.getKind().isInterface()) {
      TypeMirror superclass = site.getSuperclass();
      if (superclass instanceof DeclaredType declared) {
        return (TypeElement) declared.asElement();
      }
    }
    return target;
  }

  /**
   * A static member that only heirs may name: it is named through the host, whatever its qualifier.
   */
  boolean isProtectedStatic(Element member) {
    return isMember(member)
        && member.getModifiers().contains(Modifier.STATIC)
        && context.members.isProtectedElsewhere(member, context.host);
  }

  /** {@code qualifier.member} where the member is protected in another package. */
  void showProtected(Element member, ExpressionTree qualifier) {
    TypeMirror type = context.source.typeOrNull(qualifier);
    if (!(type instanceof DeclaredType declared)) {
      return;
    }
    TypeElement site = (TypeElement) declared.asElement();
    for (Element e = context.host; e instanceof TypeElement outer; e = e.getEnclosingElement()) {
      if (site.equals(outer) && context.members.isProtectedElsewhere(member, site)) {
        context.members.inherited(member, site);
      }
    }
  }

  /**
   * The member that a receiver has if it is kept in a variable: of an anonymous class, only what
   * the type above has can be named, which is null if there is no such member.
   */
  @Nullable Element ofNamedType(Element member, ExpressionTree receiver) {
    TypeMirror type = context.source.typeOrNull(receiver);
    if (type == null || !DenotableTypes.isAnonymous(type)) {
      return member;
    }
    TypeElement named = (TypeElement) context.types.asElement(context.denotable.of(type));
    for (Element inherited : context.elements.getAllMembers(named)) {
      if (inherited.equals(member) || overrides(member, inherited)) {
        return inherited;
      }
    }
    return null;
  }

  private boolean overrides(Element member, Element inherited) {
    return member instanceof ExecutableElement overriding
        && inherited instanceof ExecutableElement overridden
        && context.elements.overrides(overriding, overridden, Declarations.classOf(overriding));
  }

  /** Whether assertions are on for the user's class; a frame's own setting has another name. */
  Code assertionStatus() {
    TypeElement outermost = context.host;
    while (outermost.getEnclosingElement() instanceof TypeElement outer) {
      outermost = outer;
    }
    return Code.of(new Code.ClassRef(outermost), ".class.desiredAssertionStatus()");
  }

  /** A carried-over identifier, to be checked against what it resolved to. */
  static Code.Name name(Element element) {
    return new Code.Name(element.getSimpleName().toString(), SymbolName.of(element));
  }
}
