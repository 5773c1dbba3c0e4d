package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.RampMethod;
import dev.suspendable.processor.model.SuspendableMethod;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Describes what the binder connects the host and other files to. */
final class HostLinks {
  private final SuspendableMethod method;
  private final Naming naming;
  private final JvmTypes jvm;
  private final ClassName raw;

  HostLinks(FrameContext frame, FrameShape shape, JvmTypes jvm) {
    this.method = frame.method();
    this.naming = frame.naming();
    this.jvm = jvm;
    this.raw = shape.raw();
  }

  /** The ramp, which replaces the body. */
  RampMethod ramp() {
    return new RampMethod(body(), FrameEmitter.RAMP, rampDescriptor());
  }

  private HostBody body() {
    Declaration declaration = method.declaration();
    if (declaration instanceof Declaration.Method it) {
      return new HostBody.OfMethod(
          it.name(), jvm.descriptor(it.element()), !naming.hasSelf, it.around());
    }
    return ((Declaration.Lambda) declaration).body();
  }

  private String rampDescriptor() {
    StringBuilder descriptor = new StringBuilder("(");
    if (naming.hasSelf) {
      descriptor.append('L').append(jvm.internalName(method.host())).append(';');
    }
    method.parameters().forEach(p -> descriptor.append(jvm.descriptor(p.type())));
    return descriptor.append(')').append(jvm.descriptor(method.coroutineType().type())).toString();
  }

  /** The entry to the direct form for other files. */
  FrameLinks.Entry entry(TypeMirror result) {
    String arguments = rampDescriptor();
    String frame = "L" + raw.reflectionName().replace('.', '/') + ";";
    String run = "L" + AbiTypes.RUN.reflectionName().replace('.', '/') + ";";
    int receiver = !naming.hasSelf ? 1 : arguments.indexOf(';') + 1;
    return new FrameLinks.Entry(
        method.declaration().name(),
        arguments.substring(0, receiver)
            + frame
            + run
            + "I"
            + arguments.substring(receiver, arguments.indexOf(')') + 1)
            + jvm.descriptor(result),
        !naming.hasSelf,
        ((Declaration.Method) method.declaration())
            .element()
            .getModifiers()
            .contains(Modifier.PUBLIC));
  }
}
