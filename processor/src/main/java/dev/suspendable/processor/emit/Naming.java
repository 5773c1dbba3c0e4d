package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.DebugNames;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Names of variables in the frame class: the user's variables keep their names, and generated names
 * avoid them.
 *
 * <p>A user's variable is renamed if the body declares its name twice, because it is declared at
 * the head of a method. It is also renamed if a type's name begins with its name, because it would
 * obscure the type (JLS 6.4.2), or the package. This also applies to variables that verbatim text
 * declares, because type names are written into that text. The first words of the type names are
 * known after everything has been written.
 */
final class Naming {
  /** The spelling of types. */
  final FrameTypes types;

  private final FrameLayout layout;
  private final Set<String> identifiers;
  private final Set<String> taken;
  private final Set<String> ambiguous;
  private final Set<String> heads;
  private final Set<String> given = new HashSet<>();
  private final Map<String, String> localNames = new HashMap<>();
  private final Map<Variable, String> variables = new HashMap<>();
  private final Map<JumpTarget, String> marks = new HashMap<>();
  private final Map<Link, String> links = new LinkedHashMap<>();
  private final Map<TypeElement, String> initialisers = new LinkedHashMap<>();
  private final Map<String, String> captured = new HashMap<>();
  private final Map<Role, String> roles = new EnumMap<>(Role.class);
  final String self;
  final String state;
  final String dispatch;
  final String run;
  final String depth;
  final String next;
  final String goOn;
  final boolean hasSelf;

  /**
   * @param heads first words of the type names in this frame, where they matter
   */
  Naming(
      SuspendableMethod method,
      FrameLayout layout,
      Elements elements,
      Types types,
      ClassName frame,
      Set<String> heads) {
    this.layout = layout;
    this.identifiers = method.body().identifiers();
    this.taken = new HashSet<>(identifiers);
    this.taken.addAll(heads);
    this.ambiguous = method.body().ambiguousNames();
    this.heads = heads;
    this.types =
        new FrameTypes(
            elements, types, frame, method.scope(), names(method.scope().typeParameters()));
    roles.put(Role.FRAME, fresh("frame"));
    roles.put(Role.AWAITER, fresh("awaiter"));
    roles.put(Role.THROWN, fresh("thrown"));
    roles.put(Role.SINK, fresh("sink"));
    this.self = fresh("self");
    this.state = fresh("state");
    this.dispatch = fresh("dispatch");
    this.run = fresh("run");
    this.depth = fresh("depth");
    this.next = layout.partition().isSplit() ? fresh("next") : "";
    this.goOn = layout.partition().isSplit() ? fresh("GO_ON") : "";
    this.hasSelf = !method.declaration().isStatic();
    method.parameters().forEach(parameter -> variables.put(parameter, local(parameter.name())));
    layout.hoisted().forEach(this::of);
  }

  /**
   * Names for type parameters. The code can name the innermost of those that share a name; the
   * others get generated names.
   */
  private Map<TypeParameterElement, String> names(List<TypeParameterElement> typeParameters) {
    Map<TypeParameterElement, String> names = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (TypeParameterElement parameter : typeParameters) {
      String name = parameter.getSimpleName().toString();
      if (used.add(name)) {
        names.put(parameter, name);
      }
    }
    for (TypeParameterElement parameter : typeParameters) {
      String name = parameter.getSimpleName().toString();
      while (!names.containsKey(parameter)) {
        name = fresh(parameter.getSimpleName().toString());
        if (used.add(name)) {
          names.put(parameter, name);
        }
      }
    }
    return names;
  }

  String of(Role role) {
    return roles.getOrDefault(role, "");
  }

  /** The name of a generated label. */
  String of(JumpTarget target) {
    return marks.computeIfAbsent(target, t -> fresh("after"));
  }

  /** A link to a coroutine of another file, with the type that the call returns. */
  record Link(ExecutableElement coroutine, TypeName result) {}

  /** The method that represents calls of a coroutine of another file. */
  String link(ExecutableElement coroutine, TypeName result) {
    return links.computeIfAbsent(
        new Link(coroutine, result), c -> fresh(coroutine.getSimpleName() + "$direct"));
  }

  /** The method that represents the initialisation of a class. */
  String initialiser(TypeElement type) {
    return initialisers.computeIfAbsent(type, t -> fresh("initialise" + t.getSimpleName()));
  }

  /** The methods that {@link #initialiser} has named, in order. */
  Map<TypeElement, String> initialisers() {
    return initialisers;
  }

  /** The methods that {@link #link} has named, in order. */
  Map<Link, String> links() {
    return links;
  }

  String frame() {
    return of(Role.FRAME);
  }

  /** The name of the field that keeps a variable. */
  String field(Variable variable) {
    return of(layout.owner(variable));
  }

  /** The variable's name in the step method. */
  String of(Variable variable) {
    return variables.computeIfAbsent(
        variable, v -> mayKeep(v) ? kept(v.name()) : fresh(isOurs(v) ? v.name() : v.name() + "$"));
  }

  private String kept(String name) {
    given.add(name);
    return name;
  }

  /** The name of a parameter, or of a variable that verbatim text declares. */
  String local(String name) {
    return heads.contains(name)
        ? localNames.computeIfAbsent(name, n -> fresh(n + "$"))
        : kept(name);
  }

  /** Whether a variable would obscure a type whose name begins with one of these words. */
  boolean obscures(Set<String> names) {
    return !Collections.disjoint(given, names);
  }

  private boolean mayKeep(Variable variable) {
    String name = variable.name();
    return !isOurs(variable)
        && !ambiguous.contains(name)
        && !heads.contains(name)
        && !given.contains(name);
  }

  /** A name for a copy of a variable, which lambdas see instead of the variable. */
  String copyOf(Variable variable, String hint) {
    String name = fresh(hint);
    isCopy(name, variable);
    return name;
  }

  /** Records that lambdas see this name instead of a variable. */
  void isCopy(String name, Variable variable) {
    captured.put(name, variable.name());
  }

  /** The user's names of the variables that have other names here. */
  DebugNames debugNames() {
    Map<String, String> names = new HashMap<>();
    taken.stream()
        .filter(name -> !identifiers.contains(name) && !name.equals(self))
        .forEach(name -> names.put(name, ""));
    localNames.forEach((name, here) -> names.put(here, name));
    variables.forEach(
        (variable, name) -> {
          if (!isOurs(variable) && !variable.name().equals(name)) {
            names.put(name, variable.name());
          }
        });
    Map<String, String> inLambdas = new HashMap<>(names);
    inLambdas.putAll(captured);
    return new DebugNames(names, inLambdas);
  }

  /** Whether the declaration may keep the user's spelling. */
  boolean isKept(Variable variable) {
    return !isOurs(variable) && of(variable).equals(variable.name());
  }

  private static boolean isOurs(Variable variable) {
    return variable.kind() == Variable.Kind.TEMPORARY;
  }

  /** A name that does not occur in the method: {@code hint}, or {@code hint2} and so on. */
  String fresh(String hint) {
    String name = hint;
    for (int i = 2; !taken.add(name); i++) {
      name = hint + i;
    }
    return kept(name);
  }
}
