package dev.suspendable.processor.verbatim;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.SymbolName;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.TreeForms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
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

  private boolean inherits(TypeElement type, Element member) {
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

  /** Type arguments in brackets; empty if javac infers them. */
  private Code typeArguments(
      TypeElement type, ExecutableElement constructor, DeclaredType created) {
    List<TypeMirror> arguments = new ArrayList<>();
    Lifted.typeParametersAround(type).forEach(parameter -> arguments.add(parameter.asType()));
    arguments.addAll(created.getTypeArguments());
    boolean isKnown =
        !arguments.isEmpty()
            && constructor.getTypeParameters().isEmpty()
            && created.getTypeArguments().size() == type.getTypeParameters().size()
            && created.getTypeArguments().stream().allMatch(context.denotable::isNamed);
    if (!isKnown) {
      return Code.EMPTY;
    }
    Code code = Code.of("<");
    for (int i = 0; i < arguments.size(); i++) {
      code = Code.of(code, i == 0 ? "" : ", ", new Code.TypeRef(arguments.get(i)));
    }
    return Code.of(code, ">");
  }

  /**
   * {@code Local.new$(}, a call of the factory of a local or anonymous class up to the arguments
   * for its constructor.
   *
   * @param isInitialised whether the class is already initialised when the arguments are evaluated
   * @param outer the enclosing instance; empty if there is none
   * @param captured spells a captured variable
   * @param hasArguments whether there are any
   */
  Code creation(
      TypeElement type,
      ExecutableElement constructor,
      DeclaredType created,
      boolean isInitialised,
      Code outer,
      Function<VariableElement, Code> captured,
      boolean hasArguments) {
    List<Code> arguments = new ArrayList<>();
    if (!outer.isEmpty()) {
      arguments.add(outer);
    }
    JvmTypes jvm = new JvmTypes(context.types, context.elements);
    List<HostBody.Capture> captures = new ArrayList<>();
    for (VariableElement variable : context.localClasses.capturedBy(type)) {
      captures.add(
          new HostBody.Capture(
              variable.getSimpleName().toString(), jvm.descriptor(variable.asType())));
      arguments.add(captured.apply(variable));
    }
    // Those of an anonymous class are inferred, so only the code that creates it may name them.
    boolean isAnonymous = type.getNestingKind() == NestingKind.ANONYMOUS;
    List<TypeMirror> parameters =
        constructor.getParameters().stream()
            .map(Element::asType)
            .map(p -> isAnonymous && !context.denotable.isNamed(p) ? context.types.erasure(p) : p)
            .toList();
    String factory = context.members.creation(type, constructor, parameters, captures);
    Code call =
        Code.of(
            // For a static method only the static type of its qualifier matters.
            isInitialised ? new Code.ClassRef(type) : new Code.Initialise(type),
            ".",
            typeArguments(type, constructor, created),
            factory + "(");
    for (int i = 0; i < arguments.size(); i++) {
      boolean isLast = i + 1 == arguments.size() && !hasArguments;
      call = Code.of(call, arguments.get(i), isLast ? "" : ", ");
    }
    return call;
  }

  /** The enclosing instance that {@code new Inner()} takes; empty if it needs none. */
  Code implicitOuter(TypeElement created, Tree at) {
    if (created.getNestingKind() != NestingKind.MEMBER
        || created.getKind() != ElementKind.CLASS
        || created.getModifiers().contains(Modifier.STATIC)) {
      return Code.EMPTY;
    }
    TypeElement outer = Declarations.classOf(created);
    for (TypeElement type = context.host; type != null; type = Declarations.classAround(type)) {
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
    Element element = context.source.element(TreeForms.withoutArguments(tree.getIdentifier()));
    return element instanceof TypeElement type ? type : null;
  }

  /**
   * The class that a creation instantiates, if javac adds captured variables to its arguments, or
   * may do so: a local or anonymous class, or an inner class of one.
   */
  @Nullable TypeElement createdByFactory(NewClassTree tree) {
    Element element =
        tree.getClassBody() == null
            ? createdClass(tree)
            : context.source.element(tree.getClassBody());
    return element instanceof TypeElement type && needsFactory(type) ? type : null;
  }

  boolean needsFactory(TypeElement type) {
    return Lifted.isLifted(type) || (Lifted.isInLifted(type) && Lifted.hasOuterInstance(type));
  }

  /** The enclosing instance that a creation takes if none is written; empty if it needs none. */
  Code outerOf(TypeElement type, Tree at) {
    if (!Lifted.hasOuterInstance(type)) {
      return Code.EMPTY;
    }
    return Lifted.isLifted(type)
        ? instance(Declarations.classOf(type), at)
        : implicitOuter(type, at);
  }

  /** A name that does not occur in the body. */
  String fresh(String hint) {
    String name = hint;
    while (context.facts.identifiers().contains(name)) {
      name += "$";
    }
    return name;
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

  /** {@code super.member}, as a member of {@code site} under another name. */
  Code superMember(Element member, Tree qualifier, TypeElement site, Tree at) {
    // After the name of its class, a constant variable would be a constant expression.
    if (!member.getModifiers().contains(Modifier.STATIC) || TreeForms.isConstant(member)) {
      return Code.of(instance(site, at), "." + ofSuper(member, qualifier, site));
    }
    return context.members.isProtectedElsewhere(member, site)
        ? Code.of(new Code.ClassRef(site), "." + ofSuper(member, qualifier, site))
        : Code.of(new Code.ClassRef(superTarget(member, qualifier, site)), ".", name(member));
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
    if (!isMember(member) || !member.getModifiers().contains(Modifier.STATIC)) {
      return null;
    }
    for (TypeElement type = context.host; type != null; type = Declarations.classAround(type)) {
      if (inherits(type, member)) {
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
    return Code.of(name(member));
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
          && inherits(type, member)
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
