package dev.suspendable.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The user's declaration of a coroutine: a method, or a lambda. */
public sealed interface Declaration {
  /** The class whose code contains it. */
  TypeElement host();

  /** Its name in stack traces; for a lambda, the name of the code around it. */
  String name();

  /** Whether it has no access to an instance of the host. */
  boolean isStatic();

  /** The number of its first parameters that are captured variables. */
  int captures();

  /** The method, or null. */
  default @Nullable ExecutableElement method() {
    return null;
  }

  /**
   * A method with a body.
   *
   * @param around the variables that it names and that the instance of its local class keeps
   */
  record Method(ExecutableElement element, List<HostBody.Kept> around) implements Declaration {
    @Override
    public int captures() {
      return around.size();
    }

    @Override
    public TypeElement host() {
      return Declarations.classOf(element);
    }

    @Override
    public String name() {
      return element.getSimpleName().toString();
    }

    @Override
    public boolean isStatic() {
      return element.getModifiers().contains(Modifier.STATIC);
    }

    @Override
    public ExecutableElement method() {
      return element;
    }
  }

  /**
   * A lambda. Its first parameters are the variables that it captures.
   *
   * @param place the code around it
   * @param number its index among the coroutines of that code that are lambdas
   * @param body how to find its body in the host's class file
   */
  record Lambda(Place place, int number, boolean isStatic, HostBody.OfLambda body)
      implements Declaration {
    @Override
    public TypeElement host() {
      return place.host();
    }

    @Override
    public String name() {
      return place.name();
    }

    @Override
    public int captures() {
      return body.signature().captures().size();
    }
  }

  /**
   * The code around a lambda: a method, a constructor or an initialiser.
   *
   * @param name {@code <init>} for constructors and for instance initialisers
   * @param descriptor empty for initialisers
   */
  record Place(TypeElement host, String name, String descriptor) {
    /** The name as part of another name, spelt as javac spells it in the names of its lambdas. */
    public String nameInNames() {
      return switch (name) {
        case "<init>" -> "new";
        case "<clinit>" -> "static";
        default -> name;
      };
    }

    /**
     * The text that the name of a lambda's method may contain: {@link #nameInNames}, but javac 17
     * puts the name of the class there for a lambda in a field of a local class or of a class in
     * one.
     */
    public List<String> namesInMethods() {
      boolean isInitialiser = descriptor.isEmpty();
      return isInitialiser && Lifted.isInLifted(host)
          ? List.of(nameInNames(), host.getSimpleName().toString())
          : List.of(nameInNames());
    }
  }
}
