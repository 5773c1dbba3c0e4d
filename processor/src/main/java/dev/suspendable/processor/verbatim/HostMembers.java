package dev.suspendable.processor.verbatim;

import static java.util.stream.Collectors.joining;

import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.HostMember;
import dev.suspendable.processor.model.HostMember.Kind;
import dev.suspendable.processor.model.HostMember.Shown;
import dev.suspendable.processor.model.HostMember.Target;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The members that a coroutine's frame reaches only through accessors. */
public final class HostMembers {
  /** Name under which an inner class exposes its enclosing instance to frame source. */
  static final String OUTER = "outer$";

  /**
   * Name of the factories of lifted classes, before that of the class: a class inherits those of
   * its superclass, which must not be overloads of its own.
   */
  private static final String CREATION = "new$";

  private final Types types;
  private final Elements elements;
  private final JvmTypes jvm;
  private final Map<String, HostMember> members = new LinkedHashMap<>();

  HostMembers(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
    this.jvm = new JvmTypes(types, elements);
  }

  public List<HostMember> all() {
    return new ArrayList<>(members.values());
  }

  private void add(HostMember member) {
    Shown shown = member.shown();
    members.putIfAbsent(
        member.host() + "." + shown.name() + shown.descriptor() + member.target().owner(), member);
  }

  private String binaryName(TypeElement type) {
    return elements.getBinaryName(type).toString();
  }

  /** Adds the enclosing instance of {@code inner}, under the name {@link #OUTER}. */
  void outer(TypeElement inner) {
    TypeElement outer = Declarations.classOf(inner);
    String descriptor = "L" + jvm.internalName(outer) + ";";
    add(
        new HostMember(
            Kind.OUTER,
            binaryName(inner),
            Shown.field(OUTER, descriptor, jvm.signature(outer.asType()), /* isStatic= */ false),
            new Target(jvm.internalName(inner), false, OUTER, descriptor),
            List.of()));
  }

  /**
   * Adds a factory for a local or anonymous class, and returns its name.
   *
   * @param parameters types of the constructor's parameters, as source can name them
   * @param captures the parameters of the factory after the enclosing instance and before these
   */
  String creation(
      TypeElement type,
      ExecutableElement constructor,
      List<TypeMirror> parameters,
      List<HostBody.Capture> captures) {
    List<TypeParameterElement> typeParameters = new ArrayList<>(Lifted.typeParametersAround(type));
    typeParameters.addAll(type.getTypeParameters());
    typeParameters.addAll(constructor.getTypeParameters());
    String descriptor = jvm.descriptor(constructor);
    String enclosing =
        Lifted.hasOuterInstance(type)
            ? jvm.descriptor(types.erasure(Declarations.classOf(type).asType()))
            : "";
    String captured =
        enclosing + captures.stream().map(HostBody.Capture::descriptor).collect(joining());
    String signature = jvm.signature(typeParameters, parameters, type.asType());
    String host = binaryName(type);
    String name = CREATION + host.substring(host.lastIndexOf('$') + 1);
    int parenthesis = signature.indexOf('(') + 1;
    add(
        new HostMember(
            Kind.CREATION,
            host,
            new Shown(
                name,
                "("
                    + captured
                    + descriptor.substring(1, descriptor.length() - 1)
                    + jvm.descriptor(types.erasure(type.asType())),
                signature.substring(0, parenthesis) + captured + signature.substring(parenthesis),
                /* isStatic= */ true,
                constructor.isVarArgs(),
                exceptions(constructor)),
            new Target(jvm.internalName(type), false, "<init>", descriptor),
            captures));
    return name;
  }

  private List<String> exceptions(ExecutableElement method) {
    return method.getThrownTypes().stream()
        .map(type -> (TypeElement) ((DeclaredType) types.erasure(type)).asElement())
        .map(jvm::internalName)
        .toList();
  }

  /** Whether a member is accessible to the class that inherits it, but not to its package. */
  boolean isProtectedElsewhere(Element member, TypeElement site) {
    return member.getModifiers().contains(Modifier.PROTECTED)
        && !elements.getPackageOf(member).equals(elements.getPackageOf(site));
  }

  /** Adds a protected field or method as a member of {@code site}, under its own name. */
  void inherited(Element member, TypeElement site) {
    // Not through the declaring class, which the host may not be allowed to name.
    add(member(member, site, member.getSimpleName().toString(), false, site));
  }

  /**
   * Adds {@code super.member} as seen from {@code site}.
   *
   * @param target the class that javac would name: the superclass, or the interface before {@code
   *     super}
   * @return the name that frame source uses
   */
  String ofSuper(Element member, TypeElement site, TypeElement target) {
    // A class may have several methods of one name: I.super.m(), J.super.m() and super.m().
    boolean isDirect =
        site.getSuperclass() instanceof DeclaredType superclass
            && superclass.asElement().equals(target);
    String of = isDirect ? "" : jvm.internalName(target).replace('/', '$') + "$";
    String name = "super$" + of + member.getSimpleName();
    add(member(member, site, name, member.getKind() == ElementKind.METHOD, target));
    return name;
  }

  private HostMember member(
      Element member, TypeElement site, String name, boolean ofSuper, TypeElement target) {
    TypeMirror seen = types.asMemberOf((DeclaredType) site.asType(), member);
    boolean isStatic = member.getModifiers().contains(Modifier.STATIC);
    String targetName = jvm.internalName(target);
    if (member instanceof ExecutableElement method) {
      return new HostMember(
          ofSuper ? Kind.SUPER_METHOD : Kind.METHOD,
          binaryName(site),
          new Shown(
              name,
              jvm.descriptor((ExecutableType) seen),
              jvm.signature((ExecutableType) seen),
              isStatic,
              method.isVarArgs(),
              exceptions(method)),
          new Target(
              targetName,
              target.getKind().isInterface(),
              method.getSimpleName().toString(),
              jvm.descriptor(method)),
          List.of());
    }
    VariableElement field = (VariableElement) member;
    return new HostMember(
        Kind.FIELD,
        binaryName(site),
        Shown.field(name, jvm.descriptor(seen), jvm.signature(seen), isStatic),
        new Target(
            targetName, false, field.getSimpleName().toString(), jvm.descriptor(field.asType())),
        List.of());
  }
}
