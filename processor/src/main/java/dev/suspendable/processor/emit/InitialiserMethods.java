package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.JvmTypes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/** The methods of a frame class that represent the initialisation of classes. */
final class InitialiserMethods {
  private final Naming naming;
  private final JvmTypes jvm;

  InitialiserMethods(Naming naming, JvmTypes jvm) {
    this.naming = naming;
    this.jvm = jvm;
  }

  /**
   * Adds methods that represent the initialisation of classes. The binder replaces calls of them by
   * the initialising instruction.
   */
  void addTo(TypeSpec.Builder type) {
    naming
        .initialisers()
        .forEach(
            (initialised, name) ->
                type.addMethod(
                    MethodSpec.methodBuilder(name)
                        .addJavadoc(
                            "Initialises {@code $L} in front of what is evaluated next.\n",
                            initialised.getSimpleName())
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        // The selector of a switch may be of an enum that cannot be named here.
                        .returns(
                            initialised.getKind() == ElementKind.ENUM
                                ? ClassName.OBJECT
                                : naming.types.name(initialised))
                        .addStatement("return null")
                        .build()));
  }

  /** The classes, as the binder finds them. */
  List<FrameLinks.Initialiser> initialised() {
    List<FrameLinks.Initialiser> found = new ArrayList<>();
    naming
        .initialisers()
        .forEach(
            (type, name) ->
                found.add(
                    new FrameLinks.Initialiser(
                        name, jvm.internalName(type), type.getKind() == ElementKind.ENUM)));
    return found;
  }
}
