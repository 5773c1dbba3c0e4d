package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.DirectLinks;
import dev.suspendable.processor.model.JvmTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The methods of a frame class that stand for calls of coroutines of other files. */
final class LinkedCalls {
  private static final ClassName LINK = ClassName.get("dev.suspendable", "DirectLink");

  private final Naming naming;
  private final JvmTypes jvm;

  LinkedCalls(Naming naming, JvmTypes jvm) {
    this.naming = naming;
    this.jvm = jvm;
  }

  /** To be called when all of the frame's code is written. */
  void addTo(TypeSpec.Builder type) {
    TypeVariableName value = TypeVariableName.get("T");
    naming
        .links()
        .forEach(
            (coroutine, name) -> {
              MethodSpec.Builder method =
                  MethodSpec.methodBuilder(name)
                      .addJavadoc(
                          "Runs {@code $L.$L} on the Java stack, if it has a direct form: calls of"
                              + " this method\nare linked at run time.\n",
                          Declarations.classOf(coroutine).getSimpleName(),
                          coroutine.getSimpleName())
                      .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                      .addTypeVariable(value)
                      .returns(value)
                      .addException(Throwable.class)
                      .addParameter(DirectEmitter.RUN, naming.run)
                      .addParameter(int.class, naming.depth);
              TypeElement receiver = receiver(coroutine);
              if (receiver != null) {
                method.addParameter(ClassName.get(receiver), naming.self);
              }
              int i = 0;
              for (VariableElement parameter : coroutine.getParameters()) {
                method.addParameter(
                    naming.types.name(jvm.erasure(parameter.asType())), "argument" + ++i);
              }
              type.addMethod(method.addStatement("throw $T.notLinked()", LINK).build());
            });
  }

  private static @Nullable TypeElement receiver(ExecutableElement coroutine) {
    return coroutine.getModifiers().contains(Modifier.STATIC)
        ? null
        : Declarations.classOf(coroutine);
  }

  /** What the binder is to make of them. */
  List<DirectLinks.Call> calls() {
    List<DirectLinks.Call> calls = new ArrayList<>();
    for (Map.Entry<ExecutableElement, String> each : naming.links().entrySet()) {
      ExecutableElement coroutine = each.getKey();
      TypeElement host = Declarations.classOf(coroutine);
      String descriptor = jvm.descriptor(coroutine);
      boolean isStatic = receiver(coroutine) == null;
      calls.add(
          new DirectLinks.Call(
              each.getValue(),
              "(L"
                  + DirectEmitter.RUN.reflectionName().replace('.', '/')
                  + ";I"
                  + (isStatic ? "" : "L" + jvm.internalName(host) + ";")
                  + descriptor.substring(1, descriptor.indexOf(')') + 1)
                  + "Ljava/lang/Object;",
              jvm.internalName(host),
              coroutine.getSimpleName().toString(),
              descriptor,
              isStatic,
              host.getKind().isInterface()));
    }
    return calls;
  }
}
