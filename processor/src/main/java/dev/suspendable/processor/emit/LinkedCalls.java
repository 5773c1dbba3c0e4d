package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.JvmTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The methods of a frame class that represent calls of coroutines of other files. */
final class LinkedCalls {
  private static final TypeVariableName ANY = TypeVariableName.get("T");
  private static final Map<TypeName, String> PRIMITIVES =
      Map.of(
          TypeName.BOOLEAN, "Z",
          TypeName.BYTE, "B",
          TypeName.SHORT, "S",
          TypeName.CHAR, "C",
          TypeName.INT, "I",
          TypeName.LONG, "J",
          TypeName.FLOAT, "F",
          TypeName.DOUBLE, "D");

  private final Naming naming;
  private final JvmTypes jvm;
  private final Markers markers;

  LinkedCalls(Naming naming, JvmTypes jvm, Markers markers) {
    this.naming = naming;
    this.jvm = jvm;
    this.markers = markers;
  }

  /** Adds the methods. Must be called after all of the frame's code has been written. */
  void addTo(TypeSpec.Builder type) {
    naming
        .links()
        .forEach(
            (link, name) -> {
              ExecutableElement coroutine = link.coroutine();
              MethodSpec.Builder method =
                  MethodSpec.methodBuilder(name)
                      .addJavadoc(
                          "Runs {@code $L.$L} on the Java stack, if it has a direct form: calls of"
                              + " this method\nare linked at run time.\n",
                          Declarations.classOf(coroutine).getSimpleName(),
                          coroutine.getSimpleName())
                      .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                      .returns(link.result())
                      .addException(Throwable.class)
                      .addParameter(AbiTypes.RUN, naming.run)
                      .addParameter(int.class, naming.depth);
              if (link.result() instanceof TypeVariableName any) {
                method.addTypeVariable(any);
              }
              TypeElement receiver = receiver(coroutine);
              if (receiver != null) {
                method.addParameter(ClassName.get(receiver), naming.self);
              }
              int i = 0;
              for (VariableElement parameter : coroutine.getParameters()) {
                method.addParameter(
                    naming.types.name(jvm.erasure(parameter.asType())), "argument" + ++i);
              }
              type.addMethod(
                  method
                      .addStatement(
                          "throw $L$T.$L()", markers.head(), AbiTypes.DIRECT_LINK, Abi.NOT_LINKED)
                      .build());
            });
  }

  /**
   * The return type of the method that represents calls with values of this type: a primitive type,
   * a box, or the requested type. A box is not inferred, so that the linker sees what it contains.
   */
  static TypeName result(TypeName value) {
    TypeName plain = value.withoutAnnotations();
    return plain.isPrimitive() || plain.isBoxedPrimitive() ? plain : ANY;
  }

  /**
   * An estimate of the stack space between a linked caller and its callee, in bytes. It covers the
   * entry to the direct form and the JVM's methods that call it, which are interpreted at first. If
   * a value must be unboxed, there are five methods; each gets all arguments, the run and the
   * depth.
   */
  static int stackUse(ExecutableElement coroutine) {
    return 5 * (112 + 16 * (coroutine.getParameters().size() + 3));
  }

  private static @Nullable TypeElement receiver(ExecutableElement coroutine) {
    return coroutine.getModifiers().contains(Modifier.STATIC)
        ? null
        : Declarations.classOf(coroutine);
  }

  /** The calls that the binder must link. */
  List<FrameLinks.Call> calls() {
    List<FrameLinks.Call> calls = new ArrayList<>();
    for (Map.Entry<Naming.Link, String> each : naming.links().entrySet()) {
      ExecutableElement coroutine = each.getKey().coroutine();
      TypeElement host = Declarations.classOf(coroutine);
      String descriptor = jvm.descriptor(coroutine);
      boolean isStatic = receiver(coroutine) == null;
      calls.add(
          new FrameLinks.Call(
              each.getValue(),
              "(L"
                  + AbiTypes.RUN.reflectionName().replace('.', '/')
                  + ";I"
                  + (isStatic ? "" : "L" + jvm.internalName(host) + ";")
                  + descriptor.substring(1, descriptor.indexOf(')') + 1)
                  + descriptor(each.getKey().result()),
              jvm.internalName(host),
              coroutine.getSimpleName().toString(),
              descriptor,
              isStatic,
              host.getKind().isInterface()));
    }
    return calls;
  }

  private static String descriptor(TypeName result) {
    String primitive = PRIMITIVES.get(result);
    if (primitive != null) {
      return primitive;
    }
    return result instanceof ClassName box
        ? "L" + box.reflectionName().replace('.', '/') + ";"
        : "Ljava/lang/Object;";
  }
}
