package dev.suspendable.processor.verbatim;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.SymbolName;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.TreeForms;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Spells names of the host's in the frame class. */
public final class Names {
  private final BodyContext context;

  public Names(BodyContext context) {
    this.context = context;
  }

  /**
   * Whether an element is a field or method, which a simple name may find in an enclosing class.
   */
  boolean isMember(Element element) {
    return (element.getKind().isField() || element.getKind() == ElementKind.METHOD)
        && element.getEnclosingElement() instanceof TypeElement;
  }

  /** Whether a method is declared by a class of another package that is not public. */
  boolean isOfHiddenClass(ExecutableElement method) {
    TypeElement owner = Declarations.classOf(method);
    if (context.elements.getPackageOf(owner).equals(context.elements.getPackageOf(context.host))) {
      return false;
    }
    for (@Nullable TypeElement t = owner; t != null; t = Declarations.classAround(t)) {
      if (!t.getModifiers().contains(Modifier.PUBLIC)
          && !t.getModifiers().contains(Modifier.PROTECTED)) {
        return true;
      }
    }
    return false;
  }

  /** The qualifier of a member's simple name, with the dot. */
  Code qualifier(Element member, Tree at) {
    boolean isStatic = member.getModifiers().contains(Modifier.STATIC);
    TypeElement site = siteOf(member);
    if (site != null) {
      if (context.members.isProtectedElsewhere(member, site)) {
        context.members.inherited(member, site);
      }
      return isStatic
          ? Code.of(new Code.ClassRef(staticSite(site, member)), ".")
          : Code.of(instance(site, at), ".");
    }
    if (!isStatic) {
      throw context.source.refuse(
          Diagnostic.INTERNAL, at, "no enclosing class has the member " + member);
    }
    return Code.of(new Code.ClassRef(importedFrom(member)), ".");
  }

  /**
   * The local variable for a constant that has no constant name in the frame: after {@code self} an
   * instance's is not constant, and neither is an accessor to a protected one of another package.
   *
   * @param name a simple name, or one after a type
   */
  @Nullable Variable constant(ExpressionTree name) {
    VariableElement element = TreeForms.constantVariable(context.source, name);
    if (element == null || !isMember(element)) {
      return null;
    }
    boolean isStatic = element.getModifiers().contains(Modifier.STATIC);
    return !isStatic || context.members.isProtectedElsewhere(element, context.host)
        ? context.declareConstant(element)
        : null;
  }

  /** The innermost class around the code that declares or inherits a member. */
  public @Nullable TypeElement siteOf(Element member) {
    for (TypeElement type = context.host; type != null; type = Declarations.classAround(type)) {
      if (inherits(type, member)) {
        return type;
      }
    }
    return null;
  }

  boolean inherits(TypeElement type, Element member) {
    TypeElement owner = Declarations.classOf(member);
    if (type.equals(owner)) {
      return true;
    }
    return !member.getModifiers().contains(Modifier.PRIVATE)
        && context.types.isSubtype(
            context.types.erasure(type.asType()), context.types.erasure(owner.asType()));
  }

  /**
   * The class that names a static member. Static methods of interfaces are not inherited; an
   * inherited member is named by the subclass.
   */
  private static TypeElement staticSite(TypeElement type, Element member) {
    TypeElement owner = Declarations.classOf(member);
    boolean isInherited = member.getKind() != ElementKind.METHOD || !owner.getKind().isInterface();
    return isInherited ? type : owner;
  }

  /**
   * The class that a static import names. The member may be declared in one of its superclasses
   * that the host cannot access.
   */
  private TypeElement importedFrom(Element member) {
    TypeElement imported = context.source.staticImportOf(member, context.types);
    return imported != null ? imported : Declarations.classOf(member);
  }

  /** The instance of the host or of an enclosing class: {@code this}, {@code Outer.this}. */
  public Code instance(TypeElement type, Tree at) {
    Code code = context.self();
    TypeElement inner = context.host;
    while (!inner.equals(type)) {
      if (!Lifted.hasOuterInstance(inner)) {
        throw context.source.refuse(
            Diagnostic.INTERNAL, at, "no enclosing instance of " + type.getSimpleName());
      }
      context.members.outer(inner);
      code = Code.of(code, "." + HostMembers.OUTER);
      inner = Declarations.classOf(inner);
    }
    return code;
  }

  /** A name that does not occur in the body. */
  String fresh(String hint) {
    String name = hint;
    while (context.facts.variables.identifiers().contains(name)) {
      name += "$";
    }
    return name;
  }

  /**
   * The assertion setting of the user's class. The setting of a frame would be that of another
   * class name.
   */
  public Code assertionStatus() {
    return Code.of(
        new Code.ClassRef(Declarations.outermost(context.host)), ".class.desiredAssertionStatus()");
  }

  /** A verbatim identifier, to be checked against the symbol that it resolved to. */
  Code.Name name(Element element) {
    return new Code.Name(
        element.getSimpleName().toString(), new SymbolName(context.elements).of(element));
  }
}
