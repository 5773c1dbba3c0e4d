package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.ClassFacts.SyntheticField;
import dev.suspendable.processor.model.HostMember;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that share one nest: the classes that javac generated for the user's top-level class,
 * and the frames that join them.
 */
final class Nest {
  private final String nestHost;
  private final Map<String, ClassFacts> classes = new LinkedHashMap<>();
  private final Map<String, Integer> innerClassAccess = new HashMap<>();
  private final Set<AddedMethod> added = new LinkedHashSet<>();

  /** Creates a nest for the class with the internal name {@code nestHost}. */
  Nest(String nestHost) {
    this.nestHost = nestHost;
  }

  /** Internal name of the class that lists the members. */
  String nestHost() {
    return nestHost;
  }

  /** Adds one of the user's classes. */
  void add(ClassFacts facts) {
    classes.put(facts.name(), facts);
    innerClassAccess.putAll(facts.innerClassAccess());
  }

  /** Adds a frame class, as compiled. */
  void addFrame(ClassFacts facts) {
    classes.put(facts.name(), facts);
  }

  /** Adds a method that will be added to its class. */
  void add(AddedMethod method) {
    added.add(method);
  }

  /** The known facts about the class with the internal name {@code name}. */
  @Nullable ClassFacts facts(String name) {
    return classes.get(name);
  }

  /** Access flags of a nested class as the user has written them; frames see wider access. */
  int innerClassAccess(String name, int shown) {
    return innerClassAccess.getOrDefault(name, shown);
  }

  /** The added member that a field instruction refers to, if it refers to one. */
  Optional<HostMember> findField(
      List<HostMember> members, String owner, String name, String descriptor) {
    return find(members, owner, name, descriptor, true);
  }

  /** The added member that a call refers to, if it refers to one. */
  Optional<HostMember> findMethod(
      List<HostMember> members, String owner, String name, String descriptor) {
    return find(members, owner, name, descriptor, false);
  }

  /** Searches upward from the class that the instruction names, as JVM resolution does. */
  private Optional<HostMember> find(
      List<HostMember> members, String owner, String name, String descriptor, boolean field) {
    @Nullable String current = owner;
    while (current != null) {
      for (HostMember member : members) {
        if (member.isNamedBy(current, name, descriptor)) {
          return Optional.of(member);
        }
      }
      ClassFacts facts = classes.get(current);
      boolean declared =
          facts != null
              && (field
                  ? facts.declaresField(name, descriptor)
                  : facts.declaresMethod(name, descriptor));
      current = facts == null || declared ? null : facts.superName();
    }
    return Optional.empty();
  }

  /** The accessor for a member; the binder will add it to the host. */
  Accessor accessor(HostMember member, Accessor.Operation operation) {
    Accessor accessor = new Accessor(member, operation);
    added.add(accessor);
    return accessor;
  }

  /** The factory that creates instances of a lifted class; the binder will add it to that class. */
  Optional<Factory> factory(HostMember member) {
    ClassFacts host = classes.get(member.hostClass());
    Optional<Factory> factory = host == null ? Optional.empty() : Factory.of(member, host);
    factory.ifPresent(added::add);
    return factory;
  }

  /** Internal name of the class that has a field. */
  Optional<String> classWithField(String name, String descriptor) {
    return classes.values().stream()
        .filter(facts -> facts.declaresField(name, descriptor))
        .map(ClassFacts::name)
        .findFirst();
  }

  /** The methods that the frames turned out to need. */
  Set<AddedMethod> added() {
    return added;
  }

  /** The synthetic field of an inner class that holds its enclosing instance. */
  Optional<String> outerField(HostMember member) {
    ClassFacts host = classes.get(member.hostClass());
    return host == null
        ? Optional.empty()
        : host.outerField()
            .filter(field -> field.descriptor().equals(member.shown().descriptor()))
            .map(SyntheticField::name);
  }
}
